# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help install demo test check unit model eval messages mutants test-slow bench screenshots pins clean

help:  ## This list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 14

install: .venv/.run $(BIN)/replywell  ## Everything Replywell runs on, into .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Replywell needs Python 3.11 or later: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements/run.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(BIN)/replywell: Makefile | .venv/bin/python
	@$(BIN)/python -c 'import pathlib, sysconfig; \
	  pathlib.Path(sysconfig.get_path("purelib"), "replywell.pth").write_text("$(CURDIR)\n")'
	@printf '#!%s\nimport sys\nfrom replywell.cli import main\nsys.exit(main())\n' "$(CURDIR)/$(BIN)/python" > $@
	@chmod 755 $@

demo: install  ## A made-up practice with patient phones in the browser
	$(BIN)/replywell demo

test: install .venv/.dev  ## Lint, types, floors and every test (about ten minutes)
	@sh tools/find-chromium > /dev/null
	$(MAKE) --no-print-directory check
	$(MAKE) --no-print-directory unit

check:  ## Lint, format, types, floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy replywell
	PYTHONPATH=. DATABASE_URL=postgresql://nobody@127.0.0.1:1/none REPLYWELL_SECRET_KEY=none $(BIN)/lint-imports

unit:  ## Every test, on all cores
	REPLYWELL_CHROMIUM="$$(sh tools/find-chromium)" $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

messages: install .venv/.dev  ## Gather the words of the staff pages into the Spanish catalogue
	$(BIN)/python tools/messages.py

screenshots: install .venv/.dev  ## Pictures of every page at 1440, 1024 and 390, into build/screenshots
	REPLYWELL_CHROMIUM="$$(sh tools/find-chromium)" $(BIN)/python -m tests.console.screenshots build/screenshots

mutants: install .venv/.dev  ## Take each guard away in turn; its test must fail
	$(BIN)/python -m tests.mutants

model: install .venv/.dev  ## Learn the weights of understanding from training/examples (minutes)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.train

eval: install .venv/.dev  ## What understanding gets right; fails when a safety figure drops
	$(BIN)/python -m tests.understanding.evaluate

SLOW := tests/chaos tests/invariants tests/dialogue/test_backfill_hours.py tests/ehr/test_three_way.py \
  tests/messaging/outbound/test_gate.py tests/newcomers/test_same_person.py tests/scheduling/test_random_calendars.py \
  tests/understanding/test_always.py tests/workflows/test_plan.py \
  $(addprefix tests/console/test_,keyboard_walk.py axe.py axe_nurse.py booking_browser.py words_of_pages.py swift_browser.py)

test-slow: install .venv/.dev  ## The long sweeps, the full chaos run, and properties tried on new cases
	REPLYWELL_CHROMIUM="$$(sh tools/find-chromium)" REPLYWELL_SLOW=1 $(BIN)/pytest --timeout=1800 $(SLOW)

bench: install .venv/.dev  ## The benchmarks, each beside its floor
	@for name in inbound outbound slots backfill path; do $(BIN)/replywell bench $$name; done

pins:  ## Pin the dependencies anew
	$(BIN)/python -m pip install -q uv
	for part in run dev; do $(BIN)/uv pip compile --python-version 3.11 --universal --generate-hashes \
	  --no-emit-index-url -q requirements/$$part.in -o requirements/$$part.txt; done

clean:  ## Remove what was installed here
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
