"""62项全省通办事项: what the whole province does, every city's terminal does."""

import pytest
from at_the_terminal import offer

ALL = {name for name, item in offer("zhaoqing").items() if item.settings.facts.scope == "province"}


def test_there_are_sixty_two() -> None:
    assert len(ALL) == 62


@pytest.mark.parametrize("city", ["440500", "441300", "441900"])
def test_each_of_them_is_done_in_any_city(city: str) -> None:
    assert all(offer("zhaoqing")[name].settings.facts.is_done_for(city, "441200") for name in ALL)
