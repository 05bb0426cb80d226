"""Ratings of items: asked once an hour, told when they changed, and only those of many."""

from kiosk.platform.errors import Unreachable
from kiosk.platform.service_values import ItemRating
from kiosk.ratings import AFTER_FAILURE_S, AGAIN_S, LEAST, Ratings, RatingsHeard

MANY = ItemRating(item="ss-enrolment", tenths=48, count=LEAST)
FEW = ItemRating(item="tax-record", tenths=10, count=LEAST - 1)


class Asked:
    """What the platform answers, and how often it was asked."""

    def __init__(self) -> None:
        self.times = 0
        self.answer: tuple[ItemRating, ...] | None = (MANY, FEW)

    def __call__(self) -> tuple[ItemRating, ...]:
        self.times += 1
        if self.answer is None:
            raise Unreachable("gone")
        return self.answer


def test_the_words_of_few_are_not_shown() -> None:
    assert Ratings(Asked()).look(0.0) == RatingsHeard({"ss-enrolment": MANY})


def test_asked_once_an_hour_and_told_only_when_it_changed() -> None:
    asked = Asked()
    ratings = Ratings(asked)
    assert ratings.look(0.0) is not None
    assert ratings.look(AGAIN_S - 1) is None
    assert asked.times == 1
    assert ratings.look(AGAIN_S) is None
    assert asked.times == 2
    asked.answer = (MANY.model_copy(update={"tenths": 47}),)
    heard = ratings.look(2 * AGAIN_S)
    assert heard is not None
    assert heard.ratings["ss-enrolment"].tenths == 47


def test_without_an_answer_the_last_one_stays_and_it_is_asked_again_sooner() -> None:
    asked = Asked()
    ratings = Ratings(asked)
    asked.answer = None
    assert ratings.look(0.0) is None
    assert ratings.look(AFTER_FAILURE_S - 1) is None
    asked.answer = (MANY,)
    assert ratings.look(AFTER_FAILURE_S) == RatingsHeard({"ss-enrolment": MANY})
