# make demo   watch one visit through every wire     make test   check, then pytest
# make setup  system packages, .venv, paper fonts     make check  format, ruff, mypy, qmllint, import contracts
# make bench  figures side by side                    make soak   what takes longer than CI may
# make lock   resolve setup.cfg anew into requirements/lock.txt (needs uv)
# make manual write docs/devices anew from the device folders
# make release OUT=DIR  wheels, fonts and a list: what is installed    sudo make install OUT=DIR CONFIG=FILE
# make voices record the fixed sentences that changed (config/voices; needs npm, some minutes)

PYTHON ?= python3
BIN    := .venv/bin
STAMP  := .venv/.ready
# Whole visits and real programs at the other end: two halls at a time are as much as two cores carry.
HALLS  := tests/faults tests/printing/test_real_printing.py tests/printing/test_real_pjl_printing.py \
          tests/printing/test_real_page_by_page.py tests/drivers/test_document_scanner.py
# What promises seconds to a person, and the face, which takes a core of its own: they want the machine for themselves.
ALONE  := tests/faults/test_killed_core.py tests/faults/test_killed_screens.py tests/faults/test_face_for_real.py
# A hall starts a dozen programs of ours: each would compile every file anew, a second of one core.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test most check setup bench soak lock manual voices release install format clean

demo: setup
	@$(BIN)/python -m kiosk demo

test: setup
	@$(MAKE) --no-print-directory --jobs=2 check most
	$(BIN)/python -m pytest -n 2 --dist loadfile $(HALLS) $(ALONE:%=--ignore=%)
	$(BIN)/python -m pytest $(ALONE)

# Beside the types, which take one core for two minutes.
most: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile $(HALLS:%=--ignore=%)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m screens.lint
	$(BIN)/lint-imports --config setup.cfg

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m pytest tests/bench --override-ini "python_files=bench_*.py" -q -s

soak: setup
	KIOSK_SOAK=1 $(BIN)/python -m pytest

setup: $(STAMP)

$(STAMP): setup.cfg pyproject.toml requirements/lock.txt requirements/build.txt requirements/system.txt printing/font_build.py
	@sh requirements/system.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing the locked packages into .venv (about half a minute)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/build.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --no-build-isolation -r requirements/lock.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m printing.font_build
	@touch $@

lock:
	uv pip compile setup.cfg requirements/lock.in --extra dev --excludes requirements/excluded.txt \
	  --generate-hashes --no-header --no-annotate --python-version 3.11 --output-file requirements/lock.txt
	awk '/^(setuptools|wheel|swig)==/{p=1} /^[a-z]/&&!/^(setuptools|wheel|swig)==/{p=0} p' requirements/lock.txt >requirements/build.txt

manual: setup
	$(BIN)/python -m drivers.manual

# An environment of its own, 300 MB: none of it is in a terminal. npm brings the voice's vector, nothing else.
VOICES := .venv-voices
voices: setup
	@test -x $(VOICES)/bin/python || $(PYTHON) -m venv $(VOICES)
	@$(VOICES)/bin/pip install --quiet --disable-pip-version-check -r requirements/voices.txt
	@test -f $(VOICES)/package/voices/zf_xiaobei.bin || \
	  (cd $(VOICES) && npm pack --silent kokoro-js@1.2.1 && tar -xzf kokoro-js-1.2.1.tgz)
	@$(BIN)/python -m kiosk.speech.making --kokoro $(VOICES)/bin/python --voice $(VOICES)/package/voices/zf_xiaobei.bin

OUT ?= out/release
release: setup
	@sh config/release.sh $(OUT)

# As root, with Debian's Python alone; CONFIG is the terminal's file (docs/install.md).
install:
	@sh $(OUT)/install.sh $(if $(ROOT),--root $(ROOT)) $(if $(CONFIG),--config $(CONFIG))

clean:
	rm -rf .venv .venv-voices out build ./*.egg-info
