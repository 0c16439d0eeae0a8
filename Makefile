# Everything happens in .venv, made by the first Python 3.11 or later that answers.
# A name on PATH may be a shim that refuses to run, so each candidate is run, not looked up.
PYTHON := $(shell for python in python3 python3.13 python3.14 python3.12 python3.11 \
	$(HOME)/.pyenv/versions/3.1[1-9]*/bin/python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
BIN := .venv/bin

.PHONY: run test browser redis postgresql bench screenshots lint translations lock wheel clean

run: .venv/run.stamp  ## Serve the chat on http://localhost:8000
	@$(BIN)/python -m webchat.command

test: .venv/test.stamp browser redis postgresql .venv-flux0/stamp  ## Run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

bench: .venv/test.stamp browser  ## Measure what the browser and the server spend
	$(BIN)/python -m pytest tests/bench -m bench -s $(ARGS)

screenshots: .venv/test.stamp browser  ## Take the pictures of the README anew
	$(BIN)/python -m tests.browser.screenshots

lint: .venv/test.stamp  ## Check style and types
	$(BIN)/ruff check webchat tests
	$(BIN)/ruff format --check webchat tests
	$(BIN)/mypy

translations: .venv/test.stamp  ## Bring the catalogues in line with the texts of the interface
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keyword translatable --add-location file \
		--sort-by-file --no-wrap --project webchat --output-file build/messages.pot .
	$(BIN)/pybabel --quiet update --input-file build/messages.pot --output-dir webchat/translations \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

lock: .venv/test.stamp  ## Write requirements*.txt anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" pyproject.toml --group dev -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --python-version 3.13 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" tests/flux0/requirements.in -o tests/flux0/requirements.txt

wheel: .venv/test.stamp  ## Build the wheel into dist/
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean:  ## Remove all that was made, but for the data in var/
	rm -rf .venv .venv-flux0 build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/pip.stamp:
	@test -n "$(PYTHON)" || { echo "webchat needs Python 3.11 or later with venv; none was found." >&2; exit 1; }
	@echo "Making .venv, with $(PYTHON): only the first time."
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run.stamp: .venv/pip.stamp requirements.txt
	@echo "Installing what webchat runs on into .venv: this may take a minute."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-dev.txt pyproject.toml
	@echo "Installing what the tests need into .venv: this may take some minutes."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

browser: .venv/test.stamp
	@$(BIN)/python -m tests.browser.chromium

redis: .venv/test.stamp
	@$(BIN)/python -m tests.servers.redis

postgresql: .venv/test.stamp
	@$(BIN)/python -m tests.servers.postgresql

.venv-flux0/stamp: tests/flux0/requirements.txt  # the real Flux0 server, for the tests marked flux0
	@python=$$(for candidate in python3.13 $(HOME)/.pyenv/versions/3.13*/bin/python3.13; do \
		$$candidate -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null \
		&& { echo $$candidate; break; }; done); \
	if [ -z "$$python" ]; then \
		echo "!!! NO PYTHON 3.13: the tests against a real Flux0 server are SKIPPED !!!" >&2; exit 0; fi; \
	echo "Installing a Flux0 server for the tests into .venv-flux0: this takes some minutes."; \
	$$python -m venv .venv-flux0 \
	&& .venv-flux0/bin/pip install --quiet --disable-pip-version-check -r $< && touch $@
