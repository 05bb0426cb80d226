"""One message a minute for a document in a visit, however often its way is entered."""

from in_words import CHALLENGE, Clock

from kiosk.events import CodeSent, Failed
from kiosk.hands.sent_codes import SentCodes
from kiosk.platform.values import Challenge

AGAIN_S = 60.0


class Phone:
    """Counts what it gets."""

    def __init__(self) -> None:
        self.clock, self.visit, self.messages = Clock(), "first", 0
        self.codes = SentCodes(self.clock, AGAIN_S, lambda: self.visit)

    def send(self, document: str = "one", *, knows: bool = False) -> CodeSent | Failed:
        return self.codes.send(document, CHALLENGE if knows else None, self.message)

    def message(self) -> Challenge:
        self.messages += 1
        return CHALLENGE


def test_within_the_limit_the_code_that_was_sent_is_the_one_to_type() -> None:
    phone = Phone()
    assert phone.send() == CodeSent(CHALLENGE)
    phone.clock.seconds += AGAIN_S - 0.1
    assert phone.send(knows=True) == CodeSent(CHALLENGE, is_new=False)
    assert phone.messages == 1
    phone.clock.seconds += 0.1
    assert phone.send(knows=True) == CodeSent(CHALLENGE)
    assert phone.messages == 2


def test_whoever_left_before_the_answer_came_waits() -> None:
    phone = Phone()
    phone.send()
    assert phone.send() == Failed("code_too_soon", can_try_again=True)
    assert phone.messages == 1


def test_another_document_and_another_visit_have_limits_of_their_own() -> None:
    phone = Phone()
    phone.send()
    assert phone.send("another") == CodeSent(CHALLENGE)
    phone.visit = "second"
    assert phone.send() == CodeSent(CHALLENGE)


def test_nobody_is_kept_in_plain_words() -> None:
    phone = Phone()
    phone.send("449901194607010024")
    assert "4499" not in repr(vars(phone.codes))
