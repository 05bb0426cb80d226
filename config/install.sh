#!/bin/sh
# Lies in a release. Installs it with nothing but Debian's own Python: sh install.sh [--root FOLDER] [--config FILE]
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
export PYTHONDONTWRITEBYTECODE=1
PYTHONPATH="$(echo "$here"/wheels/kiosk-*.whl)" exec /usr/bin/python3 -s -m kiosk.upkeep install --release "$here" "$@"
