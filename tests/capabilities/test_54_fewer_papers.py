"""40份材料压缩至14份; 申请材料由34项减至2项: how many papers it was and is, for every item that says it."""

from at_the_terminal import offer


def test_no_item_asks_for_more_than_before_and_many_for_less() -> None:
    told = [item.settings.facts for item in offer("everything").values() if item.settings.facts.before is not None]
    assert len(told) > 30
    assert all(len(facts.needs) <= facts.before.materials for facts in told if facts.before is not None)
    before = sum(facts.before.materials for facts in told if facts.before is not None)
    assert sum(len(facts.needs) for facts in told) < before / 2


def test_what_is_asked_for_now_is_what_is_said_to_be_brought() -> None:
    for item in offer("huiyang").values():
        assert len(item.settings.facts.needs) <= 2, item.id
