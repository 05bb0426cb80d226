"""The locked lines of what a terminal needs: `python -m kiosk.upkeep.needed requirements/lock.txt`."""

import re
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==")


def closure(package: str) -> frozenset[str]:
    """The package's requirements, and theirs, as this environment has them installed."""
    found: set[str] = set()
    waiting = [(package, frozenset({""}))]
    while waiting:
        name, extras = waiting.pop()
        try:
            wanted = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            # Left out of the lock on purpose (requirements/excluded.txt): the lock decides what there is.
            continue
        for one in wanted:
            marker = one.marker
            is_meant = marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)
            if is_meant and canonicalize_name(one.name) not in found:
                found.add(canonicalize_name(one.name))
                waiting.append((one.name, frozenset({"", *one.extras})))
    return frozenset(found)


def locked(text: str, names: frozenset[str]) -> str:
    """The entries of a lock file with hashes that are of these packages."""
    lines, is_kept = [], False
    for line in text.splitlines():
        if entry := _LOCKED.match(line):
            is_kept = canonicalize_name(entry[1]) in names
        if is_kept:
            lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(locked(Path(sys.argv[1]).read_text("utf-8"), closure("kiosk")))
