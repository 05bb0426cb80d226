"""Room on a disk."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from drivers.faults import DeviceError, Fault
from drivers.machine import DiskState


class FileSystem(Protocol):
    """What we read of os.statvfs_result."""

    @property
    def f_frsize(self) -> int: ...  # noqa: D102 - statvfs(3)

    @property
    def f_blocks(self) -> int: ...  # noqa: D102 - statvfs(3)

    @property
    def f_bavail(self) -> int: ...  # noqa: D102 - statvfs(3)

    @property
    def f_files(self) -> int: ...  # noqa: D102 - statvfs(3)

    @property
    def f_favail(self) -> int: ...  # noqa: D102 - statvfs(3)


def disk_state(path: Path, statvfs: Callable[[Path], FileSystem] = os.statvfs) -> DiskState:
    """How much room there is where `path` lies, without what is kept for root.

    Raises:
        DeviceError: ABSENT when the path is not there, GONE when its disk does not answer.
    """
    try:
        system = statvfs(path)
    except FileNotFoundError as error:
        raise DeviceError(Fault.ABSENT, f"{path.name}: not there") from error
    except OSError as error:
        raise DeviceError(Fault.GONE, f"{path.name}: {type(error).__name__}") from error
    return DiskState(
        free_bytes=system.f_bavail * system.f_frsize,
        total_bytes=system.f_blocks * system.f_frsize,
        free_files=system.f_favail,
        total_files=system.f_files,
    )
