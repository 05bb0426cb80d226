"""Proving who one is in other ways than by card, code and face: pass, social-security card, helper; and consents."""

import base64
from datetime import date, datetime

from kiosk.platform.identity_values import (
    AgentRequest,
    Consent,
    ConsentRequest,
    HelperRequest,
    PassProof,
    SocialSecurityProof,
)
from kiosk.platform.values import Challenge, ErrorCode, Identity
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.staff import StaffDesk
from kiosk.sandbox.wallet import Wallet

ADULT_FOR_CONSENT = 14
"""个人信息保护法 article 31: below 14 the guardian consents."""


class ProofDesk:
    """Identities by other proofs.

    Args:
        province: who is known.
        wallet: what they hold.
        identity: gives the identities.
    """

    def __init__(self, province: Province, wallet: Wallet, identity: IdentityDesk) -> None:
        self._province = province
        self._wallet = wallet
        self._identity = identity
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
