# make run: set up what is missing and open the window. make help: the rest.
VENV_PYTHON := .venv/bin/python
# Offscreen: the tests need no display. Chromium's sandbox does not work as root, as CI runs.
HEADLESS := QT_QPA_PLATFORM=offscreen QTWEBENGINE_DISABLE_SANDBOX=1
ARGS ?=
# Compiled modules are kept even where the environment says otherwise: every start needs them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run setup test check bench lock translations schema formats screenshots assets wheel clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: build/.system-run .venv/.ready assets ## Open the window (ARGS="files…"); without a display, draw it to out/
	@sh installers/run.sh $(ARGS)

setup: .venv/.ready assets ## Make .venv and the assets

test: build/.system-test .venv/.ready assets ## Run all tests, headless (ARGS="tests/model -k zone")
	$(HEADLESS) $(VENV_PYTHON) -m pytest -n 2 --dist loadgroup $(ARGS)

check: .venv/.ready assets ## Check style, types, house rules, translations, pages that are made, locks
	@sh installers/check.sh

bench: build/.system-test .venv/.ready assets ## Run the benchmarks beside folium and QGIS (ARGS=--quick)
	$(HEADLESS) $(VENV_PYTHON) tests/benchmarks/bench.py $(ARGS)
	$(HEADLESS) $(VENV_PYTHON) -m pytest -q -s -n 0 tests/benchmarks/bench_affected.py \
		tests/benchmarks/bench_zones.py
	$(HEADLESS) $(VENV_PYTHON) tests/benchmarks/bench_sheets.py $(filter --write,$(ARGS))
	$(HEADLESS) $(VENV_PYTHON) tests/benchmarks/bench_formats.py $(filter --write,$(ARGS))

lock: ## Lock the Python packages (ARGS=--upgrade renews all)
	python3 installers/lock.py $(ARGS)

translations: .venv/.ready ## Collect the texts of src/ into resources/i18n/*.ts
	$(VENV_PYTHON) installers/translations.py

schema: .venv/.ready ## Write the JSON Schema of plan files
	$(VENV_PYTHON) installers/make_schema.py

formats: .venv/.ready ## Write docs/formats.md from the formats and their tests
	$(VENV_PYTHON) installers/formats_table.py

screenshots: build/.system-run .venv/.ready assets ## Draw the pictures of the docs
	sh installers/screenshots.sh

assets: .venv/.ready
	@$(VENV_PYTHON) installers/build_assets.py --quiet

wheel: .venv/.ready assets ## Build the source archive and the wheel into dist/
	$(VENV_PYTHON) -m hatchling build -d dist -t sdist -t wheel

clean: ## Remove all that was made
	rm -rf .venv build dist out resources/vendor resources/node_modules resources/i18n/*.qm resources/i18n/*.stamp

build/.system-%: installers/system_packages.sh
	@sh installers/system_packages.sh $*
	@mkdir -p build && touch $@

.venv/.ready: installers/requirements-dev.txt pyproject.toml installers/make_venv.sh | build/.system-run
	@sh installers/make_venv.sh
