"""Every step of every flow has its words: a section that is missing ends the core in the middle of somebody's visit."""

from whole_catalogue import whole_catalogue

from config.texts import load_texts
from kiosk.flows import FLOWS
from kiosk.items.item import Item
from kiosk.items.routes import ROUTES


def sections_of(item: Item) -> set[tuple[str, str]]:
    """Step and section of the texts, on whatever way somebody proves who they are."""
    steps = FLOWS[item.settings.flow]
    return {
        (step.name, step.words or step.screen)
        for route in (None, *ROUTES)
        if route is None or route in item.settings.routes
        for step in steps(item, route)
    }


def test_every_step_of_every_item_has_its_words() -> None:
    texts = load_texts()
    catalogue = whole_catalogue()
    wanted = {(item.settings.flow, *step) for item in catalogue.values() for step in sections_of(item)}
    assert len(wanted) > 200
    assert [one for one in sorted(wanted) if not texts.has(f"screen.{one[2]}")] == []
