"""What leaves the terminal in a file: nobody in it, signed for this purpose, never empty; and what is left."""

from base64 import b64decode
from hashlib import shake_256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from staff_bench import Shift
from stdnum.iso7064 import mod_11_2

from config.staff_settings import StaffSettings
from kiosk.platform import terminal_key
from kiosk.staff.exports import PURPOSE, REDACTED, export, redacted
from kiosk.staff.left import CHUNK, search
from kiosk.staff.rights import Role

CANARIES = {
    "citizen": "449900199001010011",
    "citizen in a word": "id449900199001010011",
    "citizen, old": "449900900101001",
    "phone": "13800138000",
    "phone, abroad": "+8613800138000",
    "phone, in groups": "138 0013 8000",
    "bank card of 16": "6222020200112230",
    "bank card of 19": "6222020200112233445",
    "bank card, in groups": "6222 0202 0011 2233 445",
    "passport": "E12345678",
    "new passport": "EA1234567",
    "Hong Kong and Macao permit": "C12345678",
    "home return permit": "H1234567801",
    "Hong Kong card": "A123456(3)",
    "mail": "nobody.at-all@mail.example.cn",
}
"""One of each kind; numbers of nobody."""
NEEDED = (
    "2026-11-22 09:00:00.123456 core ERROR kiosk.x: took 1234 ms",
    "2026-11-22T09:00:00+0800 host kiosk[1234]: core",
    "deed 5f2b9c81d0e34a7fb6c2a90817d4e35a",
    "boot 3d0c1f2e-1234-1234-1234-123456789012",
    "at 1763773200123456 us, 1763773200123456789 ns, 1763773200",
    "kiosk 1.12.0+20261122 on 10.20.30.40:8443",
    "user@1000.service: started, getty@tty1.service too",
    "socket 1-2.3 046d:c31c, account 1006, job DEMO-000001",
)


@pytest.fixture
def shift(cardless: Shift) -> Shift:
    return cardless


@pytest.mark.parametrize("kind", CANARIES)
def test_nobodys_number_leaves_with_a_log(kind: str) -> None:
    said = redacted(f"09:00 core ERROR b: {CANARIES[kind]}, refused")
    assert REDACTED in said
    assert CANARIES[kind][-4:] not in said
    assert said.startswith("09:00 core ERROR b: ")
    assert said.endswith(", refused")


@pytest.mark.parametrize("line", NEEDED)
def test_times_deeds_and_versions_stay(line: str) -> None:
    assert redacted(line) == line


def test_a_file_is_signed_as_an_export_and_as_nothing_else(shift: Shift) -> None:
    terminal_key.make(shift.settings.platform.key_file)
    public = terminal_key.load(shift.settings.platform.key_file).public_key()
    path, _ = export(shift.settings, shift.clock, "log", ["one"])
    signature = b64decode(path.with_suffix(".sig").read_text("ascii"))
    public.verify(signature, PURPOSE + path.read_bytes())
    with pytest.raises(InvalidSignature):
        public.verify(signature, path.read_bytes())


def test_a_log_that_tells_nothing_is_no_file(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("network")
    shift.choose("log")
    assert "日志来源没有内容" in shift.view.notice
    assert shift.outcomes() == ["not_done"]
    (shift.folder / "log").mkdir()
    (shift.folder / "log" / "core.log").write_text("09:00 core INFO a: fine\n", "utf-8")
    shift.choose("errors")
    assert "没有警告和错误" in shift.view.notice
    assert not list(shift.folder.glob("exports/*"))


def test_who_empties_reads_that_the_systems_log_stays(tmp_path: Path) -> None:
    staff = StaffSettings(accounts_file=tmp_path / "accounts.json", log_command=("/bin/echo", "-- No entries --"))
    shift = Shift(tmp_path, reader=False, settings={"staff": staff})
    shift.enter(Role.ADMIN)
    shift.open("network")
    shift.choose("log")
    assert "日志来源没有内容" in shift.view.notice
    shift.open("cleaning")
    shift.choose("wipe")
    assert "系统日志（journald）不会清空" in shift.said
    assert "清空运行日志" not in shift.said
    shift.close()


def test_a_long_file_is_read_to_its_end_and_a_picture_is_found_anywhere(tmp_path: Path) -> None:
    base = "44990019900101001"
    citizen = f" {base}{mod_11_2.calc_check_digit(base)} ".encode()
    noise = shake_256(b"noise").digest(CHUNK)
    for number, at in enumerate((CHUNK - 12, CHUNK + 5, 65 * CHUNK)):
        with (tmp_path / f"number{number}").open("wb") as file:
            file.seek(at)
            file.write(citizen)
    (tmp_path / "within").write_bytes(noise + b"\x89PNG\r\n\x1a\n" + noise)
    (tmp_path / "across").write_bytes(noise[:-2] + b"\xff\xd8\xff\xe0\x00\x10JFIF" + noise)
    (tmp_path / "base64").write_text('{"face": "/9j/4AAQSkZJRgABAQ"}', "ascii")
    with (tmp_path / "clean").open("wb") as file:
        file.truncate(65 * CHUNK)
    (tmp_path / "noise").write_bytes(noise)
    (tmp_path / "longer").write_bytes(b" " * (CHUNK - 10) + citizen[1:-1] * 3)
    (tmp_path / "alone").write_bytes(citizen[1:-1])
    count, found = search(tmp_path)
    assert count == 10
    assert {one.name: one.what for one in found} == {
        "alone": "number",
        "number0": "number",
        "number1": "number",
        "number2": "number",
        "within": "picture",
        "across": "picture",
        "base64": "picture",
    }
