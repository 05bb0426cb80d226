"""區(縣)一級政務服務中心8個,鎮街一級66個,村居一級公共服務站1087個: where originals can be handed in, nearest first."""

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
