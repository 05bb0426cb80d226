"""What the sandbox knows and the limits it keeps."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from drivers.clock import BEIJING
from kiosk.platform.values import ErrorCode, TerminalState
from kiosk.sandbox.certificates import SealAuthority
from kiosk.sandbox.china_time import SandboxClock
from kiosk.sandbox.citizens import Register
from kiosk.sandbox.doctors_room import DoctorsRoom
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import Store

DAY_S, HOUR_S, MINUTE_S = 86_400, 3_600, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Figures that a control request can change; all are the sandbox's choice, in the order of what provinces do."""

    copies_a_day: int | None = None
    """Documents of one item that a person gets in a calendar day; None: as many as the item's own file says."""
    tries: int = 3
    """Wrong codes to one challenge."""
    wrong_codes_a_day: int = 10
    """Wrong codes to one person, over all challenges."""
    locked_s: int = 1800
    """How long no code is sent to a person, or taken, after one of their challenges ended by wrong codes."""
    face_draws_a_day: int = 3
    """Draws of random actions of one card that were not proven, over all terminals; of one typed number the same."""
    other_faces_a_day: int = 10
    """Pictures that did not show the person whose number was typed."""
    questions_a_minute: int = 3_000
    """From one terminal; one that is at work asks some ten."""
    wrong_case_codes_a_day: int = 50
    """Wrong codes of cases from one terminal."""
    messages_a_minute: int = 5
    """Codes sent to one phone, whoever they are for and from whatever terminal."""
    messages_an_hour: int = 20
    """The same."""
    pick_up_tries: int = 5
    """Wrong pick-up codes at one terminal, within `pick_up_locked_s`."""
    pick_up_locked_s: int = 600
    staff_tries: int = 5
    """Wrong PINs to one staff pass, within `staff_locked_s`."""
    staff_locked_s: int = 1800
    keep_hours: int = 72
    """How long a parcel waits in a locker before the staff may take it back."""
    code_valid_s: int = 120
    identity_valid_s: int = 900
    paper_valid_days: int = 90


@dataclass(frozen=True, slots=True)
class Message:
    """A text message that a phone would have got. Kept in memory only."""

    number: str = field(repr=False)
    phone: str = field(repr=False)
    text: str = field(repr=False)
    code: str = field(repr=False)
    at: str


@dataclass(slots=True)
class Province:
    """Everything that questions and control requests share."""

    register: Register
    store: Store
    statement_key: ec.EllipticCurvePrivateKey = field(repr=False)
    """Signs the QR codes of papers."""
    seals: SealAuthority = field(repr=False)
    """Vouches for who seals papers."""
    sealed_items: set[str] = field(default_factory=set)
    """Items whose papers are drawn and sealed here, and not laid out at the terminal."""
    clock: SandboxClock = field(default_factory=SandboxClock)
    limits: Limits = field(default_factory=Limits)
    outbox: list[Message] = field(default_factory=list, repr=False)
    approves_at_once: bool = False
    pick_ups: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    """Code and QR code of each parcel in a locker, as its message said them. Kept in memory only."""
    door_key: ec.EllipticCurvePrivateKey | None = field(default=None, repr=False)
    """Signs orders to open a locker's door; without it none is given."""
    sealing_key: X25519PrivateKey | None = field(default=None, repr=False)
    """Opens what terminals encrypted to us; without it nothing is opened."""
    doctors_key: ec.EllipticCurvePrivateKey | None = field(default=None, repr=False)
    """Certifies doctors; without it none can begin."""
    doctors: DoctorsRoom = field(default_factory=DoctorsRoom, repr=False)
    """Who examines drivers. Kept in memory only."""

    def __post_init__(self) -> None:
        self.store.rows("INSERT OR IGNORE INTO beginning VALUES (1, ?)", self.clock.now().timestamp())

    @property
    def began(self) -> datetime:
        """The moment at which this province was opened first, in China's zone; written once beside what it remembers.

        What is derived as so many days old is counted from here and not from today: a fine keeps its day, and with it
        its number, so that what was paid for it stays paid; a case goes on from day to day, and in the end is over. A
        fixed day of the seed would do that too, but the cases of every province would have been over long ago. A clock
        that was set behind the beginning is believed, so that nothing is on record that has not happened yet.
        """
        now = self.clock.now()
        row = self.store.row("SELECT at FROM beginning")
        return min(datetime.fromtimestamp(row["at"], BEIJING), now) if row is not None else now

    def set_limits(self, **changes: int) -> None:
        """Change some of the limits.

        Raises:
            ValueError: one is unknown or no whole number from 0.
        """
        for name, value in changes.items():
            if name not in Limits.__dataclass_fields__ or type(value) is not int or value < 0:
                raise ValueError(
                    f"'{name}' is no limit with a whole number; known: {list(Limits.__dataclass_fields__)}"
                )
        self.limits = replace(self.limits, **changes)

    def mark(self, kind: str, subject: str) -> None:
        """Remember that something happened to a person."""
        self.store.rows("INSERT INTO marks VALUES (?, ?, ?)", kind, subject, self.clock.now().timestamp())

    def marks(self, kind: str, subject: str, within_s: int) -> int:
        """How often it happened lately."""
        since = self.clock.now().timestamp() - within_s
        found = self.store.row(
            "SELECT count(*) FROM marks WHERE kind = ? AND subject = ? AND at > ?", kind, subject, since
        )
        return int(found[0]) if found else 0


class Terminals:
    """Who may ask."""

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def public_key(self, name: str) -> str | None:
        """Of a terminal that has asked to be known."""
        row = self._store.row("SELECT public_key FROM terminals WHERE name = ?", name)
        return str(row["public_key"]) if row else None

    def state(self, name: str) -> TerminalState:
        """Where its enrolment stands.

        Raises:
            RefusalError: TERMINAL_UNKNOWN.
        """
        row = self._store.row("SELECT state FROM terminals WHERE name = ?", name)
        if row is None:
            raise RefusalError(ErrorCode.TERMINAL_UNKNOWN)
        return TerminalState(row["state"])

    def enrol(self, name: str, public_key: str) -> TerminalState:
        """Make it known; asking again with the same key changes nothing.

        Raises:
            RefusalError: CONFLICT, the name belongs to another key.
        """
        known = self.public_key(name)
        if known is None:
            first = TerminalState.APPROVED if self._province.approves_at_once else TerminalState.PENDING
            self._store.rows("INSERT INTO terminals VALUES (?, ?, ?)", name, public_key, first.value)
        elif known != public_key:
            raise RefusalError(ErrorCode.CONFLICT)
        return self.state(name)

    def settle(self, name: str, state: TerminalState) -> None:
        """Decide about one.

        Raises:
            ValueError: nobody of that name has asked.
        """
        if self.public_key(name) is None:
            raise ValueError(f"no terminal '{name}' has asked to be known")
        self._store.rows("UPDATE terminals SET state = ? WHERE name = ?", state.value, name)

    def now(self) -> datetime:
        """The province's time."""
        return self._province.clock.now()

    def heard(self, name: str, report: str) -> None:
        """What one said last of how it stands."""
        at = self.now().timestamp()
        self._store.rows("INSERT OR REPLACE INTO terminal_reports VALUES (?, ?, ?)", name, at, report)

    def reports(self) -> Iterator[tuple[str, datetime, str]]:
        """What each has said last, and when."""
        zone = self.now().tzinfo
        for row in self._store.rows("SELECT name, at, report FROM terminal_reports ORDER BY name"):
            yield row["name"], datetime.fromtimestamp(row["at"], zone), row["report"]

    def approve_waiting(self) -> None:
        """Approve all that wait."""
        approved, pending = TerminalState.APPROVED.value, TerminalState.PENDING.value
        self._store.rows("UPDATE terminals SET state = ? WHERE state = ?", approved, pending)
