"""查詢類66項,辦理類160項: every item is a query, a print, an application, a payment or a guide, and is found as one."""

from collections import Counter

from at_the_terminal import offer


def test_every_type_has_items_and_a_print_ends_in_a_paper() -> None:
    items = offer("everything").values()
    types = Counter(item.settings.facts.type for item in items)
    assert set(types) == {"query", "print", "apply", "pay", "guide"}
    for item in items:
        if item.settings.facts.type == "print" and item.ends_here:
            assert item.paper is not None, item.id
