"""大厅地图: the plan is checked as data, the way is walked, and whoever asks gets it in sentences and on a slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from province_in_process import Hall, InProcess, province_in
from whole_catalogue import whole_catalogue

from config.settings import load
from config.texts import load_texts
from config.toml_file import SettingsError
from drivers.faults import Fault
from drivers.receipt_printer import Line
from kiosk import events, fitting_out
from kiosk.commands.config import check
from kiosk.health import DeviceState
from kiosk.items.catalogue import offered
from kiosk.items.hall_check import check_plan, load_plan
from kiosk.items.hall_plan import HallPlan
from kiosk.items.hall_ways import Leg, Way, way
from kiosk.items.hall_words import metres_of, sentences
from kiosk.session import Terminal
from kiosk.taps import ListTurned

CONFIG = Path(fitting_out.__file__).parents[1] / "config"
SAMPLES = (("huiyang", "huiyang-a2-07"), ("huiyang", "huiyang-a2-08"), ("demo", "demo-a2-07"))
ITEM = "hall-map"
TEXTS = load_texts()
CATALOGUE = offered(whole_catalogue(), "everything")


def plan_of(name: str, terminal: str) -> HallPlan:
    return load_plan(CONFIG / "halls" / f"{name}.toml", terminal)


def ways(name: str, terminal: str) -> dict[str, Way]:
    """To every place that has a door."""
    plan = plan_of(name, terminal)
    stands = plan.stands(terminal)
    assert stands is not None
    there = (one for floor in plan.floors for one in floor.places if one.door is not None)
    return {one.id: way(plan, stands, one.id) for one in there}


def tells(key: str, **values: object) -> str:
    return TEXTS.text("zh-Hans", f"hall_way.{key}", **values)


@pytest.mark.parametrize(("name", "terminal"), SAMPLES)
def test_every_place_of_the_sample_plans_is_reached_and_no_wall_is_walked_through(name: str, terminal: str) -> None:
    check_plan(CONFIG / "halls" / f"{name}.toml", terminal)
    for place, legs in ways(name, terminal).items():
        assert legs, place
        assert legs[-1].to.id == place
        for leg in legs:
            assert through(leg) == [], place


def through(leg: Leg) -> list[str]:
    """Places whose inside the line crosses."""
    found = []
    for (x, y), (to_x, to_y) in zip(leg.points, leg.points[1:], strict=False):
        assert x == to_x or y == to_y, "a way turns at right angles"
        for one in leg.floor.places:
            (left, top), (wide, deep) = one.at, one.size
            beside = max(x, to_x) <= left or min(x, to_x) >= left + wide
            off = max(y, to_y) <= top or min(y, to_y) >= top + deep
            found += [] if beside or off else [one.id]
    return found


@pytest.mark.parametrize(("name", "terminal"), SAMPLES)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_no_floor_takes_more_than_four_sentences(name: str, terminal: str, language: str) -> None:
    for legs in ways(name, terminal).values():
        for number, leg in enumerate(legs):
            told = sentences(tells, legs, number, language)
            assert 1 <= len(told) <= 4
            assert metres_of(leg) < 100


def test_the_lift_is_taken_rather_than_the_stairs_and_never_the_stairs_by_whoever_cannot() -> None:
    plan = plan_of("huiyang", "huiyang-a2-07")
    stands = plan.stands("huiyang-a2-07")
    assert stands is not None
    assert [leg.to.id for leg in way(plan, stands, "a1-police")] == ["a2-lift", "a1-police"]
    # Without the lift there are the stairs; for whoever needs a way without a step there is none.
    floors = tuple(
        floor.model_copy(update={"places": tuple(one for one in floor.places if one.kind != "lift")})
        for floor in plan.floors
    )
    bare = plan.model_copy(update={"floors": floors})
    assert [leg.to.id for leg in way(bare, stands, "a1-police")] == ["a2-stairs", "a1-police"]
    assert way(bare, stands, "a1-police", step_free=True) == ()


def test_turns_are_as_the_person_sees_them() -> None:
    """Who stands before the terminal looks up the drawing; the lift is behind them on the left: to their right then."""
    (upstairs, below) = ways("huiyang", "huiyang-a2-07")["a1-police"]
    assert [(one.turn, one.metres) for one in upstairs.stretches] == [("back", 4), ("right", 14)]
    assert sentences(tells, (upstairs, below), 0, "zh-Hans") == (
        "转过身，往前走，约4米。",
        "再向右转，走约14米。",
        "到了电梯，乘到A栋一楼。",
    )
    assert sentences(tells, (upstairs, below), 1, "zh-Hans") == (
        "出来后一直往前走，约24米。",
        "再向右转，走约2米。",
        "公安户政窗口就在左手边。",
    )


SAMPLE = (CONFIG / "halls" / "huiyang.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "key", "cure"),
    [
        ('floor = "a2"\nat = [20.0, 3.5]', 'floor = "a3"\nat = [20.0, 3.5]', "terminals.0.floor", "name one of them"),
        ('floor = "a2"\nat = [20.0, 3.5]', 'floor = "a2"\nat = [3.0, 7.0]', "terminals.0.at", "say where the person"),
        ('id = "a1-desk"', 'id = "a1-police"', "places.2.id", "give each place its own"),
        ("size = [14.0, 3.0]", "size = [34.0, 3.0]", "places.0.size", "correct it"),
        ("door = [21.0, 5.5]\n", "", "places.0.kind", "say where its door is"),
        ("door = [21.0, 5.5]", "door = [21.0, 15.0]", "places.0.door", "outside its edge"),
        ("door = [21.0, 5.5]", "door = [21.0, 3.0]", "places.0.door", "outside its edge"),
        ('kind = "toilet"', 'kind = "loo"', "kind", "'closed'"),
        ('"a2-lift"\nkind = "lift"', '"a2-lift"\nkind = "toilet"', "", ""),
        ('name = "huiyang-a2-07"', 'name = "huiyang-a2-17"', "huiyang-a2-07", "add it"),
        ("width = 36.0", 'width = "wide"', "width", "number"),
    ],
)
def test_a_plan_that_is_wrong_is_told_with_file_key_and_cure(
    tmp_path: Path, before: str, after: str, key: str, cure: str
) -> None:
    path = tmp_path / "hall.toml"
    assert before in SAMPLE
    path.write_text(SAMPLE.replace(before, after, 1), "utf-8")
    if not key:
        # A passage that is no lift joins floors as well: nothing is wrong with it.
        check_plan(path, "huiyang-a2-07")
        return
    with pytest.raises(SettingsError) as raised:
        check_plan(path, "huiyang-a2-07")
    assert str(raised.value).startswith(str(path))
    assert key in str(raised.value)
    assert cure in str(raised.value)


def test_a_link_with_one_end_and_a_floor_without_a_link_are_told(tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    path.write_text(SAMPLE.replace('link = "lift"', 'link = "another"', 1), "utf-8")
    with pytest.raises(SettingsError, match="'another' is on one floor only"):
        check_plan(path, "huiyang-a2-07")
    cut = "\n".join(line for line in SAMPLE.splitlines() if not line.startswith("link"))
    path.write_text(cut.replace('kind = "lift"', 'kind = "room"').replace('kind = "stairs"', 'kind = "room"'), "utf-8")
    with pytest.raises(SettingsError, match="not reached from 'huiyang-a2-07': open a passage, or link its floor"):
        check_plan(path, "huiyang-a2-07")


def terminal_file(folder: Path, plan: str) -> Path:
    """The sample terminal's file beside a plan."""
    path = folder / "terminal.toml"
    text = (CONFIG / "terminals" / "huiyang-a2-07.toml").read_text("utf-8")
    path.write_text(text.replace('hall_plan = "huiyang"', f'hall_plan = "{plan}"'), "utf-8")
    return path


def test_config_check_reads_the_plan_and_the_core_serves_without_a_wrong_one(tmp_path: Path) -> None:
    (tmp_path / "hall.toml").write_text(SAMPLE.replace('kind = "toilet"', 'kind = "loo"', 1), "utf-8")
    path = terminal_file(tmp_path, str(tmp_path / "hall.toml"))
    done = CliRunner().invoke(check, [str(path)])
    assert done.exit_code == 2
    assert str(tmp_path / "hall.toml") in done.output
    assert fitting_out._plan_of(load(path)) is None, "a map is no reason not to serve"
    (tmp_path / "hall.toml").write_text(SAMPLE, "utf-8")
    assert CliRunner().invoke(check, [str(path)]).exit_code == 0
    assert fitting_out._plan_of(load(path)) is not None


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


def before_the_map(there: InProcess, *, has_plan: bool = True) -> Hall:
    """Somebody has chosen the map at the terminal."""
    hall = Hall(
        there,
        Terminal(
            name="huiyang-a2-07",
            place="惠阳-A2-07",
            city="441300",
            is_sample=True,
            catalogue=CATALOGUE,
            plan=plan_of("huiyang", "huiyang-a2-07") if has_plan else None,
        ),
    )
    hall.press(f"choice-{ITEM}")
    assert hall.screen == "before_start"
    hall.press("primary")
    return hall


def test_somebody_sees_where_they_stand_and_finds_the_counter_on_the_other_floor(there: InProcess) -> None:
    hall = before_the_map(there)
    view = hall._look(hall.session)
    assert view.screen == "hall"
    assert view.plan is not None
    assert (view.plan.here, view.plan.floor) == ((20.0, 3.5), "A栋二楼")
    labels = {choice.label: choice for choice in view.choices}
    assert labels["公安户政窗口"].detail == "A栋一楼"
    assert "24小时自助区" not in labels, "that is where they stand"
    assert "等候区" not in labels
    hall.press(f"choice-{labels['公安户政窗口'].id}")
    first = hall._look(hall.session)
    assert (first.screen, first.words["title"], first.list_total) == ("way", "去公安户政窗口", 2)
    assert first.words["lead"] == "A栋二楼，约18米。照着图上的线走。"
    assert first.plan is not None
    assert first.plan.way[0] == (20.25, 3.75)
    hall._take(events.Tapped(ListTurned(1)))
    second = hall._look(hall.session)
    assert [row.value for row in second.rows][-1] == "公安户政窗口就在左手边。"
    assert second.plan is not None
    assert (second.plan.here, second.plan.floor) == (None, "A栋一楼")
    hall._take(events.Tapped(ListTurned(1)))
    assert hall._look(hall.session).rows == second.rows, "there is no third floor"
    hall.press("back")
    assert hall.screen == "hall"


def test_the_slip_says_the_whole_way_and_nobodys_name(there: InProcess) -> None:
    hall = before_the_map(there)
    hall.press("choice-a1-police")
    assert hall.words["primary"] == "打印怎么走"
    hall.press("primary")
    assert hall.words["primary"] == "知道了，退出"
    assert hall._look(hall.session).notice == "怎么走打好了，请从右下方取走。"
    (slip,) = hall.taken.slips
    lines = [part.text for part in slip.parts if isinstance(part, Line)]
    assert "公安户政窗口" in lines
    assert [line for line in lines if line[:2] in ("3.", "6.")] == [
        "3. 到了电梯，乘到A栋一楼。",
        "6. 公安户政窗口就在左手边。",
    ]
    hall.press("primary")
    assert hall.screen == "home"


def test_where_no_slip_can_be_had_nobody_is_offered_one(there: InProcess) -> None:
    hall = before_the_map(there)
    hall._take(events.DeviceSeen("receipt_printer", DeviceState(faults=(Fault.NO_PAPER,))))
    hall.press("choice-a2-toilet")
    assert hall.words["primary"] == "知道了，退出"
    hall.press("primary")
    assert (hall.screen, hall.taken.slips) == ("home", [])


def test_a_terminal_without_a_plan_says_what_it_always_said(there: InProcess) -> None:
    hall = before_the_map(there, has_plan=False)
    assert hall.screen == "guide"
    assert "母婴室" in "".join(row.value for row in hall._look(hall.session).rows)


def test_a_place_that_nobody_offered_is_not_taken(there: InProcess) -> None:
    hall = before_the_map(there)
    for name in ("choice-a2-waiting", "choice-nowhere", "choice-a1-lift"):
        hall.press(name)
        assert hall.screen == "hall", name
