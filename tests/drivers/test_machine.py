"""The computer's clock, disk and network: by fakes of what the kernel says, and once by the kernel of this machine."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.faults import DeviceError, Fault
from drivers.machine import ClockState, DiskState, Link, NetworkState, Sync
from drivers.machine.clock_state import Timex, clock_state
from drivers.machine.disk_state import FileSystem, disk_state
from drivers.machine.network_state import _by_ipv4, _by_ipv6, network_state, wired_interfaces


def kernel(returns: int, status: int, esterror_us: int, maxerror_us: int) -> ClockState:
    def adjtimex(timex: Timex) -> int:
        assert timex.modes == 0, "it would set the clock"
        timex.status, timex.esterror, timex.maxerror = status, esterror_us, maxerror_us
        return returns

    return clock_state(adjtimex)


@pytest.mark.parametrize(
    ("returns", "status", "sync"),
    [
        (0, 0x2001, Sync.SYNCHRONISED),
        (1, 0x0011, Sync.SYNCHRONISED),
        (5, 0x2041, Sync.UNSYNCHRONISED),
        (5, 0x0001, Sync.UNSYNCHRONISED),
        (0, 0x0040, Sync.UNSYNCHRONISED),
    ],
)
def test_whether_somebody_keeps_the_clock_right(returns: int, status: int, sync: Sync) -> None:
    state = kernel(returns, status, 1500, 250_000)
    assert state == ClockState(sync, 0.0015, 0.25)
    assert state.is_right_within(0.01) is (sync is Sync.SYNCHRONISED)
    assert not state.is_right_within(0.001)


def test_a_kernel_that_does_not_tell() -> None:
    def forbidden(timex: Timex) -> int:
        raise OSError(errno.EPERM, "adjtimex")

    with pytest.raises(DeviceError) as caught:
        clock_state(forbidden)
    assert caught.value.fault is Fault.REFUSED


def test_the_clock_of_this_machine() -> None:
    state = clock_state()
    assert 0 <= state.estimated_error_s <= 20
    assert 0 <= state.maximum_error_s <= 20


def file_system(free: int, files: int, free_files: int) -> FileSystem:
    made = SimpleNamespace(f_frsize=4096, f_blocks=1_000_000, f_bavail=free, f_files=files, f_favail=free_files)
    return cast("FileSystem", made)


@pytest.mark.parametrize(
    ("free", "files", "free_files", "has_room"),
    [
        (250_000, 1000, 900, True),
        (244_141, 1000, 10, True),
        (244_140, 1000, 900, False),
        (250_000, 1000, 9, False),
        (250_000, 0, 0, True),
    ],
)
def test_room_on_a_disk(free: int, files: int, free_files: int, has_room: bool) -> None:
    state = disk_state(Path("/state"), lambda _path: file_system(free, files, free_files))
    assert state == DiskState(free * 4096, 4_096_000_000, free_files, files)
    assert state.has_room(1000) is has_room


def test_a_disk_that_is_not_there(tmp_path: Path) -> None:
    def broken(path: Path) -> FileSystem:
        raise OSError(errno.EIO, "statvfs")

    for path, statvfs, fault in ((tmp_path / "none", os.statvfs, Fault.ABSENT), (tmp_path, broken, Fault.GONE)):
        with pytest.raises(DeviceError) as caught:
            disk_state(path, statvfs)
        assert caught.value.fault is fault


def test_the_disk_of_this_machine(tmp_path: Path) -> None:
    state = disk_state(tmp_path)
    assert 0 < state.free_bytes <= state.total_bytes


ROUTE = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
WIRED = "enp3s0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
RADIO = "wlp2s0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
LOCAL = "enp3s0\t0002A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
NOWHERE = "lo\t00000000\t00000000\t0201\t0\t0\t1\t00000000\t0\t0\t0\n"
ZEROES = "0" * 32
IPV6 = f"{ZEROES} 00 {ZEROES} 00 fe80{'0' * 27}1 00000400 00000001 00000000 00000003 enp3s0\n"
IPV6_NOWHERE = f"{ZEROES} 00 {ZEROES} 00 {ZEROES} ffffffff 00000001 00000000 00200201 lo\n"


def network(folder: Path, *, ipv4: str = "", ipv6: str = "", **carriers: str) -> NetworkState:
    (folder / "proc/net").mkdir(parents=True)
    (folder / "proc/net/route").write_text(ROUTE + ipv4)
    (folder / "proc/net/ipv6_route").write_text(ipv6)
    for name, carrier in carriers.items():
        (folder / "sys/class/net" / name).mkdir(parents=True)
        (folder / "sys/class/net" / name / "carrier").write_text(carrier)
    return network_state(folder / "proc", folder / "sys")


def test_the_cable_of_the_default_route(tmp_path: Path) -> None:
    assert network(tmp_path, ipv4=LOCAL + RADIO + WIRED, enp3s0="1\n", wlp2s0="0\n") == NetworkState(Link.UP, "enp3s0")


@pytest.mark.parametrize(
    ("ipv4", "ipv6", "carrier", "expected"),
    [
        (WIRED, "", "0\n", NetworkState(Link.NO_CARRIER, "enp3s0")),
        (WIRED, "", "?", NetworkState(Link.UNKNOWN, "enp3s0")),
        ("", IPV6_NOWHERE + IPV6, "1\n", NetworkState(Link.UP, "enp3s0")),
        (LOCAL + NOWHERE, IPV6_NOWHERE, "1\n", NetworkState(Link.NO_ROUTE)),
        ("", "", "1\n", NetworkState(Link.NO_ROUTE)),
        (WIRED.replace("0003", "0002"), "", "1\n", NetworkState(Link.NO_ROUTE)),
        (WIRED.replace("0003", "zz"), "", "1\n", NetworkState(Link.NO_ROUTE)),
    ],
)
def test_ways_out_of_the_machine(tmp_path: Path, ipv4: str, ipv6: str, carrier: str, expected: NetworkState) -> None:
    assert network(tmp_path, ipv4=ipv4, ipv6=ipv6, enp3s0=carrier) == expected


def test_only_what_a_cable_goes_into_is_wired(tmp_path: Path) -> None:
    kinds = {"enp3s0": ("1", "device"), "eno1": ("1", "device"), "lo": ("772", ""), "docker0": ("1", "")}
    kinds |= {"wlp2s0": ("1", "device wireless"), "wlan1": ("1", "device phy80211"), "wwan0": ("65534", "device")}
    for name, (kind, has) in kinds.items():
        folder = tmp_path / "class/net" / name
        folder.mkdir(parents=True)
        (folder / "type").write_text(f"{kind}\n")
        for part in has.split():
            (folder / part).mkdir()
    assert wired_interfaces(tmp_path) == ("eno1", "enp3s0")
    assert wired_interfaces(tmp_path / "nothing") == ()


def test_an_interface_that_was_switched_off_and_one_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert network(tmp_path, ipv4=WIRED) == NetworkState(Link.UNKNOWN, "enp3s0")
    read = Path.read_text

    def refusing(path: Path, *arguments: str) -> str:
        if path.name == "carrier":
            raise OSError(errno.EINVAL, "Invalid argument")
        return read(path, *arguments)

    monkeypatch.setattr(Path, "read_text", refusing)
    assert network_state(tmp_path / "proc", tmp_path / "sys") == NetworkState(Link.DOWN, "enp3s0")


def test_the_network_of_this_machine() -> None:
    assert network_state().link in Link


@given(st.text(max_size=200))
def test_no_table_crashes_the_readers(text: str) -> None:
    assert _by_ipv4(ROUTE + text) is None or "00000000" in text
    assert _by_ipv6(text) is None or ZEROES in text
