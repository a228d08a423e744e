# make report   set up the environment, render every notebook to pages, say where to look
# make test     set up the environment, run every check: ruff, mypy, pytest with doctests
# make lab      JupyterLab on the notebooks
# make score    extraction scored against hand-made rows
# make bench    benchmarks
# make fast     compile the engine in place: three times as fast (needs a C compiler; two minutes)
# make pure     without the compiled engine again
# make clean    remove what was made, but for the environment
#
# Needs Python 3.11 or newer and make; uses uv where it is installed, else venv and pip.

.DELETE_ON_ERROR:
.PHONY: help report test lab score bench fast pure constraints clean
unexport PYTHONDONTWRITEBYTECODE

VENV ?= .venv
OUT ?= out
BIN := $(VENV)/bin
REPORTS ?=

help:
	@sed -n '1,10s/^# \{0,1\}//p' Makefile

report: $(VENV)/.report
	@sh tools/fresh.sh
	@$(BIN)/tradekit report --out "$(OUT)" $(REPORTS)

test: $(VENV)/.test pure
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

lab: $(VENV)/.report
	@sh tools/fresh.sh
	$(BIN)/jupyter lab notebooks

score: $(VENV)/.report
	@sh tools/fresh.sh
	@$(BIN)/tradekit score

bench: $(VENV)/.test pure
	$(BIN)/python -m benchmarks

fast: $(VENV)/.test pure
	TRADEKIT_COMPILE=1 $(BIN)/python setup.py --quiet build_ext --inplace
	@touch tradekit/compiled.stamp
	@$(BIN)/python tools/compare.py

pure:
	@find tradekit \( -name "*.so" -o -name "*.pyd" \) -delete; rm -f tradekit/compiled.stamp

$(VENV)/.report: pyproject.toml constraints.txt tools/environment.sh
	@sh tools/environment.sh $(VENV) constraints.txt
	@touch $@

$(VENV)/.test: pyproject.toml constraints-dev.txt tools/environment.sh $(VENV)/.report
	@sh tools/environment.sh $(VENV) constraints-dev.txt
	@touch $@

# After a change of pyproject.toml: the newest versions that fit, each with its hashes, and what builds the kit.
LOCK := uv pip compile --quiet --universal --no-header --no-annotate --python-version 3.11 --generate-hashes
USERS := --extra parquet --extra pdf --extra html --extra excel
constraints:
	echo 'setuptools>=77' | $(LOCK) --all-extras --upgrade pyproject.toml - --output-file constraints-dev.txt
	echo 'setuptools>=77' | $(LOCK) $(USERS) --constraint constraints-dev.txt --upgrade pyproject.toml - \
	  --output-file constraints.txt

clean:
	rm -rf "$(OUT)" build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
