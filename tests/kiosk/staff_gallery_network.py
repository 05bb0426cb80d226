"""The gallery's wired network: one that the terminal's file sets, and somebody who changes it."""

from pathlib import Path

from staff_bench import Shift

from config.network_settings import NetworkSettings
from kiosk.taps import WentBack
from kiosk.upkeep.network_file import NETWORKD, UNIT, lay
from kiosk.upkeep.pieces import UNITS
from kiosk.view import View

WIRED = NetworkSettings(interface="enp1s0", addressing="fixed", address="10.20.30.40/24", gateway="10.20.30.1")


def lay_network(root: Path) -> NetworkSettings:
    """In force, and nothing stands in the way of changing it."""
    for unit in (UNITS / UNIT, Path("usr/lib/systemd/system") / NETWORKD):
        (root / unit).parent.mkdir(parents=True)
        (root / unit).touch()
    lay(root, WIRED)
    return WIRED


def change_network(shift: Shift, found: dict[str, View]) -> None:
    """A name server half typed, a gateway that does not fit, and another address that is tried."""
    shift.open("network")
    shift.choose("wired")
    shift.choose("dns")
    shift.type("10")
    shift.choose("dot")
    shift.type("20")
    found["staff-network-typing"] = shift.view
    shift.choose("back")
    _type(shift, "gateway", ("10", "20", "31", "1"))
    found["staff-network-wrong"] = shift.view
    _type(shift, "address", ("10", "20", "31", "40"))
    _type(shift, "dns", ("10", "20", "31", "2"))
    found["staff-network-set"] = shift.view
    shift.choose("try")
    found["staff-network-try"] = shift.view
    shift.tap(WentBack())


def _type(shift: Shift, row: str, parts: tuple[str, ...]) -> None:
    shift.choose(row)
    for part in parts[:-1]:
        shift.type(part)
        shift.choose("dot")
    shift.type(parts[-1])
    shift.choose("done")
