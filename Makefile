# Gotipath. `make run` and `make test` do all set-up by themselves; a second time it takes seconds.
# PROCESSES says in how many processes the tests run (as many as there are cores).
# Settings: DATA_DIR (./var), HOST (127.0.0.1), PORT (8000), DATABASE_URL, MIGRATION_DATABASE_URL, BROKER_URL.

PYTHON ?= python3
VENV_PYTHON = .venv/bin/python
MANAGE = $(VENV_PYTHON) manage.py
INPUT ?= efile/data/sample_applications.jsonl
TESTS ?= tests
PROCESSES ?= auto
CAMPAIGNS = tests/workflows/engine tests/concurrency tests/faults tests/walks tests/hierarchy/test_stateful.py tests/efile/test_visibility_plans.py tests/config/test_squashed_migrations.py tests/notings/letters/test_docx.py tests/security/test_words_of_a_graded_file_are_logged.py
MINUTES ?= 30
# Everything is several programs; without bytecode each compiles all it imports whenever it starts.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test pictures check bench soak walk demo-reset build format clean

run: export DEMO ?= 1
run: build
	@exec $(MANAGE) up

test: build
	@$(VENV_PYTHON) tools/chromium.py
	$(VENV_PYTHON) -m pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder $(TESTS)

# The pictures of the officer's guide, taken while the days of clerk, officer and dispatcher are walked through.
pictures: build
	PICTURES=docs/pictures $(VENV_PYTHON) -m pytest tests/e2e/test_clerk_day.py tests/e2e/test_officer_day.py tests/e2e/test_dispatcher_day.py

check: build
	$(VENV_PYTHON) -m pytest tests/architecture

bench: build
	$(VENV_PYTHON) -m bench.engine
	$(VENV_PYTHON) -m bench.act
	$(VENV_PYTHON) -m bench.visibility
	$(VENV_PYTHON) -m bench.finding

soak: build
	@$(VENV_PYTHON) tools/libreoffice.py
	GOTIPATH_SOAK=1 $(VENV_PYTHON) -m pytest $(CAMPAIGNS)
	$(VENV_PYTHON) tools/soak.py $(MINUTES)

walk: export DEMO ?= 1
walk: build
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) load_charts --with-demo-people --verbosity 0
	@$(MANAGE) load_flows --verbosity 0 > /dev/null
	@$(MANAGE) walk --input $(INPUT) --json

demo-reset: export DEMO ?= 1
demo-reset: build
	@$(MANAGE) demo_reset
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) demonstration

build: .venv/.installed
	@$(VENV_PYTHON) tools/front_end.py
	@$(VENV_PYTHON) -m web.i18n compile > /dev/null

.venv/.installed: requirements.lock tools/install.py tools/uv.txt
	@$(PYTHON) tools/install.py
	@touch $@

format: .venv/.installed
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

# Leaves the data folder alone.
clean:
	rm -rf .venv .tools web/frontend/node_modules web/static/web/build
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
	find web/locale -name '*.mo' -delete
