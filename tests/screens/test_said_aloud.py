"""No example tells the hall more of somebody than is declared for everybody's ears (tests/said_aloud.toml)."""

import pytest
from said_aloud import declared_sections, undeclared

from config.texts import Texts
from kiosk.view import Choice, Row, View
from screens.examples import Examples


def test_every_page_keeps_what_is_somebodys_for_the_earphones(texts: Texts) -> None:
    found = {name: told for name, view in Examples(texts, "zh-Hans").all().items() if (told := undeclared(view))}
    assert found == {}


@pytest.mark.parametrize(
    "forgets",
    [
        View(page=1, screen="result", holder="测*甲", words={"title": "您的申请没有通过"}),
        View(page=1, screen="pick", holder="测*甲", choices=(Choice(id="1", label="粤L00000的行驶证"),)),
        View(page=1, screen="guide", holder="测*甲", rows=(Row(label="病史", value="高血压"),)),
        View(page=1, screen="working", holder="测*甲", notice="您名下有两套房。"),
    ],
    ids=["title", "tile", "row", "notice"],
)
def test_a_new_page_that_forgets_is_found(forgets: View) -> None:
    assert undeclared(forgets) != []


def test_what_is_declared_is_a_text(texts: Texts) -> None:
    assert [section for section in declared_sections() if not texts.has(section)] == []
