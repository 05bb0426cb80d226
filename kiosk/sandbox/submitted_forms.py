"""The forms that applications are filled in by, and the matters of a bundle."""

from collections.abc import Mapping
from functools import cache

from kiosk.forms.form import Form, Option, Several, load_forms
from kiosk.items.item import Item


def options_of(item: Item) -> Mapping[str, Option]:
    """The matters of a bundle by their ids; none where it is no bundle."""
    table = item.settings.apply
    if table is None or not table.parts:
        return {}
    question = forms()[item.settings.form][table.parts]
    return {one.id: one for one in question.options} if isinstance(question, Several) else {}


@cache
def forms() -> Mapping[str, Form]:
    """All forms; read once."""
    return load_forms()
