"""Reads one stick, which lies open on standard input, and gives a list of files or the bytes of one.

    python -m drivers.usb_stick.process list < /dev/kiosk-stick
    python -m drivers.usb_stick.process read 17-20480 < /dev/kiosk-stick

Whatever is on it meets this process only: it has given away files, network, programs, and all but some memory and time
(drivers/confined.py) before it looks. It never writes. FAT12, FAT16 and FAT32 by pyfatfs; nothing else is read.
Exit status: drivers/usb_stick/frames.py; anything else is a stick that broke its reader.
"""

import codecs
import sys
import warnings
from collections.abc import Iterator
from itertools import islice

from pyfatfs._exceptions import PyFATException
from pyfatfs.FATDirectoryEntry import FATDirectoryEntry
from pyfatfs.PyFat import PyFat

from drivers.confined import confine, limit
from drivers.process import crash_loudly, harden, log_to_stderr
from drivers.usb_stick import FILE_BYTES_MOST, FILES_MOST, StickFile
from drivers.usb_stick.frames import Status, id_of, kind_of, packed, partition_of, place_of, shown

MEMORY_BYTES = 1_000_000_000
"""Our choice: the table of a stick of 256 GB takes a tenth of it."""
PROCESSOR_S = 15
DEPTH, FOLDERS = 4, 200
"""Our choice: how deep and how far files are looked for."""


def main() -> Status:
    """List or read."""
    harden()
    crash_loudly()
    log_to_stderr("usb_stick")
    warnings.simplefilter("ignore")
    wanted = sys.argv[1:]
    limit(memory=MEMORY_BYTES, processor_s=PROCESSOR_S)
    for encoding in ("ibm437", "utf-16-le"):
        # Loaded before the walls stand: encodings lie outside of them.
        codecs.lookup(encoding)
    confine()
    stick = sys.stdin.buffer
    try:
        offset = partition_of(stick.read(512))
        system = PyFat(offset=offset)
        system.set_fp(stick)
        if wanted == ["list"]:
            sys.stdout.buffer.write(packed(list(islice(_files(system), FILES_MOST))))
            return Status.READ
        place = place_of(wanted[1]) if len(wanted) == 2 and wanted[0] == "read" else None
        if place is None or place[1] > FILE_BYTES_MOST:
            return Status.NO_FILE
        return _read(system, *place)
    except OSError as error:
        # The library's own error is an OSError too, with a number where the medium failed.
        return Status.UNREADABLE if not isinstance(error, PyFATException) else Status.NO_FILE_SYSTEM
    except (PyFATException, ValueError, ArithmeticError, LookupError, AssertionError, AttributeError, TypeError):
        return Status.NO_FILE_SYSTEM
    except (MemoryError, RecursionError):
        return Status.NO_FILE_SYSTEM


def _files(system: PyFat) -> Iterator[StickFile]:
    waiting: list[tuple[FATDirectoryEntry, int]] = [(system.root_dir, 0)]
    looked = 0
    while waiting and looked < FOLDERS:
        folder, depth = waiting.pop(0)
        looked += 1
        folders, files, _ = folder.get_entries()
        for one in files:
            name, size = str(one), one.get_size()
            kind = kind_of(name)
            if kind is None or name.startswith(".") or one.is_hidden() or not 0 < size <= FILE_BYTES_MOST:
                continue
            if shown(name) and one.get_cluster() > 1:
                yield StickFile(id_of(one.get_cluster(), size), shown(name), kind, size)
        if depth < DEPTH:
            waiting += [(one, depth + 1) for one in folders if not one.is_hidden() and not str(one).startswith(".")]


def _read(system: PyFat, cluster: int, size: int) -> Status:
    content = bytearray()
    for one in system.get_cluster_chain(cluster):
        content += system.read_cluster_contents(one)
        if len(content) >= size:
            break
    if len(content) < size:
        return Status.NO_FILE
    sys.stdout.buffer.write(bytes(content[:size]))
    return Status.READ


if __name__ == "__main__":
    sys.exit(main())
