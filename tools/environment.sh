#!/bin/sh
# environment.sh VENV LOCKED: makes the virtual environment VENV if it is not there, and installs into it what the
# file LOCKED names, each by its hash, and the kit (editable), by uv where there is one, else by venv and pip.
set -eu
venv=$1
locked=$2

suitable() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$name" >/dev/null && suitable "$name"; then
      command -v "$name"
      return
    fi
  done
  echo "tradekit needs Python 3.11 or newer; none was found (name one with PYTHON=/path/to/python3 make ...)" >&2
  return 1
}

make_venv() {
  python=$(find_python)
  if "$python" -m venv "$venv" 2>/dev/null; then return; fi
  rm -rf "$venv" # a Python without ensurepip leaves half an environment behind
  "$python" -m venv --without-pip "$venv"
}

pip_install() {
  if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
  elif python=$(find_python) && "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check "$@"
  else
    echo "no pip: install Debian's python3-venv or python3-pip, or uv, and try again" >&2
    return 1
  fi
}

# An editable install is not compiled: make fast does that.
TRADEKIT_COMPILE=0
export TRADEKIT_COMPILE
echo "Setting up $venv ($locked) ..."
if [ -x "$venv/bin/python" ] && ! suitable "$venv/bin/python"; then
  echo "$venv has no working Python of 3.11 or newer: remove it, or name another with VENV=..." >&2
  exit 1
fi
if command -v uv >/dev/null; then
  [ -x "$venv/bin/python" ] || uv venv --quiet --python '>=3.11' "$venv"
  uv pip install --quiet --compile-bytecode --python "$venv/bin/python" --only-binary :all: --require-hashes --requirement "$locked"
  uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --editable .
else
  [ -x "$venv/bin/python" ] || make_venv
  pip_install --only-binary :all: --require-hashes --requirement "$locked"
  pip_install --no-deps --no-build-isolation --editable .
fi
"$venv/bin/python" -m compileall -q tradekit
