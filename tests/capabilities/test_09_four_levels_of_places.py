"""區(縣)一級政務服務中心8個,鎮街一級66個,村居一級公共服務站1087個: where originals can be handed in, nearest first."""

from at_the_terminal import at, glass, press
from province_in_process import InProcess

from kiosk.elsewhere import Place
from kiosk.items.names import material_words
from kiosk.items.opening_hours import OpeningHours
from kiosk.items.registers import load_registers


def test_the_sample_city_has_all_its_places_on_four_levels() -> None:
    counts = load_registers().places.counts()
    assert (counts["county"], counts["town"], counts["village"]) == (8, 66, 1087)
    assert counts["city"] >= 1


def test_from_a_village_one_finds_hours_and_the_nearest_place_that_takes_an_original() -> None:
    places = load_registers().places
    village = next(one for one in places if one.level == "village")
    above = places.upwards(village.code)
    assert [one.level for one in above] == ["village", "town", "county", "city"]
    assert not places.hours(village).is_always, "a village station has hours of its own"
    material = next(iter(places.originals(above[-1]) - places.originals(village)))
    taking = places.nearest_taking(village.code, material)
    assert taking is not None
    assert material in places.originals(taking)
    assert taking in above


def test_whoever_asks_for_the_nearest_sees_where_it_is_when_it_is_open_and_what_it_takes(there: InProcess) -> None:
    hall = at(
        there,
        city="440500",
        places=(
            Place("machine", "shantou-02", "龙湖区样例路2号"),
            Place("hall", "龙湖政务服务大厅", "样例路1号1楼", OpeningHours(days="working", hours=("08:30-12:00",))),
        ),
    )
    press(hall, "choice-nearest-terminal")
    while glass(hall).screen != "guide":
        hall.press("primary")
    lines = [row.value for row in glass(hall).rows]
    assert lines[0] == "龙湖区样例路2号　24小时"
    assert lines[1] == "龙湖政务服务大厅　样例路1号1楼　工作日 8:30-12:00"
    places = load_registers().places
    island = next(one for one in places if one.name == "南澳县")
    told = next(line for line in lines if island.name in line)
    assert "每天 9:00-17:00" in told
    for material in material_words(places.originals(island), "zh-Hans").split("、"):
        assert material in told
    counties = [one.name for one in places if one.level == "county"]
    assert all(any(name in line for line in lines) for name in counties)
    assert lines[-1] == "写着24小时的，晚上也能用。"
