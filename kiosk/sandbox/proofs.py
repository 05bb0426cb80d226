"""Proving who one is in other ways than by card and code: pass, social-security card, face, helper; and consents."""

import base64
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.platform.identity_values import (
    AgentRequest,
    Consent,
    ConsentRequest,
    FaceDrawsReport,
    FaceProof,
    HelperRequest,
    LocalFaceProof,
    PassProof,
    SocialSecurityProof,
)
from kiosk.platform.values import Challenge, ErrorCode, Identity
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.province import DAY_S, Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.staff import StaffDesk
from kiosk.sandbox.wallet import Wallet

ADULT_FOR_CONSENT = 14
"""个人信息保护法 article 31: below 14 the guardian consents."""
DRAW = "face draw"
PICTURE_MARK = b"sandbox-face:"
"""Stands before a citizen's number in a picture that names whose face it shows. No face is compared here."""


@dataclass(slots=True)
class FaceOrder:
    """What the comparison says of a picture that names nobody."""

    is_same: bool = True


class ProofDesk:
    """Identities by other proofs.

    Args:
        province: who is known.
        wallet: what they hold.
        identity: gives the identities.
        faces: what the face comparison is to say.
    """

    def __init__(self, province: Province, wallet: Wallet, identity: IdentityDesk, faces: FaceOrder) -> None:
        self._province = province
        self._wallet = wallet
        self._identity = identity
        self._faces = faces
        self._store = province.store

    def by_pass(self, terminal: str, proof: PassProof) -> Identity:
        """A scanned code; it works once.

        Raises:
            RefusalError: PHONE_CODE_INVALID.
        """
        try:
            code = base64.b64decode(proof.code, validate=True).decode("utf-8").strip()
        except ValueError:
            code = ""
        return self._of(terminal, self._wallet.holder_of_pass(code), ErrorCode.PHONE_CODE_INVALID)

    def by_social_card(self, terminal: str, proof: SocialSecurityProof) -> Identity:
        """A social-security card whose PIN was right.

        Raises:
            RefusalError: CARD_UNKNOWN, also where chip and register differ.
        """
        number = self._wallet.holder_of_card(proof.card_id)
        if proof.number is not None and proof.number != number:
            number = None
        return self._of(terminal, number, ErrorCode.CARD_UNKNOWN)

    def by_local_face(self, terminal: str, proof: LocalFaceProof) -> Identity:
        """A card whose holder the terminal has looked at.

        Raises:
            RefusalError: PERSON_UNKNOWN, FACE_TRIES_USED.
        """
        citizen = self._identity.presented(proof.document)
        self._check_draws(citizen.number)
        self._store.rows("DELETE FROM marks WHERE kind = ? AND subject = ?", DRAW, self._store.subject(citizen.number))
        return self._identity.grant(terminal, citizen)

    def face_draws(self, report: FaceDrawsReport) -> None:
        """Draws that came to nothing with a card; nobody is told whether it is known."""
        for _ in range(report.draws):
            self._province.mark(DRAW, self._store.subject(report.number))

    def by_face(self, terminal: str, proof: FaceProof) -> Identity:
        """A living face against the picture on record. An unknown number gets the same answer as another face.

        Raises:
            RefusalError: CONSENT_MISSING, FACE_TRIES_USED, LIMIT_REACHED, FACE_NOT_PROVEN.
        """
        consent = self._store.row("SELECT * FROM consents WHERE consent = ? AND terminal = ?", proof.consent, terminal)
        if consent is None or consent["withdrawn"] or consent["used"]:
            raise RefusalError(ErrorCode.CONSENT_MISSING)
        # One comparison of one person: the next one needs its own.
        self._store.rows("UPDATE consents SET used = 1 WHERE consent = ?", proof.consent)
        subject = self._store.subject(proof.number)
        self._check_draws(proof.number)
        if self._province.marks("other face", subject, DAY_S) >= self._province.limits.other_faces_a_day:
            raise RefusalError(ErrorCode.LIMIT_REACHED)
        citizen = self._province.register.of(proof.number)
        if citizen is None or not self._looks_like(citizen, base64.b64decode(proof.picture)):
            self._province.mark("other face", subject)
            raise RefusalError(ErrorCode.FACE_NOT_PROVEN)
        return self._identity.grant(terminal, citizen)

    def help(self, terminal: str, helper: Citizen, request: HelperRequest) -> Challenge:
        """Ask the person to be helped whether they agree: by a code to their phone, to the guardian's below 14.

        Raises:
            RefusalError: NOT_ENTITLED, and as a challenge.
        """
        person = self._identity.presented(request.document)
        acting = self._store.subject(helper.number)
        if person.number == helper.number:
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        if age(person.birth, self._province.clock.now().date()) < ADULT_FOR_CONSENT:
            if person.guardian != helper.number or request.relation != "guardian":
                raise RefusalError(ErrorCode.NOT_ENTITLED)
            return self._identity.send(terminal, person, to=helper, acting=acting)
        return self._identity.send(terminal, person, acting=acting)

    def act(self, terminal: str, request: AgentRequest) -> Challenge:
        """Ask the person whether the agent may act for them, by a code to their phone.

        Raises:
            RefusalError: IDENTITY_INVALID, NOT_ENTITLED (the staff member is no agent; a child), and as a challenge.
        """
        acting = StaffDesk(self._province).of(terminal, request.staff, "agent")
        person = self._identity.presented(request.document)
        if age(person.birth, self._province.clock.now().date()) < ADULT_FOR_CONSENT:
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        return self._identity.send(terminal, person, acting=acting)

    def _check_draws(self, number: str) -> None:
        drawn = self._province.marks(DRAW, self._store.subject(number), DAY_S)
        if drawn >= self._province.limits.face_draws_a_day:
            raise RefusalError(ErrorCode.FACE_TRIES_USED)

    def _looks_like(self, citizen: Citizen, picture: bytes) -> bool:
        _, mark, rest = picture.partition(PICTURE_MARK)
        return rest.startswith(citizen.number.encode()) if mark else self._faces.is_same

    def _of(self, terminal: str, number: str | None, otherwise: ErrorCode) -> Identity:
        citizen = self._province.register.of(number) if number else None
        if citizen is None:
            raise RefusalError(otherwise)
        return self._identity.grant(terminal, citizen)


class ConsentDesk:
    """Consents, each bound to one case. They name no person: the case does."""

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def give(self, terminal: str, request: ConsentRequest, key: str) -> Consent:
        """Record one; the same key is the same consent."""
        known = self._store.row("SELECT consent FROM consents WHERE consent = ? AND terminal = ?", key, terminal)
        if known is None:
            self._store.rows(
                "INSERT INTO consents VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                key,
                terminal,
                request.kind,
                request.receiver,
                request.item,
                request.visit,
                request.text,
                self._province.clock.now().isoformat(),
            )
        return self.shown(terminal, key)

    def shown(self, terminal: str, consent: str) -> Consent:
        """What was agreed to.

        Raises:
            RefusalError: NOT_FOUND.
        """
        row = self._store.row("SELECT * FROM consents WHERE consent = ? AND terminal = ?", consent, terminal)
        if row is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        return Consent(
            consent=row["consent"],
            kind=row["kind"],
            receiver=row["receiver"],
            item=row["item"],
            given=datetime.fromisoformat(row["given"]),
            state="withdrawn" if row["withdrawn"] else "given",
        )

    def withdraw(self, terminal: str, consent: str) -> None:
        """Nothing is done under it any more; doing it twice changes nothing.

        Raises:
            RefusalError: NOT_FOUND.
        """
        self.shown(terminal, consent)
        self._store.rows("UPDATE consents SET withdrawn = 1 WHERE consent = ? AND terminal = ?", consent, terminal)


def age(birth: date, today: date) -> int:
    """In whole years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
