#!/bin/sh
# Makes a release of this checkout: sh config/release.sh FOLDER. Wheels of the locked versions, ours, the built fonts.
set -eu
cd "$(dirname "$0")/.."
out="${1:?name a folder for the release}"
python=.venv/bin/python
version="$($python -c 'from importlib.metadata import version; print(version("kiosk"))')"
mkdir -p "$out/wheels" "$out/fonts"
# What a terminal needs, not what its makers need: the locked lines of our own requirements' closure, with their hashes.
$python -m kiosk.upkeep.needed requirements/lock.txt >"$out/needed.txt"
$python -m pip wheel --quiet --disable-pip-version-check --no-deps --require-hashes --no-build-isolation \
    --wheel-dir "$out/wheels" -r "$out/needed.txt"
rm "$out/needed.txt"
$python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir "$out/wheels" .
cp "$($python -c 'from printing.font_folder import font_folder; print(font_folder())')"/*.ttf "$out/fonts/"
cp config/install.sh "$out/"
$python -m kiosk.upkeep list-release "$out" "$version"
