#!/bin/sh
# Lies in a release. Installs it with nothing but Debian's own Python: sh install.sh [--root FOLDER] [--config FILE]
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
export PYTHONDONTWRITEBYTECODE=1
# -P: whatever lies in the folder that somebody happens to stand in is not run as root.
PYTHONPATH="$(echo "$here"/wheels/kiosk-*.whl)" exec /usr/bin/python3 -sP -m kiosk.upkeep install --release "$here" "$@"
