"""A terminal's file: one schema, and one line that names file, line, key and cure."""

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import load
from config.toml_file import SettingsError

SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
GOOD = """\
terminal = "huiyang-a2-07"
place = "惠阳-A2-07"
city = "441300"
state_folder = "/var/lib/kiosk"
run_folder = "/run/kiosk"

[platform]
url = "https://platform.invalid:8443"
trust = "trust/province.toml"
paas_id = "kiosk"
paas_token_file = "secrets/token"
key_file = "secrets/terminal.key"

[idcard]
port = "/dev/kiosk-idcard"

[receipt_printer]
port = "/dev/kiosk-receipt"

[a4_printer]
queue = "a4"
cups = "/run/cups/cups.sock"
device = "ipp://printer.local:631/ipp/print"
"""

LOCKER = """\
[locker]
port = "/dev/kiosk-locker"
[[locker.boards]]
board = 1
locks = 8
[[locker.boards]]
board = 2
locks = 30"""


def written(folder: Path, text: str) -> Path:
    path = folder / "terminal.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_loads_and_its_paths_count_from_its_folder(tmp_path: Path) -> None:
    settings = load(written(tmp_path, GOOD))
    assert settings.idcard is not None
    assert settings.idcard.baud == 115_200
    assert settings.platform.trust == tmp_path / "trust" / "province.toml"
    assert settings.state_folder == Path("/var/lib/kiosk")


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "cure"),
    [
        ('port = "/dev/kiosk-idcard"', 'prot = "/dev/kiosk-idcard"', 15, "idcard.prot", "unknown setting"),
        ('port = "/dev/kiosk-idcard"\n', "", 14, "idcard.port", "is missing"),
        ('queue = "a4"', 'queue = "a4"\ncolour = true', 22, "a4_printer.colour", "unknown setting"),
        ('city = "441300"', 'city = "Huizhou"', 3, "city", r"must have the form ^\d{6}$"),
        ("https://platform", "http://platform", 8, "platform.url", "must have the form ^https://"),
        ('paas_id = "kiosk"', "paas_id = 7", 10, "platform.paas_id", "must be text: put it into quotation marks"),
        ('paas_id = "kiosk"', 'paas_id = ""', 10, "platform.paas_id", "must not be empty"),
        ('terminal = "huiyang-a2-07"', 'terminal = ""', 1, "terminal", "must have the form"),
        ("[idcard]", '[idcard]\nbaud = "fast"', 15, "idcard.baud", "must be a whole number"),
        ("[receipt_printer]", "[receipt_printer]\npaper_mm = 40", 18, "receipt_printer.paper_mm", "must be 58 or more"),
        ("[receipt_printer]", "[receipt_printer]\npaper_mm = 81", 18, "receipt_printer.paper_mm", "must be 80 or less"),
        ("[receipt_printer]", "[receipt_printer]\nprocess_id = 3", 18, "receipt_printer.process_id", "true or false"),
        ('state_folder = "/var/lib/kiosk"', 'state_folder = ""', 4, "state_folder", "must name a file or a folder"),
        ('run_folder = "/run/kiosk"', 'run_folder = " "', 5, "run_folder", "must name a file or a folder"),
        ("secrets/token", "secrets/\\u0000", 11, "platform.paas_token_file", "must name a file or a folder"),
        ('run_folder = "/run/kiosk"', "run_folder = 5", 5, "run_folder", "must be a path"),
        ('device = "ipp://printer.local:631/ipp/print"', "", 20, "a4_printer", "model cups-ipp needs 'device': add it"),
        ("[platform]", "mm_per_px = nan\n[platform]", 7, "mm_per_px", "must be a number, not nan"),
        ("[platform]", "mm_per_px = 2\n[platform]", 7, "mm_per_px", "must be less than 2"),
        ("[platform]", "mm_per_px = 0\n[platform]", 7, "mm_per_px", "must be more than 0.05"),
        ("[platform]", "limits = 3\n[platform]", 7, "limits", "must be a table"),
        ("[idcard]", LOCKER + "\n[idcard]", 21, "locker.boards.1.locks", "must be 24 or less"),
        ("[idcard]", LOCKER.replace("30", "8") + "\n[locker.lamps]\n[idcard]", 22, "locker.lamps", "unknown setting"),
    ],
)
def test_a_mistake_is_named_with_file_line_key_and_cure(
    tmp_path: Path, old: str, new: str, line: int, key: str, cure: str
) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(SettingsError) as error:
        load(path)
    message = str(error.value)
    assert message.startswith(f"{path}:{line}: '{key}'"), message
    assert cure in message
    assert "\n" not in message


def test_what_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"not TOML: .*line 3"):
        load(written(tmp_path, "a = 1\nb = 2\nc = = 3\n"))


@pytest.mark.parametrize("text", [f"x = {'9' * 5000}\n", "x = " + "[" * 5000])
def test_a_number_and_a_nesting_without_end_are_one_line(tmp_path: Path, text: str) -> None:
    """Python's own limits say so, and the parser does not catch them."""
    with pytest.raises(
        SettingsError, match=r"terminal\.toml: has a number or a nesting without end: take it out"
    ) as error:
        load(written(tmp_path, text))
    assert "\n" not in str(error.value)


def test_a_byte_order_mark_has_its_cure(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="save the file as UTF-8 without BOM"):
        load(written(tmp_path, "\ufeff" + GOOD))


def test_a_file_that_is_not_there_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="check the path"):
        load(tmp_path / "nowhere.toml")
    path = tmp_path / "gbk.toml"
    path.write_bytes('place = "惠阳"'.encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load(path)


@given(st.text(max_size=200))
def test_no_text_crashes_the_loader(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        with pytest.raises(SettingsError) as error:
            load(path)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("table", "model"),
    [("camera", "mjpeg"), ("camera", "sequence"), ("document_scanner", "image-source")],
)
def test_a_model_that_plays_is_for_a_demo_only(tmp_path: Path, table: str, model: str) -> None:
    block = f'[{table}]\nmodel = "{model}"\n'
    path = written(tmp_path, GOOD + block)
    with pytest.raises(SettingsError) as error:
        load(path)
    line = GOOD.count("\n") + 2
    assert str(error.value).startswith(f"{path}:{line}: '{table}.model' {model} plays pictures")
    assert "is_demo" in str(error.value)
    assert load(written(tmp_path, "is_demo = true\n" + GOOD + block)).is_demo


def test_a_decoder_that_makes_up_portraits_is_for_a_demo_only(tmp_path: Path) -> None:
    decoder = 'portrait_decoder = ["python3", "-m", "drivers.idcard.stand_in_decoder"]'
    made_up = GOOD.replace("[idcard]\n", f"[idcard]\n{decoder}\n")
    assert made_up != GOOD
    with pytest.raises(SettingsError, match=r"'idcard\.portrait_decoder' it makes up portraits"):
        load(written(tmp_path, made_up))
    assert load(written(tmp_path, "is_demo = true\n" + made_up)).is_demo


@pytest.mark.parametrize(("name", "value"), [("frames", "4"), ("silence_s", "4.9")])
def test_outside_a_demo_a_face_is_compared_as_it_was_measured(tmp_path: Path, name: str, value: str) -> None:
    block = f"[camera]\n[face]\n{name} = {value}\n"
    with pytest.raises(SettingsError, match=rf"'face\.{name}' outside a demo at least 5"):
        load(written(tmp_path, GOOD + block))
    load(written(tmp_path, "is_demo = true\n" + GOOD + block))
    load(written(tmp_path, GOOD + "[camera]\n[face]\nframes = 5\nsilence_s = 5\n"))


def test_a_camera_is_bound_to_its_socket(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"'port' /dev/video0 is whatever camera came first: name its socket"):
        load(written(tmp_path, GOOD + '[camera]\nport = "/dev/video0"\n'))
    load(written(tmp_path, GOOD + '[camera]\nport = "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:3:1.0-video-index0"\n'))


def test_real_models_and_a_recorder_need_no_demo(tmp_path: Path) -> None:
    load(written(tmp_path, GOOD + '[camera]\n[document_scanner]\n[sound]\nmodel = "recorder"\n'))


def test_a_face_without_a_camera_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    file.write_text(GOOD + "\n[face]\n", "utf-8")
    with pytest.raises(SettingsError, match="'face' there is no camera"):
        load(file)
    file.write_text(GOOD + "\n[face]\nenabled = false\n", "utf-8")
    load(file)


def test_what_is_no_file_and_what_has_no_end_are_told_and_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(SettingsError, match=r"pipe\.toml: is no file: check the path"):
        load(pipe)
    huge = tmp_path / "huge.toml"
    with huge.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(SettingsError, match=r"huge\.toml: is larger than 2000000 bytes"):
        load(huge)


@pytest.mark.parametrize("sign", ["\\u0000", "\\u001b", "\\n", "\\u2028", "\\u202e", "\\u2066", "\\ue000"])
def test_no_word_of_a_terminal_holds_what_nobody_sees(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "terminal.toml"
    text = SAMPLE.read_text("utf-8")
    assert "help_line = " in text
    file.write_text(re.sub(r'help_line = ".*"', lambda _: f'help_line = "1{sign}2"', text), "utf-8")
    with pytest.raises(SettingsError, match=r"terminal\.toml:\d+: 'help_line' holds U\+[0-9A-F]{4}, which nobody sees"):
        load(file)
