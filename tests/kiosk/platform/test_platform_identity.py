"""Ways to prove who one is beside card and code, over real TLS against the sandbox's own process."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sandbox_lab import WANTED, Enrolled, MovableClock, Sandbox, card_of, enrolment_of

from drivers.clock import BEIJING
from drivers.idcard import IdCard
from drivers.smart_card import Holder, SocialSecurityCard
from kiosk.platform import identity as ask
from kiosk.platform.api import Platform, presented
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.platform.identity_values import FaceDraw, HelperRequest
from kiosk.platform.values import ChallengeAnswer, ErrorCode, PresentedPermit
from kiosk.sandbox.certificates import SealAuthority, statement_key
from kiosk.sandbox.citizens import Register, birth_of, generated, sample_numbers
from kiosk.sandbox.data_file import load
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.proofs import ProofDesk
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import Store
from kiosk.sandbox.wallet import Wallet
from printing.records.about import number_of

CASE = {"item": "ss-enrolment-certificate", "visit": "0123456789abcdef", "deed": "deed-consent-1"}


@pytest.fixture(autouse=True)
def _faces_are_the_same(sandbox: Sandbox) -> Iterator[None]:
    yield
    sandbox.tell("faces", answer="same")


def why(error: pytest.ExceptionInfo[Refused]) -> ErrorCode:
    return error.value.code


def social_card(sandbox: Sandbox, card: IdCard, *, is_third: bool = False) -> SocialSecurityCard:
    told = sandbox.tell("social_card", number=card.number)
    holder = None if is_third else Holder(number=told["number"], name=told["name"])
    return SocialSecurityCard(version="3.00" if is_third else "2.00", card_id=told["card_id"].lower(), holder=holder)


def permit(sandbox: Sandbox, card: IdCard, kind: str) -> PresentedPermit:
    told = sandbox.tell("permit", number=card.number, kind=kind)
    birth = birth_of(card.number)
    assert birth is not None
    expiry = datetime.strptime(told["expiry"], "%y%m%d").replace(tzinfo=BEIJING).date()
    return PresentedPermit(kind=told["kind"], number=told["number"], birth=birth, expiry=expiry, is_from_chip=True)


def test_a_code_on_a_phone_opens_the_holders_record_once_and_for_a_minute(
    sandbox: Sandbox, platform: Platform, card: IdCard, clock: MovableClock
) -> None:
    code = sandbox.tell("pass", number=card.number)["code"].encode()
    identity = ask.by_pass(platform, code)
    assert (identity.level, identity.number, identity.name) == (2, card.number, card.name)
    assert number_of(platform.record(identity, WANTED, number=identity.number)) == card.number
    late = sandbox.tell("pass", number=card.number)["code"].encode()
    sandbox.tell("clock", ahead_s=61)
    clock.wall_ahead_s = 61
    for shown in (code, late, b"https://elsewhere.invalid/", b"\xff\xfe"):
        with pytest.raises(Refused) as error:
            ask.by_pass(platform, shown)
        assert why(error) is ErrorCode.PHONE_CODE_INVALID


@pytest.mark.parametrize("is_third", [False, True])
def test_a_social_security_card_is_its_holders(
    sandbox: Sandbox, platform: Platform, card: IdCard, *, is_third: bool
) -> None:
    assert ask.by_social_card(platform, social_card(sandbox, card, is_third=is_third)).number == card.number


def test_a_social_security_card_that_says_another_number_or_is_not_known_is_refused(
    sandbox: Sandbox, platform: Platform, card: IdCard
) -> None:
    known = social_card(sandbox, card)
    other = sandbox.citizens(2)[1]
    liar = SocialSecurityCard(version="2.00", card_id=known.card_id, holder=Holder(number=other.number, name="x"))
    for shown in (liar, SocialSecurityCard(version="2.00", card_id="0" * 32, holder=None)):
        with pytest.raises(Refused) as error:
            ask.by_social_card(platform, shown)
        assert why(error) is ErrorCode.CARD_UNKNOWN


@pytest.mark.parametrize(
    "kind", ["passport", "hong-kong-macao-permit", "taiwan-permit", "home-return-permit", "mainland-permit"]
)
def test_a_travel_document_and_a_code_are_its_holders(
    sandbox: Sandbox, platform: Platform, card: IdCard, kind: str
) -> None:
    shown = permit(sandbox, card, kind)
    identity = platform.answer(platform.challenge(shown), sandbox.code_for(card))
    assert (identity.level, identity.number) == (2, card.number)
    for changed in ({"expiry": date(2050, 1, 1)}, {"birth": date(1950, 1, 1)}, {"number": "E90000000"}):
        with pytest.raises(Refused) as error:
            platform.challenge(shown.model_copy(update=changed))
        assert why(error) is ErrorCode.PERSON_UNKNOWN


@pytest.mark.parametrize(("actions", "level"), [(3, 2), (2, 1)])
def test_a_face_that_this_terminal_compared_proves_its_holder_by_three_actions_and_no_fewer(
    platform: Platform, card: IdCard, actions: int, level: int
) -> None:
    identity = ask.by_local_face(platform, card, ask.begin_face_draw(platform, card, actions))
    assert (identity.number, identity.level) == (card.number, level)
    consent = ask.give_consent(platform, **CASE | {"deed": f"deed-consent-3{actions}"})
    draw = ask.begin_face_draw(platform, card.number, actions)
    assert ask.by_face(platform, card.number, b"a picture", consent, draw).level == level


def test_a_card_has_three_draws_a_day_over_all_terminals_and_each_counts_from_its_beginning(
    sandbox: Sandbox, enrolled: Enrolled
) -> None:
    card, other = sandbox.citizens(44)[42:44]
    one, two = enrolled("test-01"), enrolled("test-02")
    draws = [ask.begin_face_draw(terminal, card, 3) for terminal in (one, two, one)]
    assert [draw.left for draw in draws] == [2, 1, 0], "of none of them was the end told"
    for terminal in (one, two):
        with pytest.raises(Refused) as error:
            ask.begin_face_draw(terminal, card, 3)
        assert why(error) is ErrorCode.FACE_TRIES_USED
    assert ask.begin_face_draw(two, card.number, 3).left == 2, "whoever types the number"
    assert ask.begin_face_draw(two, other, 3).left == 2
    assert ask.by_local_face(two, card, draws[1]).number == card.number
    assert ask.begin_face_draw(one, card, 3).left == 2, "and what was before says nothing any more"


def test_a_draw_is_good_for_one_proof_of_its_card_at_its_terminal_before_its_end(
    sandbox: Sandbox, enrolled: Enrolled
) -> None:
    card, other = sandbox.citizens(46)[44:46]
    one, two = enrolled("test-01"), enrolled("test-02")
    draw, ended = (ask.begin_face_draw(one, card, 3) for _ in range(2))
    ask.end_face_draw(one, ended, was_shown=True)
    typed = ask.begin_face_draw(one, card.number, 3)
    for terminal, whose, with_draw in ((two, card, draw), (one, other, draw), (one, card, ended), (one, card, typed)):
        with pytest.raises(Refused) as error:
            ask.by_local_face(terminal, whose, with_draw)
        assert why(error) is ErrorCode.FACE_TRIES_USED
    ask.end_face_draw(two, draw, was_shown=False)
    assert ask.by_local_face(one, card, draw).number == card.number
    with pytest.raises(Refused) as error:
        ask.by_local_face(one, card, draw)
    assert why(error) is ErrorCode.FACE_TRIES_USED


def test_a_draw_that_nobody_saw_does_not_count(sandbox: Sandbox, platform: Platform) -> None:
    card = sandbox.citizens(47)[46]
    for _ in range(4):
        draw = ask.begin_face_draw(platform, card, 3)
        assert draw.left == 2
        ask.end_face_draw(platform, draw, was_shown=False)


def test_a_card_that_the_province_does_not_know_is_said_before_a_camera_opens(platform: Platform, card: IdCard) -> None:
    with pytest.raises(Refused) as error:
        ask.begin_face_draw(platform, replace(card, name="别人"), 3)
    assert why(error) is ErrorCode.PERSON_UNKNOWN
    assert ask.begin_face_draw(platform, "449901190001010000", 3).left == 2, "of a typed number nobody learns it"


def test_a_picture_is_compared_under_a_consent_that_can_be_shown_and_withdrawn(
    sandbox: Sandbox, platform: Platform, card: IdCard
) -> None:
    def draw() -> FaceDraw:
        return ask.begin_face_draw(platform, card.number, 3)

    consent = ask.give_consent(platform, **CASE)
    assert ask.give_consent(platform, **CASE) == consent
    assert (consent.receiver, consent.state) == ("province-face-comparison", "given")
    assert ask.by_face(platform, card.number, b"a picture", consent, draw()).number == card.number
    with pytest.raises(Refused) as error:
        ask.by_face(platform, card.number, b"a picture", consent, draw())
    assert why(error) is ErrorCode.CONSENT_MISSING, "it was for one comparison"
    named = ask.give_consent(platform, **CASE | {"deed": "deed-consent-5"})
    assert (
        ask.by_face(platform, card.number, b"..sandbox-face:" + card.number.encode(), named, draw()).number
        == card.number
    )
    consent = ask.give_consent(platform, **CASE | {"deed": "deed-consent-6"})
    ask.withdraw_consent(platform, consent.consent)
    ask.withdraw_consent(platform, consent.consent)
    assert ask.show_consent(platform, consent.consent).state == "withdrawn"
    with pytest.raises(Refused) as error:
        ask.by_face(platform, card.number, b"a picture", consent, draw())
    assert why(error) is ErrorCode.CONSENT_MISSING
    books = json.dumps(sandbox.tell("consents"))
    assert CASE["visit"] in books
    assert card.number not in books
    assert card.name not in books


def test_another_face_and_an_unknown_number_get_the_same_answer_and_not_without_end(
    sandbox: Sandbox, platform: Platform
) -> None:
    card = sandbox.citizens(41)[40]
    consents = (ask.give_consent(platform, **CASE | {"deed": f"deed-consent-2{number}"}) for number in range(4))
    sandbox.tell("limits", other_faces_a_day=2)
    for number, picture in ((card.number, b"sandbox-face:nobody"), ("110101199001010000", b"x")):
        with pytest.raises(Refused) as error:
            ask.by_face(platform, number, picture, next(consents), ask.begin_face_draw(platform, number, 3))
        assert (why(error), error.value.tries_left) == (ErrorCode.FACE_NOT_PROVEN, None)
    sandbox.tell("faces", answer="other")
    for said in (ErrorCode.FACE_NOT_PROVEN, ErrorCode.LIMIT_REACHED):
        with pytest.raises(Refused) as error:
            ask.by_face(platform, card.number, b"x", next(consents), ask.begin_face_draw(platform, card.number, 3))
        assert why(error) is said


def test_a_helper_acts_for_a_person_who_says_yes_on_their_own_phone_and_the_books_show_both(
    sandbox: Sandbox, platform: Platform, card: IdCard
) -> None:
    helper = sandbox.identified(platform, card)
    person = sandbox.citizens(6)[5]
    challenge = ask.help_person(platform, helper, person, "family")
    identity = platform.answer(challenge, sandbox.code_for(person), number=person.number)
    assert identity.number == person.number
    assert identity.acting == helper.subject
    assert helper.acting is None
    issued = platform.issue(identity, WANTED, deed="deed-of-a-helper", number=person.number)
    (row,) = [one for one in sandbox.tell("documents")["documents"] if one["document_no"] == issued.document_no]
    assert (row["subject"], row["acting"]) == (identity.subject, helper.subject)


def test_nobody_helps_themselves(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    helper = sandbox.identified(platform, card)
    with pytest.raises(Refused) as error:
        ask.help_person(platform, helper, card, "family")
    assert why(error) is ErrorCode.NOT_ENTITLED


def test_below_fourteen_only_the_registered_guardian_helps(tmp_path: Path) -> None:
    guardian, child = "44990119870101001X", "449901201701010014"
    people = [{"number": child, "name": "测小样", "guardian": guardian}, {"number": guardian, "name": "测样"}]
    (tmp_path / "own.json").write_text(json.dumps({"citizens": people}))
    own = load(tmp_path / "own.json")
    with contextlib.closing(Store(tmp_path)) as store:
        province = Province(Register(1, own), store, statement_key(tmp_path), SealAuthority.made(datetime.now(BEIJING)))
        wallet = Wallet(province.clock)
        identity = IdentityDesk(province, wallet)
        desk = ProofDesk(province, wallet, identity)
        shown = presented(card_of(own[child].card()))
        challenge = desk.help("t-1", own[guardian], HelperRequest(document=shown, relation="guardian"))
        (message,) = province.outbox
        assert message.number == guardian
        granted = identity.answer("t-1", challenge.challenge, ChallengeAnswer(code=message.code))
        assert (granted.number, granted.acting) == (child, store.subject(guardian))
        stranger = generated(1, next(sample_numbers(1)))
        assert stranger is not None
        for helper, relation in ((stranger, "guardian"), (own[guardian], "family")):
            with pytest.raises(RefusalError) as error:
                desk.help("t-1", helper, HelperRequest.model_validate({"document": shown, "relation": relation}))
            assert error.value.refusal.code is ErrorCode.NOT_ENTITLED


def test_one_identity_serves_two_cities_in_one_visit(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    before = sandbox.asked("POST /identity/challenges")
    identity = sandbox.identified(platform, card)
    cities = [
        enrolment_of(platform.record(identity, WANTED.model_copy(update={"city": city}), number=card.number)).city
        for city in ("441300", "441900")
    ]
    assert cities == ["惠州市", "东莞市"]
    assert sandbox.asked("POST /identity/challenges") == before + 1


def test_an_identity_of_another_number_than_was_shown_is_refused(
    sandbox: Sandbox, platform: Platform, card: IdCard
) -> None:
    challenge = platform.challenge(card)
    with pytest.raises(WrongAnswer, match="another number"):
        platform.answer(challenge, sandbox.code_for(card), number="449901199001010000")


def test_a_pass_is_sent_once(sandbox: Sandbox, enrolled: Enrolled, card: IdCard) -> None:
    platform = enrolled()
    code = sandbox.tell("pass", number=card.number)["code"].encode()
    sandbox.tell("fault", kind="cut", at="/identity/passes")
    before = sandbox.asked("POST /identity/passes")
    with pytest.raises(PlatformError):
        ask.by_pass(platform, code)
    assert sandbox.asked("POST /identity/passes") == before + 1
