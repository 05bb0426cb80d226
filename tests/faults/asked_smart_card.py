"""Asks the smart-card reader of a terminal's file once, as the running core does, and says its fault on the output.

A program: the PC/SC library finds its service once in the life of a process.
"""

import sys
from pathlib import Path

from config.settings import load
from drivers.catalog import SMART_CARD_READERS
from drivers.clock import SystemClock
from drivers.faults import DeviceError


def fault_of(config: Path) -> str:
    """The fault of the reader; nothing when it answers."""
    settings = load(config).smart_card
    assert settings is not None
    reader = SMART_CARD_READERS[settings.model](settings, SystemClock())
    try:
        reader.check()
    except DeviceError as error:
        return error.fault.value
    finally:
        reader.close()
    return ""


if __name__ == "__main__":
    sys.stdout.write(fault_of(Path(sys.argv[1])))
