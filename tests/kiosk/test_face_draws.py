"""Three draws a card in a day, counted by the platform: through the real hands, whatever becomes of the core."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from face_counter import KilledError, Somebody, card_of, carried_out, hands_before
from in_words import Clock
from province_in_process import InProcess, province_in

from drivers.face import FaceRequest, Verdict
from drivers.idcard import IdCard
from kiosk import effects
from kiosk.events import FaceSettled, Failed
from kiosk.sandbox.citizens import generated, sample_numbers

USED_UP = Failed("face_tries_used", can_try_again=False)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    folder: Path = tmp_path_factory.mktemp("draws")
    with province_in(folder) as made:
        yield made


@pytest.fixture
def card(there: InProcess) -> IdCard:
    there.province.store.rows("DELETE FROM face_draws")
    citizen = generated(1, next(sample_numbers(1)))
    assert citizen is not None
    return card_of(citizen)


def look(shown: IdCard | str) -> effects.VerifyFace:
    return effects.VerifyFace(FaceRequest(b"a portrait" if isinstance(shown, IdCard) else None), shown)


def prove(settled: FaceSettled, card: IdCard) -> effects.ProveFace:
    return effects.ProveFace(
        verdict=settled.verdict,
        card=card,
        number=card.number,
        picture=settled.picture,
        ended_s=None,
        draw=settled.draw,
        item="ss-enrolment-certificate",
        session="f" * 32,
        deed="d" * 32,
    )


def settled(there: InProcess, card: IdCard, verdict: Verdict) -> FaceSettled:
    event = carried_out(hands_before(there, Somebody([verdict]), Clock()), look(card))[-1]
    assert isinstance(event, FaceSettled)
    return event


def test_a_core_that_is_killed_in_a_session_gives_no_draw_more(there: InProcess, card: IdCard) -> None:
    for _ in range(3):
        with pytest.raises(KilledError):
            carried_out(hands_before(there, Somebody([], dies=True), Clock()), look(card))
    somebody = Somebody([Verdict.SAME])
    assert carried_out(hands_before(there, somebody, Clock()), look(card)) == [USED_UP]
    assert somebody.sessions == 0, "no camera was opened"


def test_a_proof_makes_the_draws_before_it_undone(there: InProcess, card: IdCard) -> None:
    for left in (2, 1):
        assert settled(there, card, Verdict.NOT_PROVEN).draw.left == left
    carried_out(hands_before(there, Somebody([]), Clock()), prove(settled(there, card, Verdict.SAME), card))
    assert settled(there, card, Verdict.NOT_PROVEN).draw.left == 2


def test_another_day_has_its_own_draws(there: InProcess, card: IdCard) -> None:
    for _ in range(3):
        settled(there, card, Verdict.NOT_PROVEN)
    there.province.store.rows("UPDATE face_draws SET at = at - 86401")
    assert settled(there, card, Verdict.NOT_PROVEN).draw.left == 2


def test_whoever_types_a_number_uses_up_nobodys_card(there: InProcess, card: IdCard) -> None:
    hands = hands_before(there, Somebody([Verdict.NOT_PROVEN] * 3, is_alive=False), Clock())
    for _ in range(3):
        carried_out(hands, look(card.number))
    assert carried_out(hands, look(card.number)) == [USED_UP]
    assert settled(there, card, Verdict.SAME).draw.left == 2


def test_the_draws_of_a_card_do_not_hang_on_a_typed_number_either(there: InProcess, card: IdCard) -> None:
    for _ in range(3):
        settled(there, card, Verdict.NOT_PROVEN)
    hands = hands_before(there, Somebody([Verdict.ALIVE]), Clock())
    assert isinstance(carried_out(hands, look(card.number))[-1], FaceSettled)
