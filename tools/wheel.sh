#!/bin/sh
# wheel.sh: builds the wheel and uses it in an empty folder, without make and without the checkout.
# PYTHON names another Python.
set -eu
python=${PYTHON:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
sed '/--hash/d; s/ \\$//' constraints-dev.txt >"$place/pins.txt" # pip wants a hash of the wheel too, else
export PIP_CONSTRAINT="$place/pins.txt" PIP_BUILD_CONSTRAINT="$place/pins.txt"
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$place" .
"$python" -m venv "$place/env"
wheel=$(ls "$place"/tradekit_figures-*.whl)
"$place/env/bin/pip" install --quiet --disable-pip-version-check "$wheel[all]"
mkdir "$place/empty folder"
cd "$place/empty folder"
tradekit=$place/env/bin/tradekit
printf '2023年，我国出口23.77万亿元，同比增长0.6%%。\n' >my.txt
"$tradekit" extract my.txt --published 2024-01-13 --out rows.csv
"$tradekit" check my.txt --published 2024-01-13
"$tradekit" report my.txt --out pages -p published 2024-01-13
"$tradekit" lab --copy-only
"$place/env/bin/python" -c '
import pathlib, tradekit.extraction.observe as one
assert len(pathlib.Path("rows.csv").read_text("utf-8").splitlines()) == 3
assert "23.77 trillion yuan" in pathlib.Path("pages/report.html").read_text("utf-8")
assert any(pathlib.Path("notebooks").glob("*.ipynb"))
assert "env" in one.__file__, one.__file__
print("the wheel works in an empty folder;", "plain" if one.__file__.endswith(".py") else "compiled")'
