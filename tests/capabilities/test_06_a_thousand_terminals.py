"""1000台自助终端机铺设各镇街、地铁、银行: one list of sites, a file each, all in order."""

from pathlib import Path

from click.testing import CliRunner
from waiting import shared

from config.settings import load
from kiosk.commands.config import config_group
from kiosk.items.catalogue import functions_of, offered, whole_catalogue
from kiosk.items.profiles import load_profile

SITES = len(shared(range(1_000), 10))
"""All of them in the soak; tests/upkeep/test_sites.py has a thousand in every run."""
TEMPLATE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
DONGGUAN = "441900"
KINDS = ("镇街政务大厅", "地铁站", "银行网点")


def test_town_halls_metro_stations_and_banks_from_one_list(tmp_path: Path) -> None:
    sites, out = tmp_path / "sites.csv", tmp_path / "out"
    rows = [f"dg-{number:04},{KINDS[number % 3]} {number},{DONGGUAN},dongguan" for number in range(SITES)]
    sites.write_text("\n".join(("terminal,place,city,profile", *rows)) + "\n", "utf-8")
    done = CliRunner().invoke(config_group, ["fleet", str(sites), "--template", str(TEMPLATE), "--out", str(out)])
    assert done.exit_code == 0, done.output
    made = sorted(out.iterdir())
    assert len(made) == SITES
    for number, file in enumerate(made):
        settings = load(file)
        assert (settings.terminal, settings.place) == (f"dg-{number:04}", f"{KINDS[number % 3]} {number}")
    checked = CliRunner().invoke(config_group, ["check", str(made[0]), str(made[-1])])
    assert checked.exit_code == 0, checked.output
    profile = load_profile(load(made[0]).profile)
    assert len(functions_of(offered(whole_catalogue(), "dongguan"), profile).found) == 295
