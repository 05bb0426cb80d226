"""What a person does to prove who they are in each way, screen by screen, for demo, `kiosk visit` and process tests."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from kiosk.items.routes import ROUTES, Route
from kiosk.proving import DOCUMENT_KINDS, RELATIONS

PIN = "123456"
"""Of every card that the simulator makes."""
SCREENS = frozenset({"pick", "lay_card", "scan", "entry", "pin", "face", "code"})
"""Where a person proves who they are; the consents beside them are agreed to."""
PROOFS = frozenset({*ROUTES, *DOCUMENT_KINDS, *RELATIONS})
"""What can be chosen on the screens of `pick` that belong to proving who one is."""
DEVICES: dict[Route, tuple[str, ...]] = {
    "phone_code": ("code_scanner",),
    "social_security": ("smart_card", "pin_pad"),
    "permit": ("smart_card",),
    "agent": ("code_scanner", "pin_pad"),
    "card_face": ("camera", "face"),
    "typed_face": ("camera", "face"),
}
"""What has to stand in a hall beside the card reader and the printers."""
PERMIT, PERMIT_MODEL = "hong-kong-macao-permit", "CS"
"""Which travel document is shown, as the platform and as drivers.smart_card.simulator name it."""

TRIES = 3
"""Before the camera: as many as the terminal allows (kiosk/flows/identity/face.py)."""

Act = Callable[[], None]


class Tells(Protocol):
    """Speaks to a counterpart's control line."""

    def __call__(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        """The answer's fields."""


class Showing:
    """One person and what they hold.

    Args:
        citizen: the person's number.
        press: touches the control of that name.
        tell: lays cards, shows phones, presses keys.
        code: the newest one-time code that the phone of a citizen got.
        until: waits for something to become true, and says what in an error.
    """

    def __init__(
        self,
        citizen: str,
        press: Callable[[str], None],
        tell: Tells,
        code: Callable[[str], str],
        until: Callable[[Callable[[], bool], str], None],
    ) -> None:
        self._citizen = citizen
        self._press = press
        self._tell = tell
        self._code = code
        self._until = until

    def acts(self, route: Route) -> Iterator[Act]:
        """What to do on each of SCREENS, in their order; a visit begins at the ID card."""
        if route == "card_code":
            yield self._lay(self._citizen)
            yield self._type_code(self._citizen)
            return
        if route == "agent":
            yield from self._with_agent()
            return
        yield lambda: self._press("other-way")
        yield lambda: self._press(f"choice-{route}")
        yield from {
            "card": self._by_card,
            "card_face": self._by_card,
            "phone_code": self._by_phone,
            "social_security": self._by_social_card,
            "permit": self._by_permit,
            "typed_face": self._by_number,
            "helper": self._with_helper,
        }[route]()

    def _lay(self, number: str) -> Act:
        def lay() -> None:
            self._tell("idcard", "remove")
            self._tell("idcard", "lay", **self._tell("platform", "citizen", number=number))

        return lay

    def _type(self, text: str) -> Act:
        def typed() -> None:
            for character in text:
                self._press(f"key-{character}")
            self._press("primary")

        return typed

    def _type_code(self, number: str) -> Act:
        def typed() -> None:
            for digit in self._code(number):
                self._press(f"digit-{digit}")

        return typed

    def _by_card(self) -> Iterator[Act]:
        yield self._standing_there(self._lay(self._citizen))
        yield from [self._step_before_camera] * TRIES

    def _by_number(self) -> Iterator[Act]:
        yield self._standing_there(self._type(self._citizen))
        yield from [self._step_before_camera] * TRIES

    def _standing_there(self, act: Act) -> Act:
        """Whoever acts is before the camera already: a face that changes after it has opened ends the only draw."""

        def acts() -> None:
            self._step_before_camera()
            act()

        return acts

    def _step_before_camera(self) -> None:
        """What is asked of them there, they read from the screen (kiosk/hall/person.py)."""
        shown = self._tell("platform", "citizen", number=self._citizen)["portrait"]
        self._tell("camera", "person", name=shown)

    def _by_phone(self) -> Iterator[Act]:
        yield lambda: self._do(
            "code_scanner", "show", text=self._tell("platform", "pass", number=self._citizen)["code"]
        )

    def _by_social_card(self) -> Iterator[Act]:
        card = self._tell("platform", "social_card", number=self._citizen)
        yield lambda: self._do("smart_card", "insert", **card, pin=PIN)
        yield self._press_pin

    def _press_pin(self) -> None:
        self._press_keys(PIN)

    def _by_permit(self) -> Iterator[Act]:
        permit = self._tell("platform", "permit", number=self._citizen, kind=PERMIT)
        chip = {"kind": PERMIT_MODEL, **{name: permit[name] for name in ("number", "birth", "expiry", "name")}}
        yield lambda: self._press(f"choice-{PERMIT}")
        yield self._type(permit["number"])
        yield self._type(self._citizen[6:14])
        yield self._type(f"20{permit['expiry']}")
        yield lambda: self._do("smart_card", "insert", **chip)
        yield self._type_code(self._citizen)

    def _with_helper(self) -> Iterator[Act]:
        helper = self._tell("platform", "helper", number=self._citizen)
        number, is_guardian = helper["number"], helper["relation"] == "guardian"
        yield lambda: self._press(f"choice-{helper['relation']}")
        yield self._lay(self._citizen)
        yield self._lay(number)
        yield self._type_code(number)
        # Below 14 it is the guardian's phone that is asked.
        yield self._type_code(number if is_guardian else self._citizen)

    def _with_agent(self) -> Iterator[Act]:
        """Items that only agents begin have no other way."""
        agent = next(one for one in self._tell("platform", "staff")["staff"] if "agent" in one["roles"])
        yield lambda: self._do("code_scanner", "show", text=str(agent["code"]))
        yield lambda: self._press_keys(str(agent["pin"]))
        yield self._lay(self._citizen)
        yield self._type_code(self._citizen)

    def _press_keys(self, pin: str) -> None:
        self._until(lambda: bool(self._tell("pin_pad", "count")["asking"]), "the PIN pad to light up")
        self._tell("pin_pad", "press", keys=f"{pin}E")

    def _do(self, device: str, do: str, **fields: Any) -> None:
        self._tell(device, do, **fields)
