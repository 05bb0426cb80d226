"""The top line says that we are open only where we are."""

import pytest
from on_glass import Windows

from config.texts import Texts
from screens.examples import Examples
from screens.items import walk
from screens.window import settle


@pytest.mark.parametrize(("example", "is_open"), [("home", True), ("starting", False), ("out-of-service", False)])
def test_a_machine_that_cannot_help_does_not_say_that_it_is_open(
    windows: Windows, texts: Texts, example: str, is_open: bool
) -> None:
    window = windows("portrait")
    window.shown.show(Examples(texts, "zh-Hans").all()[example])
    settle(window)
    said = {item.property("text") for item in walk(window.rootObject()) if item.isVisible()}
    assert (texts.text("zh-Hans", "bar.open") in said) is is_open
