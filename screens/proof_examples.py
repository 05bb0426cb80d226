"""Examples of the screens on which somebody proves who they are."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.view import Choice, Row, View
from screens.making import Making

PHONE = "138****0000"
ITEM = {"zh-Hans": "社保个人参保证明", "zh-Hant": "社保個人參保證明", "en": "Social insurance certificate"}
SIGNS = {
    "card_code": "card",
    "card_face": "face",
    "phone_code": "phone",
    "social_security": "pin",
    "permit": "passport",
    "typed_face": "face",
    "helper": "helper",
}
DOCUMENTS = ("passport", "hong-kong-macao-permit", "taiwan-permit", "home-return-permit", "mainland-permit")
RELATIONS = ("family", "guardian", "helper")


class ProofExamples:
    """Makes them in one language.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making
        self._other = making.below("screen.every")["other_way"]

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "home-known": self._home_known,
            "lay-card-another-way": lambda: self._card("lay_card", no_card=True),
            "routes": lambda: self._routes(*SIGNS),
            "routes-few": lambda: self._routes("card_code", "phone_code", "helper", notice="face_refused"),
            "documents": lambda: self._picked("documents", DOCUMENTS, "passport"),
            "relation": lambda: self._picked("relation", RELATIONS, "helper"),
            "person-card": lambda: self._card("person_card"),
            "helper-card": lambda: self._card("helper_card"),
            "helper-code": lambda: self._code("helper_code"),
            "person-code": lambda: self._code("person_code"),
            "guardian-code": lambda: self._code("guardian_code"),
            "lay-social-card": lambda: self._card("lay_social_card", picture="social_card"),
            "scan-page": lambda: self._card("scan_page", picture="page"),
            "lay-permit": lambda: self._card("lay_permit", picture="permit"),
            "pin": lambda: self._pin(4),
            "pin-last": lambda: replace(self._pin(0), notice=self._notice("pin_last", 1)),
            "scan": lambda: self._with_other(self._making.view("scan", step=3)),
            "citizen-number": lambda: self._entry("citizen_number", "•••••••0024", "digits_x", 18),
            "citizen-number-wrong": lambda: replace(
                self._entry("citizen_number", "", "digits_x", 18), notice=self._notice("number_wrong")
            ),
            "document-number": lambda: self._entry("document_number", "••••5678", "letters", 0),
            "document-expiry": lambda: self._entry("document_expiry", "••••0701", "digits", 8),
            "document-birth": lambda: self._entry("document_birth", "••••0701", "digits", 8),
            "face-consent": lambda: self._consent("face_consent"),
            "picture-consent": lambda: replace(self._consent("picture_consent"), notice=self._notice("poor_portrait")),
            "given-consent": self._given_consent,
            "done-with-consent": self._done_with_consent,
            "face": lambda: self._face("look"),
            "face-sitting": self._face_sitting,
            "face-turn": lambda: self._face("turn_left", action=1),
            "face-dark": lambda: self._face("look", hint="too_dark"),
            "trouble-face": lambda: self._trouble("face_not_proven", "face", again=True),
            "trouble-face-tries": lambda: self._trouble("face_tries_used", "face", again=False),
            "trouble-scan": lambda: self._trouble("phone_code_invalid", "phone", again=True),
        }

    def _with_other(self, view: View, text: str = "", **words: str) -> View:
        return replace(view, words=view.words | words | {"other_way": text or self._other})

    def _notice(self, key: str, tries: int = 0) -> str:
        return self._making.text(f"notice.{key}", tries=tries)

    def _home_known(self) -> View:
        home = self._making.view("home", holder="赵*样", notice=self._notice("identity_kept"))
        tile = Choice(id="ss-enrolment-certificate", label=ITEM[self._making.language], icon="certificate")
        return replace(home, choices=(tile,), words=home.words | {"practise": ""})

    def _card(self, section: str, *, picture: str = "", no_card: bool = False) -> View:
        text = self._making.text("screen.lay_card.other_way") if no_card else ""
        return self._with_other(self._making.view("lay_card", section=section, step=3, picture=picture), text)

    def _routes(self, *names: str, notice: str = "") -> View:
        choices = tuple(
            Choice(
                id=name,
                label=self._making.text(f"route.{name}"),
                detail=self._making.text(f"route_hint.{name}"),
                icon=SIGNS[name],
            )
            for name in names
        )
        told = self._notice(notice) if notice else ""
        return self._making.view("pick", section="routes", step=3, choices=choices, notice=told, picture="hall")

    def _picked(self, section: str, names: tuple[str, ...], sign: str) -> View:
        choices = tuple(Choice(id=name, label=self._making.text(f"pick.{name}"), icon=sign) for name in names)
        picture = "two_people" if section == "relation" else "lay_permit"
        return self._with_other(self._making.view("pick", section=section, step=3, choices=choices, picture=picture))

    def _consent(self, section: str) -> View:
        words = self._making.words(section, item=ITEM[self._making.language])
        keys = ("what", "source", "receiver", "why", "keep")
        rows = tuple(Row(label=words[key], value=words[f"{key}_value"]) for key in keys if key in words)
        return self._with_other(self._making.view("consent", step=3, rows=rows, words=words, picture="face"))

    def _given_consent(self) -> View:
        given = replace(self._consent("given_consent"), step=5)
        return replace(given, words=given.words | {"other_way": ""})

    def _face(self, prompt: str, *, hint: str = "", action: int = 0) -> View:
        words = {
            "title": self._making.text(f"face_prompt.{prompt}"),
            "hint": self._making.text(f"face_hint.{hint}") if hint else "",
        }
        view = self._making.view("face", step=3, action=action, actions=3, has_camera=True)
        return self._with_other(view, **words)

    def _face_sitting(self) -> View:
        face = self._face("look")
        return replace(face, words=face.words | {"secondary": self._making.text("screen.face.secondary")})

    def _done_with_consent(self) -> View:
        words = self._making.words("done", pages=1)
        done = self._making.view("done", step=5, words=words, tone="good", seconds_left=24)
        return replace(done, words=done.words | {"back": self._making.text("screen.done.back")})

    def _entry(self, section: str, typed: str, keys: str, wanted: int) -> View:
        picture = "card" if section == "citizen_number" else "lay_permit"
        view = self._making.view(
            "entry", section=section, step=3, entry=typed, keys=keys, digits_wanted=wanted, picture=picture
        )
        return self._with_other(replace(view, can_go_on=len(typed) >= wanted))

    def _pin(self, digits: int) -> View:
        return self._with_other(self._making.view("pin", step=3, digits=digits, digits_wanted=6))

    def _code(self, section: str) -> View:
        words = self._making.words(section, phone=PHONE)
        return self._with_other(self._making.view("code", step=3, words=words, digits=2, digits_wanted=6))

    def _trouble(self, key: str, picture: str, *, again: bool) -> View:
        words = self._making.trouble(key) | ({} if again else {"primary": ""})
        there = self._making.elsewhere()
        return self._with_other(
            self._making.view("trouble", step=3, words=words, tone="bad", picture=picture, elsewhere=there)
        )
