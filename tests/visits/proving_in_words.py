"""Somebody at a machine that has everything, who proves in some way who they are."""

from dataclasses import replace
from datetime import date

from in_words import CARD, IDENTITY, ISSUED, NAME, NOW, NUMBER, RECORD, Kiosk

from drivers.face import Verdict
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from drivers.smart_card import Holder, SocialSecurityCard
from kiosk import effects
from kiosk.events import (
    DocumentIssued,
    FaceNotProven,
    FaceSettled,
    RecordFound,
)
from kiosk.items.routes import Route
from kiosk.platform.identity_values import FaceDraw
from kiosk.platform.values import PresentedPermit

TYPED = "449901194607010023"
"""A number whose check digit is right, as typed ones have to be."""
BORN = date(1946, 7, 1)
DRAW = FaceDraw(draw="draw-0001", left=2)
WITH_PORTRAIT = replace(CARD, portrait=b"a portrait")
SOCIAL = SocialSecurityCard(
    version="2.00", card_id="44990100D15600000500112233FFFFFF", holder=Holder(number=NUMBER, name=NAME)
)
PERMIT = PresentedPermit(
    kind="hong-kong-macao-permit",
    number="C90000001",
    birth=date(1946, 7, 1),
    expiry=date(2031, 7, 1),
    is_from_chip=True,
)
HELPER = IDENTITY.model_copy(
    update={"token": "token-helper", "subject": "subject-0002", "number": "449901199001010013", "name": "帮手"}
)
HELPERS_CARD = replace(CARD, number=HELPER.number, name=HELPER.name, birth=date(1990, 1, 1))
DEVICES = ("smart_card", "code_scanner", "pin_pad", "camera", "face")


class Person(Kiosk):
    """At a machine that has everything, on the way to the screen that asks how."""

    def __init__(self) -> None:
        super().__init__()
        for device in DEVICES:
            self.device(device)

    def choose_way(self, route: Route) -> None:
        self.up_to_card()
        self.press("other-way")
        assert self.screen == "pick"
        self.press(f"choice-{route}")

    def records(self, kind: str) -> list[dict[str, str | int]]:
        asked = [effect for effect, _, _ in self.world.asked if isinstance(effect, effects.Record)]
        return [dict(record.facts) for record in asked if record.kind == kind]

    def is_known_and_prints(self) -> None:
        self.answer(effects.LookUp, RecordFound(RECORD))
        assert self.screen == "check"
        assert self.view.holder == "测*甲"
        self.press("primary")
        self.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
        self.press("primary")
        self.settle(Outcome.DONE, 1)
        assert self.screen == "done"

    def type_text(self, text: str) -> None:
        self.press(*(f"key-{character}" for character in text))

    def up_to_camera(self, card: IdCard = WITH_PORTRAIT) -> None:
        self.choose_way("card_face")
        self.lay_card(card)
        assert self.view.screen == "consent"
        self.press("primary")

    def camera_is_open(self) -> bool:
        return self.view.has_camera

    def not_proven(self) -> None:
        self.answer(effects.VerifyFace, FaceSettled(Verdict.NOT_PROVEN, DRAW))
        assert self.screen == "working"
        self.answer(effects.ProveFace, FaceNotProven())


def type_printed(person: Person) -> None:
    person.choose_way("permit")
    person.press("choice-hong-kong-macao-permit")
    assert person.view.keys == "letters"
    person.type_text("C90000001")
    assert person.view.entry.endswith("0001")
    assert "C9" not in person.view.entry
    person.press("primary")
    person.type_text("19460701")
    person.press("primary")
    person.type_text("20310701")
    person.press("primary")
