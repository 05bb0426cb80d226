"""What the province has given its citizens: passes on phones, social-security cards, travel documents.

Nobody holds any until demo or test asks for one on the control line; what was handed out is kept in memory only.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.platform.values import PresentedPermit
from kiosk.sandbox.china_time import SandboxClock
from kiosk.sandbox.citizens import Citizen

PASS_VALID_S = 60
"""电子社保卡 shows a new code about every 60 s."""
PERMIT_LETTERS = {
    "passport": "E9",
    "hong-kong-macao-permit": "C9",
    "taiwan-permit": "L9",
    "home-return-permit": "H9",
    "mainland-permit": "9",
}
"""Kind → how the numbers of these invented documents begin."""
PERMIT_YEARS = 10


@dataclass(frozen=True, slots=True)
class SocialCard:
    """A social-security card that was handed out."""

    card_id: str = field(repr=False)
    number: str = field(repr=False)
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Permit:
    """A travel document that was handed out."""

    kind: str
    number: str = field(repr=False)
    birth: date = field(repr=False)
    expiry: date = field(repr=False)
    holder: str = field(repr=False)


class Wallet:
    """Hands out and knows again.

    Args:
        clock: how long a pass lives.
    """

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._passes: dict[str, tuple[str, float]] = {}
        self._cards: dict[str, str] = {}
        self._permits: dict[tuple[str, str], Permit] = {}

    def new_pass(self, citizen: Citizen) -> str:
        """A code for the citizen's phone, of no form that anybody could read."""
        code = f"https://pass.sandbox.invalid/p?c={secrets.token_urlsafe(24)}"
        self._passes[code] = (citizen.number, self._clock.now().timestamp() + PASS_VALID_S)
        return code

    def holder_of_pass(self, code: str) -> str | None:
        """Whose it is; it works once."""
        number, until = self._passes.pop(code, ("", 0.0))
        return number if self._clock.now().timestamp() < until else None

    def social_card(self, citizen: Citizen) -> SocialCard:
        """The citizen's card, always the same."""
        mark = hashlib.sha256(f"social-security {citizen.number}".encode()).hexdigest().upper()
        # 卡识别码: area code, then what the maker likes.
        card_id = f"449901{mark[:26]}"
        self._cards[card_id] = citizen.number
        return SocialCard(card_id, citizen.number, citizen.name)

    def holder_of_card(self, card_id: str) -> str | None:
        """Whose it is."""
        return self._cards.get(card_id)

    def permit(self, citizen: Citizen, kind: str) -> Permit:
        """The citizen's travel document of that kind, always the same.

        Raises:
            ValueError: there is no such kind.
        """
        if kind not in PERMIT_LETTERS:
            raise ValueError(f"there is no document '{kind}', there are {sorted(PERMIT_LETTERS)}")
        begin = PERMIT_LETTERS[kind]
        mark = int(hashlib.sha256(f"{kind} {citizen.number}".encode()).hexdigest(), 16)
        digits = 8 if kind == "mainland-permit" else 9
        number = f"{begin}{mark % 10 ** (digits - len(begin)):0{digits - len(begin)}d}"
        expiry = self._clock.now().date().replace(month=1, day=1) + timedelta(days=366 * (PERMIT_YEARS // 2))
        permit = Permit(kind, number, citizen.birth, expiry, citizen.number)
        self._permits[kind, number] = permit
        return permit

    def holder_of_permit(self, shown: PresentedPermit) -> str | None:
        """Whose it is; None when anything of it differs or nobody holds it."""
        known = self._permits.get((shown.kind, shown.number))
        if known is None or (known.birth, known.expiry) != (shown.birth, shown.expiry):
            return None
        return known.holder
