"""Whatever stands on the glass is said in an earphone: by the page itself, or by a control that the keypad leads to."""

from dataclasses import replace

from on_glass import Windows
from unsaid import unsaid

from config.texts import Texts
from kiosk.speech.dialect import Dialect, load_cantonese
from screens.examples import Examples
from screens.items import targets
from screens.window import settle

NOBODYS = frozenset({"starting", "attract", "staff", "staff_door"})
"""Where nobody is there yet, or somebody who sees."""


def test_every_page_tells_all_of_itself_to_whoever_only_listens(windows: Windows, texts: Texts) -> None:
    window, dialect = windows("portrait"), Dialect(texts, load_cantonese())
    silent: dict[str, list[str]] = {}
    for page, (name, view) in enumerate(Examples(texts, "zh-Hans").all().items()):
        if view.screen in NOBODYS or view.still_there_s is not None:
            continue
        window.shown.show(replace(view, page=1000 + page))
        settle(window)
        nameless = [control for control, item in targets(window).items() if not item.property("spoken")]
        if told := [*unsaid(window, dialect), *nameless]:
            silent[name] = told
    assert silent == {}
