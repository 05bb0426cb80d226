"""像“网购”一样,点评大众化: what people said of an item, how many, and how long it takes here, before anybody begins."""

from at_the_terminal import at, press, shown
from province_in_process import InProcess

from kiosk.platform.services import ratings
from kiosk.ratings import ratings_of

ITEM = "ss-enrolment-certificate"


def test_the_platforms_rating_stands_on_the_page_before_the_start(there: InProcess) -> None:
    heard = ratings_of(there.platform).look(0.0)
    assert heard is not None
    said_of_it = heard.ratings[ITEM]
    hall = at(there, ratings=heard.ratings, minutes={ITEM: 3})
    page = shown(press(hall, f"choice-{ITEM}"))
    assert f"{said_of_it.tenths / 10:.1f}分" in page
    assert f"{said_of_it.count}人评过" in page
    assert "约3分钟" in page


def test_every_item_may_be_rated(there: InProcess) -> None:
    assert len({one.item for one in ratings(there.platform).ratings}) >= 100
