"""The list of what may be plugged in: USBGuard's own parser takes each line, whatever a device says of itself."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.toml_file import SettingsError
from kiosk.staff.plugged import plugged_in
from kiosk.upkeep.pieces import PIECES, USB_RULES
from kiosk.upkeep.usb_rules import rules

ROOT = Path(__file__).parents[2]
needs_usbguard = pytest.mark.skipif(shutil.which("usbguard-rule-parser") is None, reason="usbguard is not installed")
READER, KEYBOARD, HUB = ("076b", "5422", "KF00"), ("046d", "c31c", ""), ("1d6b", "0002", "0000:00:14.0")
LIARS = ('x" allow id *:*', "\\", "漢字", "a\nblock", "\x00\x07", "'", "", " ")


def plug(bus: Path, socket: str, device: tuple[str, str, str], *faces: str, authorized: str = "1") -> None:
    folder = bus / socket
    folder.mkdir(parents=True)
    for name, said in zip(("idVendor", "idProduct", "serial"), device, strict=True):
        (folder / name).write_text(f"{said}\n")
    (folder / "authorized").write_text(f"{authorized}\n")
    for number, face in enumerate(faces):
        inside = bus / f"{socket}:1.{number}"
        inside.mkdir()
        for name, part in zip(
            ("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol"), face.split(":"), strict=True
        ):
            (inside / name).write_text(f"{part}\n")


def parsed(text: str) -> list[str]:
    """Each rule as USBGuard itself has understood it."""
    told = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in told:
        done = subprocess.run(["usbguard-rule-parser", line], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert f"OUTPUT: {_in_its_words(line)}\n" in done.stdout, done.stdout
    return told


def _in_its_words(line: str) -> str:
    """It leaves out what goes without saying."""
    return re.sub(r"\{ (\S+) \}", r"\1", line.replace("with-interface equals", "with-interface"))


@needs_usbguard
def test_what_is_plugged_in_is_let_in_there_as_it_is_and_nothing_else(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", HUB, "09:00:00")
    plug(tmp_path, "1-1.2", READER, "0b:00:00", "03:00:00")
    assert parsed(rules(["1-4"], tmp_path)) == [
        'allow id 1d6b:0002 serial "0000:00:14.0" via-port "1-1" with-interface equals { 09:00:00 }',
        'allow id 076b:5422 serial "KF00" via-port "1-1.2" with-interface equals { 03:00:00 0b:00:00 }',
        'allow via-port "1-4" with-interface equals { 08:06:50 }',
        "block",
    ]


@needs_usbguard
@pytest.mark.parametrize("said", LIARS, ids=ascii)
def test_no_word_of_a_device_ends_its_line(tmp_path: Path, said: str) -> None:
    plug(tmp_path, "1-1", ("dead", "beef", said), "03:01:01")
    told = [line for line in rules((), tmp_path).splitlines() if not line.startswith("#")]
    assert len(told) == 2
    done = subprocess.run(["usbguard-rule-parser", told[0]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert told[0].startswith("allow id dead:beef serial ")
    assert told[0].endswith(' via-port "1-1" with-interface equals { 03:01:01 }')


def test_a_list_of_nothing_is_none_and_a_socket_has_its_form(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nothing is plugged in"):
        rules((), tmp_path)
    plug(tmp_path, "1-1", READER, "0b:00:00")
    for odd in ("", "usb1", '1-1" allow id *:*'):
        with pytest.raises(SettingsError, match="is no socket"):
            rules([odd], tmp_path)


def test_the_guard_reads_that_list_and_does_not_start_without_one() -> None:
    by_target = {piece.target: (ROOT / "config" / piece.source) for piece in PIECES if piece.source}
    settings = by_target[Path("etc/usbguard/usbguard-daemon.conf")].read_text("utf-8")
    assert f"\nRuleFile=/{USB_RULES}\n" in settings
    for line in ("ImplicitPolicyTarget=block", "PresentDevicePolicy=apply-policy", "InsertedDevicePolicy=apply-policy"):
        assert f"\n{line}\n" in settings
    condition = by_target[Path("etc/systemd/system/usbguard.service.d/kiosk.conf")].read_text("utf-8")
    assert f"ConditionFileNotEmpty=/{USB_RULES}\n" in condition


def test_staff_see_that_it_was_refused(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", READER, "0b:00:00")
    plug(tmp_path, "1-2", KEYBOARD, "03:01:01", authorized="0")
    assert [one.is_refused for one in plugged_in(tmp_path)] == [False, True]
