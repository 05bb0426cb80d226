"""打造政务服务全链条自助模式: ask, check, prove, fill, pay, collect, rate, track, in one visit at one machine."""

from pathlib import Path

from applying_bench import submissions
from paying_hall import PayingHall, paying_hall
from test_applying_with_a_fee import FEE, Payer

CHAIN = (
    ("ask and check", ("before_start",)),
    ("prove", ("consent", "identity_card", "code")),
    ("fill", ("review", "answer", "pick", "field", "write")),
    ("pay", ("pay",)),
    ("collect", ("paper",)),
    ("rate", ("done",)),
    ("track", ("timeline",)),
)


def test_the_eight_links_in_their_order_in_one_visit(tmp_path: Path) -> None:
    with paying_hall(tmp_path) as (hall, _):
        visit = hall.session.visit
        payer = Payer(hall)
        payer.to("accepted")
        hall.press("primary")
        payer.to("done")
        assert hall.newest().screen == "done"
        assert hall.taken.texts, "the receipt is on paper"
        assert hall.desk.counters()["delivered"] == FEE
        rate(hall)
        track(hall)
        assert hall.session.visit == visit, "in one visit"
        seen = [view.screen for view in hall.taken.views]
        places = []
        for link, screens in CHAIN:
            found = next((place for place, screen in enumerate(seen) if screen in screens), None)
            assert found is not None, (link, seen)
            places.append(found)
        assert places == sorted(places), dict(zip(CHAIN, places, strict=True))


def rate(hall: PayingHall) -> None:
    """Five levels stand on the last screen; why is not said."""
    hall.press("choice-rate-very-good")
    hall.press("other-way")
    hall.press("choice-no")
    assert hall.title == "谢谢您的评价"
    hall.press("asked")


def track(hall: PayingHall) -> None:
    """The same person asks at once how it stands, without another proof."""
    assert hall.session.identity is not None
    for name in ("choice-progress", "primary", "choice-identity", "primary"):
        hall.press(name)
    if hall.newest().screen == "pick":
        hall.press(f"choice-{submissions(hall.there)[0]['case_no']}")
    assert hall.newest().screen == "timeline"
    assert hall.session.serving.case is not None
