#!/bin/sh
# fresh.sh: removes the compiled engine (make fast) where a source is newer; the kit refuses such an engine.
set -eu
stamp=tradekit/compiled.stamp
if [ -e "$stamp" ] && [ -n "$(find tradekit -name '*.py' -newer "$stamp")" ]; then
  echo "The compiled engine is older than its sources and is removed; make fast compiles it anew." >&2
  make --no-print-directory pure
fi
