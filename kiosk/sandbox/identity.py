"""Who stands there: a document, a one-time code to the phone on record, and an identity for one terminal and visit."""

import hmac
import secrets
from datetime import datetime, timedelta

from kiosk.platform.values import (
    Challenge,
    ChallengeAnswer,
    ChallengeRequest,
    ErrorCode,
    Identity,
    Presented,
    PresentedPermit,
)
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.complaint_book import ComplaintBook
from kiosk.sandbox.province import DAY_S, HOUR_S, MINUTE_S, Message, Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest
from kiosk.sandbox.wallet import Wallet

DIGITS = 6
LEVEL = 2
"""Document and second factor."""
LOCKED = "locked"
"""Mark of whoever's challenge ended by wrong codes."""


class IdentityDesk:
    """Challenges and the identities they end in.

    Args:
        province: who is known.
        wallet: which travel documents were given out.
    """

    def __init__(self, province: Province, wallet: Wallet) -> None:
        self._province = province
        self._store = province.store
        self._wallet = wallet
        self._complaints = ComplaintBook(province)

    def challenge(self, terminal: str, request: ChallengeRequest) -> Challenge:
        """Send a code.

        Raises:
            RefusalError: PERSON_UNKNOWN, NO_PHONE, TOO_MANY_TRIES, TOO_MANY_MESSAGES.
        """
        return self.send(terminal, self.presented(request.document))

    def send(
        self, terminal: str, citizen: Citizen, *, to: Citizen | None = None, acting: str | None = None
    ) -> Challenge:
        """Send a code that opens the citizen's identity.

        Args:
            terminal: who asks.
            citizen: whom the identity will stand for.
            to: whose phone gets the code; the citizen's own where nobody is named.
            acting: pseudonym of whoever acts for the citizen.

        Raises:
            RefusalError: as `challenge`.
        """
        province, limits = self._province, self._province.limits
        number, citizen = citizen.number, to or citizen
        if citizen.phone is None:
            raise RefusalError(ErrorCode.NO_PHONE)
        subject = self._store.subject(citizen.number)
        if self._is_locked(subject) or province.marks("wrong code", subject, DAY_S) >= limits.wrong_codes_a_day:
            raise RefusalError(ErrorCode.TOO_MANY_TRIES)
        phone = self._store.subject(f"phone {citizen.phone}")
        for most, within_s in ((limits.messages_a_minute, MINUTE_S), (limits.messages_an_hour, HOUR_S)):
            if province.marks("message", phone, within_s) >= most:
                raise RefusalError(ErrorCode.TOO_MANY_MESSAGES)
        province.mark("message", phone)
        challenge, code = secrets.token_hex(16), f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        now = province.clock.now()
        self._store.rows(
            "INSERT INTO challenges VALUES (?, ?, ?, ?, ?, 0, 1, ?)",
            challenge,
            terminal,
            self._store.seal(number),
            digest(challenge + code),
            now.timestamp() + limits.code_valid_s,
            acting,
        )
        text = f"【演示政务】验证码{code}，{limits.code_valid_s}秒内有效，供您在自助终端办理业务。请勿告诉他人。"
        province.outbox.append(Message(citizen.number, citizen.phone, text, code, now.isoformat()))
        return Challenge(
            challenge=challenge,
            sent_to=f"{citizen.phone[:3]}****{citizen.phone[-4:]}",
            digits=DIGITS,
            valid_s=limits.code_valid_s,
        )

    def answer(self, terminal: str, challenge: str, answer: ChallengeAnswer) -> Identity:
        """Check the code; a challenge ends with the right one, with the last try, or with its time.

        Raises:
            RefusalError: NOT_FOUND, CODE_EXPIRED, CODE_WRONG with the tries left, TOO_MANY_TRIES.
        """
        row = self._store.row("SELECT * FROM challenges WHERE challenge = ? AND terminal = ?", challenge, terminal)
        if row is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        limits, now = self._province.limits, self._province.clock.now()
        number = self._store.opened(row["sealed"])
        subject = self._store.subject(number)
        if row["tries"] >= limits.tries or self._is_locked(subject):
            raise RefusalError(ErrorCode.TOO_MANY_TRIES, 0)
        if not row["open"] or now.timestamp() >= row["expires"]:
            raise RefusalError(ErrorCode.CODE_EXPIRED)
        if not hmac.compare_digest(digest(challenge + answer.code), row["code_hash"]):
            self._province.mark("wrong code", subject)
            self._store.rows("UPDATE challenges SET tries = tries + 1 WHERE challenge = ?", challenge)
            left = limits.tries - row["tries"] - 1
            if not left:
                self._province.mark(LOCKED, subject)
            raise RefusalError(ErrorCode.CODE_WRONG if left else ErrorCode.TOO_MANY_TRIES, left)
        self._store.rows("UPDATE challenges SET open = 0 WHERE challenge = ?", challenge)
        citizen = self._province.register.of(number)
        if citizen is None:
            raise RefusalError(ErrorCode.PERSON_UNKNOWN)
        return self.grant(terminal, citizen, acting=row["acting"])

    def _is_locked(self, subject: str) -> bool:
        """Whether a challenge of theirs ended by wrong codes a while ago, at whatever terminal."""
        return self._province.marks(LOCKED, subject, self._province.limits.locked_s) > 0

    def grant(self, terminal: str, citizen: Citizen, *, acting: str | None = None, level: int = LEVEL) -> Identity:
        """An identity for this terminal and for some minutes."""
        token, subject = secrets.token_urlsafe(32), self._store.subject(citizen.number)
        until = self._province.clock.now() + timedelta(seconds=self._province.limits.identity_valid_s)
        self._store.rows(
            "INSERT INTO identities VALUES (?, ?, ?, ?, ?, ?)",
            digest(token),
            terminal,
            subject,
            self._store.seal(citizen.number),
            until.timestamp(),
            acting,
        )
        return Identity(
            token=token,
            subject=subject,
            level=level,
            valid_until=until,
            number=citizen.number,
            name=citizen.name,
            acting=acting,
            answers=self._complaints.unread(citizen) if acting is None else (),
        )

    def acting(self, token: str) -> str | None:
        """Pseudonym of whoever acts under this token for somebody else."""
        row = self._store.row("SELECT acting FROM identities WHERE token_hash = ?", digest(token))
        return row["acting"] if row else None

    def citizen(self, terminal: str, token: str) -> Citizen:
        """Whom this token stands for, at this terminal and now.

        Raises:
            RefusalError: IDENTITY_INVALID.
        """
        return self.citizen_at(terminal, token, self._province.clock.now())

    def citizen_at(self, terminal: str, token: str, at: datetime) -> Citizen:
        """Whom this token stood for at that moment.

        Raises:
            RefusalError: IDENTITY_INVALID.
        """
        row = self._store.row(
            "SELECT sealed FROM identities WHERE token_hash = ? AND terminal = ? AND expires > ?",
            digest(token),
            terminal,
            at.timestamp(),
        )
        citizen = self._province.register.of(self._store.opened(row["sealed"])) if row else None
        if citizen is None:
            raise RefusalError(ErrorCode.IDENTITY_INVALID)
        return citizen

    def presented(self, document: Presented | PresentedPermit) -> Citizen:
        """The citizen whose document says exactly what the province knows; an older card is nobody's.

        Raises:
            RefusalError: PERSON_UNKNOWN.
        """
        if isinstance(document, PresentedPermit):
            number = self._wallet.holder_of_permit(document)
            citizen = self._province.register.of(number) if number else None
            if citizen is not None:
                return citizen
            raise RefusalError(ErrorCode.PERSON_UNKNOWN)
        citizen = self._province.register.of(document.number)
        if citizen is None or (citizen.name, citizen.valid_from, citizen.valid_to) != (
            document.name,
            document.valid_from,
            document.valid_to,
        ):
            raise RefusalError(ErrorCode.PERSON_UNKNOWN)
        return citizen
