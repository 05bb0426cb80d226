"""What the kernel says of another process: its group, its memory, its files."""

import os
from contextlib import suppress
from pathlib import Path


def group_of(pid: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == pid and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def holds(pid: int, mark: bytes) -> bool:
    """Whether a process has these bytes in its memory (as root)."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            begin, end = (int(word, 16) for word in span.split("-"))
            with suppress(OSError, ValueError):
                memory.seek(begin)
                if mark in memory.read(end - begin):
                    return True
    return False


def written_files(pid: int) -> list[str]:
    """Regular files that a process has open for writing, its standard streams aside (as root)."""
    found = []
    for info in Path(f"/proc/{pid}/fdinfo").iterdir():
        target = Path(f"/proc/{pid}/fd/{info.name}").readlink()
        flags = next(int(line.split()[1], 8) for line in info.read_text().splitlines() if line.startswith("flags:"))
        if int(info.name) > 2 and flags & os.O_ACCMODE and target.is_file():
            found.append(str(target))
    return found
