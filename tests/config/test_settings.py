"""A terminal's file: one schema, and one line that names file, line, key and cure."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import SettingsError, load

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


def written(folder: Path, text: str) -> Path:
    path = folder / "terminal.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_loads_and_its_paths_count_from_its_folder(tmp_path: Path) -> None:
    settings = load(written(tmp_path, GOOD))
    assert settings.idcard.baud == 115_200
    assert settings.platform.trust == tmp_path / "trust" / "province.toml"
    assert settings.state_folder == Path("/var/lib/kiosk")


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "cure"),
    [
        ('port = "/dev/kiosk-idcard"', 'prot = "/dev/kiosk-idcard"', 15, "idcard.prot", "unknown setting"),
        ('port = "/dev/kiosk-idcard"\n', "", 14, "idcard.port", "is missing"),
        ('queue = "a4"', 'queue = "a4"\ncolour = true', 22, "a4_printer.colour", "unknown setting"),
        ('city = "441300"', 'city = "Huizhou"', 3, "city", "match pattern"),
        ("https://platform", "http://platform", 8, "platform.url", "match pattern"),
        ('paas_id = "kiosk"', "paas_id = 7", 10, "platform.paas_id", "valid string"),
        ('terminal = "huiyang-a2-07"', 'terminal = ""', 1, "terminal", "match pattern"),
        ("[idcard]", '[idcard]\nbaud = "fast"', 15, "idcard.baud", "valid integer"),
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
