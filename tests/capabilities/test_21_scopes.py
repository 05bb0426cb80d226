"""95项事项,包括33项肇庆特色事项: each item says whether it is the city's own or the province's."""

from collections import Counter

from at_the_terminal import offer


def test_zhaoqings_ninety_five_by_scope() -> None:
    scopes = Counter(item.settings.facts.scope for item in offer("zhaoqing").values())
    assert scopes == {"local": 33, "province": 62}
