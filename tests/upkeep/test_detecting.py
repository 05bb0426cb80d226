"""What is plugged in says who it is: the simulators on lines that are named at random, each in its own words."""

import os
from contextlib import ExitStack
from pathlib import Path

from click.testing import CliRunner
from simulator_process import running

from config.settings import load
from drivers.clock import SystemClock
from kiosk.commands.devices import devices
from kiosk.upkeep.detecting import Found, Line, detect, udev_rules, with_found

SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"


ASKED: tuple[str, ...] = ("locker", "code_scanner", "idcard")
if os.environ.get("KIOSK_SOAK"):
    # Every wrong question costs its silence: a printer, asked last, a quarter of a minute.
    ASKED += ("pin_pad", "receipt_printer")


def test_each_line_is_known_by_who_answers_and_the_file_says_so(tmp_path: Path) -> None:
    with ExitStack() as started:
        ports = {}
        for device in ASKED:
            folder = tmp_path / device
            folder.mkdir()
            more = {
                "locker": ("--model", "cu16", "--boards", "0:16"),
                "receipt_printer": ("--slips", str(folder)),
            }.get(device, ())
            ports[device] = started.enter_context(running(f"drivers.{device}.simulator", folder, *more)).link
        nobody = tmp_path / "nobody.tty"
        lines = [*ports.values(), nobody]
        arguments = [part for line in lines for part in ("--line", str(line))]
        out = tmp_path / "terminal.toml"
        told = ["detect", "--template", str(SAMPLE), "--out", str(out), *arguments]
        devices.main(told, standalone_mode=False)
    settings = load(out)
    for device, port in ports.items():
        assert getattr(settings, device).port == port
    assert settings.io_module is None
    assert settings.code_scanner is not None
    assert settings.code_scanner.model == "gm65"
    # What no wire tells is kept from the template where the model is the same.
    assert settings.locker is not None
    assert settings.locker.boards[0].item_sensors
    assert settings.place == "惠阳政务大厅 A2-07"


def test_a_line_without_anybody_is_said(tmp_path: Path) -> None:
    found = detect([Line(tmp_path / "nobody")], SystemClock())
    assert found == Found(silent=(tmp_path / "nobody",))


def test_a_name_is_of_the_socket_not_of_what_came_first() -> None:
    line = Line(Path("/dev/ttyACM0"), "pci-0000:00:14.0-usb-0:2:1.0")
    rules = udev_rules(Found(lines={"idcard": line, "locker": Line(Path("/dev/pts/3"))}))
    assert 'ENV{ID_PATH}=="pci-0000:00:14.0-usb-0:2:1.0", SYMLINK+="kiosk-idcard"' in rules
    assert "locker" not in rules


def test_another_model_takes_nothing_from_the_one_before() -> None:
    common = {"terminal": "a", "locker": {"model": "8a", "boards": [{"board": 1, "locks": 24}], "port": "/dev/x"}}
    found = {"locker": {"model": "cu16", "boards": [{"board": 0, "locks": 16}], "port": "/dev/kiosk-locker"}}
    assert with_found(common, found)["locker"] == found["locker"]


def detected(template: Path, out: Path, *more: str) -> tuple[int, str]:
    told = ["detect", "--template", str(template), "--out", str(out), "--line", str(out.with_name("nobody")), *more]
    done = CliRunner().invoke(devices, told)
    return done.exit_code, str(done.exception)


def test_a_template_that_is_no_toml_is_told_in_one_line(tmp_path: Path) -> None:
    template = tmp_path / "site.toml"
    for content in (b"place = ", "place = '大厅'".encode("gbk"), b"a = " + b"[" * 10_000):
        template.write_bytes(content)
        code, said = detected(template, tmp_path / "terminal.toml")
        assert code == 1
        assert said.startswith(f"{template}: cannot be read")
    assert [path.name for path in tmp_path.iterdir()] == ["site.toml"]


def test_a_file_that_is_not_in_order_lies_beside_under_a_name_of_its_own(tmp_path: Path) -> None:
    template, out, rules = tmp_path / "site.toml", tmp_path / "terminal.toml", tmp_path / "71-kiosk-names.rules"
    template.write_text(SAMPLE.read_text("utf-8").replace("lower_edge_mm = ", "lower_edge_mm = 9"), "utf-8")
    code, said = detected(template, out, "--rules", str(rules))
    assert code == 1
    assert "terminal.toml.unfinished" in said
    assert "'lower_edge_mm' must be" in said
    assert not out.exists()
    assert not rules.exists()
    template.write_bytes(SAMPLE.read_bytes())
    assert detected(template, out, "--rules", str(rules))[0] == 0
    assert out.exists()
    assert not (tmp_path / "terminal.toml.unfinished").exists()
