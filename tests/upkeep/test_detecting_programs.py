"""What CUPS, pcscd, upsd and ALSA know becomes tables of the terminal's file; what they do not know becomes none."""

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from config.settings import Settings
from kiosk.upkeep.detecting import with_found
from kiosk.upkeep.detecting_programs import asked, known_to_programs

SAID = {
    "lpstat": "device for usb: usb://HP/LaserJet\ndevice for a4: ipp://192.0.2.10:631/ipp/print\n",
    "upsc": "kiosk\n",
}
READERS = ["HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422CL] (OKCM0021) 01 00"]
CARDS = """ 0 [HDMI           ]: HDA-Intel - HDA ATI HDMI
 1 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xf7f10000 irq 32
"""


def test_each_program_is_asked_and_the_file_takes_what_it_says(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text(CARDS)
    found = known_to_programs(lambda command: SAID[command[0]], lambda: READERS, cards)
    assert found == {
        "a4_printer": {"queue": "a4", "cups": "/run/cups/cups.sock", "device": "ipp://192.0.2.10:631/ipp/print"},
        "smart_card": {"reader": "HID Global OMNIKEY 5422 Smartcard Reader"},
        "ups": {"model": "nut", "name": "kiosk"},
        "sound": {"model": "aplay", "device": "plughw:CARD=PCH"},
    }
    for device, table in found.items():
        annotation: Any = Settings.model_fields[device].annotation
        TypeAdapter(annotation).validate_python(table)


def test_a_machine_that_knows_nothing_gets_no_table(tmp_path: Path) -> None:
    assert known_to_programs(lambda _: "", list, tmp_path / "none") == {}
    assert asked(["a-program-that-is-not-here"]) == ""


def test_what_the_template_says_beside_it_is_kept(tmp_path: Path) -> None:
    found = known_to_programs(lambda command: SAID[command[0]], list, tmp_path / "none")
    whole = with_found({"sound": {"volume_percent": 40}, "a4_printer": {"queue": "old", "tray": "main"}}, found)
    assert whole["a4_printer"]["queue"] == "a4"
    assert whole["a4_printer"]["tray"] == "main"
    assert whole["sound"] == {"volume_percent": 40}
