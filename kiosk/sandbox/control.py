"""What demo, dev dock and tests can ask of the sandbox over its control line."""

import secrets
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from drivers.control import Handler
from kiosk.platform.submission_values import DraftRequest, PrefillRequest
from kiosk.platform.values import IssueRequest, RecordRequest, TerminalState
from kiosk.sandbox.case_numbers import query_code
from kiosk.sandbox.cases import cases_of
from kiosk.sandbox.cashier import CashierDesk
from kiosk.sandbox.citizens import FEMALE, MALE, Citizen
from kiosk.sandbox.complaint_book import ComplaintBook
from kiosk.sandbox.doctors_room import scripted
from kiosk.sandbox.documents import DocumentDesk
from kiosk.sandbox.drafts import Drafts
from kiosk.sandbox.examining_desk import ExaminingDesk, authority
from kiosk.sandbox.face_desk import FaceOrder
from kiosk.sandbox.faults import Faults
from kiosk.sandbox.homes import flats_of, home_in
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.known_fields import who_may
from kiosk.sandbox.material_book import MaterialBook
from kiosk.sandbox.outcomes import Outcomes
from kiosk.sandbox.parcels_control import ParcelsControl
from kiosk.sandbox.phone_desk import PhoneDesk
from kiosk.sandbox.places import Land
from kiosk.sandbox.population import household_of
from kiosk.sandbox.proofs import ADULT_FOR_CONSENT, age
from kiosk.sandbox.province import Province, Terminals
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submissions_desk import SubmissionsDesk, is_for_enterprises
from kiosk.sandbox.wallet import Wallet

PORTRAITS = MappingProxyType({FEMALE: "resident", MALE: "other"})
"""Whose portrait is on a citizen's card: of the invented people before the demo's camera (drivers/face/motion)."""


class Control:
    """The handlers, one method a request.

    Args:
        province: what is looked at and changed.
        faults: where orders go.
        address: url, trust, paas_id and token_file, as `address` answers.
        wallet: hands out passes, cards and travel documents.
        faces: what the face comparison says.
    """

    def __init__(
        self, province: Province, faults: Faults, address: Mapping[str, str], wallet: Wallet, faces: FaceOrder
    ) -> None:
        self._wallet = wallet
        self._faces = faces
        self._province = province
        self._terminals = Terminals(province)
        self._faults = faults
        self._address = address
        self._cashier = CashierDesk(province)

    def handlers(self) -> dict[str, Handler]:
        """By the word under `do`."""
        return {
            **ParcelsControl(self._province, self._wallet).handlers(),
            "address": lambda _: self._address,
            "terminals": lambda _: {"terminals": self._listed("SELECT name, state FROM terminals ORDER BY name")},
            "approve": lambda asked: self._terminals.settle(asked["terminal"], TerminalState.APPROVED),
            "revoke": lambda asked: self._terminals.settle(asked["terminal"], TerminalState.REVOKED),
            "auto_approve": self._auto_approve,
            "outbox": self._outbox,
            "answer_complaint": lambda asked: ComplaintBook(self._province).answer(asked["number"], asked["text"]),
            "call_backs": lambda _: {"numbers": list(ComplaintBook(self._province).call_backs())},
            "citizens": self._citizens,
            "known": self._known,
            "draft": self._draft,
            "citizen": lambda asked: _card(self._citizen(asked)),
            "helper": self._helper,
            "pass": lambda asked: {"code": self._wallet.new_pass(self._citizen(asked))},
            "social_card": self._social_card,
            "cases": self._cases,
            "paper": self._paper,
            "certificate": self._certificate,
            "permit": self._permit,
            "faces": self._order_faces,
            "consents": lambda _: {
                "consents": self._listed(
                    "SELECT consent, terminal, kind, receiver, item, visit, text, given, withdrawn FROM consents"
                )
            },
            "fault": lambda asked: self._faults.order({k: v for k, v in asked.items() if k != "do"}),
            "clear": lambda _: self._faults.clear(),
            "seal": self._seal,
            "clock": lambda asked: self._province.clock.move(float(asked["ahead_s"])),
            "stop_clock": lambda _: {"timestamp": int(self._province.clock.stop().timestamp())},
            "limits": lambda asked: self._province.set_limits(**{k: v for k, v in asked.items() if k != "do"}),
            "prints": lambda _: {
                "prints": self._listed(
                    "SELECT serial, terminal, document_no, outcome, sheets, reported FROM prints ORDER BY rowid"
                )
            },
            "documents": lambda _: {
                "documents": self._listed(
                    "SELECT document_no, terminal, item, day, subject, acting FROM documents ORDER BY id"
                )
            },
            "submissions": lambda _: {
                "submissions": self._listed(
                    "SELECT deed, terminal, state, item, case_no, subject, acting FROM submissions ORDER BY rowid"
                )
            },
            "material_counts": lambda _: MaterialBook(self._province).counts(),
            "ask_again": lambda asked: {
                "due": MaterialBook(self._province).ask_again(asked["case_no"], asked["material"]).isoformat()
            },
            "count": lambda _: {"requests": self._faults.counts()},
            "pay": self._pay,
            "take_on_phone": lambda asked: {"name": PhoneDesk(self._province).take(str(asked["link"]))},
            "doctor": self._doctor,
            "examinations": lambda _: ExaminingDesk(self._province).count(),
            "tell_outcomes": lambda _: {"sent": Outcomes(self._province).tell()},
            "settle_day": lambda _: self._cashier.settle_day(),
            "refund_all": lambda _: self._cashier.refund_all(),
            "money": lambda _: self._cashier.counters(),
            "orders": lambda _: {"orders": self._cashier.states()},
            "fined": self._fined,
        }

    def _listed(self, sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._province.store.rows(sql)]

    def _auto_approve(self, asked: Mapping[str, Any]) -> None:
        if not isinstance(asked["value"], bool):
            raise ValueError("'value' is true or false")  # noqa: TRY004 - what the control line takes for a refusal
        self._province.approves_at_once = asked["value"]
        if asked["value"]:
            self._terminals.approve_waiting()

    def _seal(self, asked: Mapping[str, Any]) -> None:
        """Papers of an item are sealed here from now on, or laid out at the terminal again."""
        items = self._province.sealed_items
        (items.add if asked["value"] is True else items.discard)(str(asked["item"]))

    def _outbox(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        wanted = asked.get("phone")
        return {
            "messages": [
                {"number": one.number, "phone": one.phone, "text": one.text, "code": one.code, "at": one.at}
                for one in list(self._province.outbox)
                if wanted in {None, one.phone}
            ]
        }

    def _citizens(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        count = asked.get("count", 3)
        if type(count) is not int or not 1 <= count <= 1000:
            raise ValueError("'count' is a whole number from 1 to 1000")
        item = str(asked.get("item", ""))
        register = self._province.register
        found = register.samples(count) if not item else who_may(register, item, count, self._province.began)
        return {"citizens": [_card(citizen) for citizen in found]}

    def _known(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Which questions of an item's form nobody has to answer."""
        desk = SubmissionsDesk(self._province, IdentityDesk(self._province, self._wallet))
        fields = tuple(str(name) for name in asked["fields"])
        citizen, item = self._citizen(asked), str(asked["item"])
        own = desk.enterprises(citizen).enterprises
        code = own[0].credit_code if own and is_for_enterprises(item) else None
        wanted = PrefillRequest(item=item, city=self._province.register.land.sample, fields=fields, enterprise=code)
        try:
            return {"fields": [one.name for one in desk.prefill(citizen, wanted).fields]}
        except RefusalError as error:
            raise ValueError(str(error)) from error

    def _draft(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """A form of theirs that was begun, and kept before anything was answered."""
        subject = self._province.store.subject(self._citizen(asked).number)
        kept = Drafts(self._province).keep(subject, DraftRequest(item=str(asked["item"]), answers={}))
        return {"code": kept.code, "item": kept.item}

    def _citizen(self, asked: Mapping[str, Any]) -> Citizen:
        citizen = self._province.register.of(str(asked["number"]))
        if citizen is None:
            raise ValueError("no citizen has this number")
        return citizen

    def _helper(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """Somebody who may act for the citizen, and as what: grown up, with a phone, and below 14 the guardian."""
        citizen, today = self._citizen(asked), self._province.clock.now().date()
        if age(citizen.birth, today) < ADULT_FOR_CONSENT:
            guardian = self._province.register.of(citizen.guardian or "")
            if guardian is None or guardian.phone is None:
                raise ValueError("this child has no guardian with a phone")
            return {"number": guardian.number, "relation": "guardian"}
        for one in self._province.register.everyone():
            if one.number != citizen.number and one.phone and age(one.birth, today) >= ADULT_FOR_CONSENT:
                return {"number": one.number, "relation": "family"}
        raise ValueError("nobody who has a phone")

    def _social_card(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """As drivers.smart_card.simulator takes it under `insert`."""
        citizen = self._citizen(asked)
        card = self._wallet.social_card(citizen)
        return {
            "kind": "social-security",
            "card_id": card.card_id,
            "number": card.number,
            "name": card.name,
            "sex": citizen.sex,
            "nation": citizen.nation,
            "birth": f"{citizen.birth:%Y%m%d}",
        }

    def _cases(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Numbers and query codes of the citizen's cases, and what the code on each receipt says."""
        citizen, register = self._citizen(asked), self._province.register
        found = cases_of(register.seed, citizen, register.land, self._province.began, self._province.clock.now())
        code = query_code(register.seed, citizen.number)
        return {
            "cases": [
                {"case_no": one.progress.case_no, "code": code, "link": one.progress.link, "state": one.progress.state}
                for one in found
            ]
        }

    def _paper(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """A paper of the citizen, issued just now: its verification code, and what its QR code says."""
        month = f"{self._province.clock.now():%Y%m}"
        wanted = RecordRequest(
            item="property-query",
            record="property-query",
            city=self._province.register.land.sample,
            period_from=month,
            period_to=month,
        )
        desk = DocumentDesk(self._province)
        key = secrets.token_hex(16)
        issued = desk.issue("sandbox", self._citizen(asked), IssueRequest(wanted=wanted), key)
        return {"code": issued.verification_code, "url": issued.paper_url, "document_no": issued.document_no}

    def _certificate(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """What stands on a property certificate of the citizen, or of somebody else who has one."""
        register = self._province.register
        city = register.land.city(str(asked.get("city", register.land.sample))) or ""
        citizen = self._citizen(asked)
        for one in chain((citizen,), register.everyone()):
            home = household_of(register.seed, one.number, register.land)
            own = register.own_records(one.number)
            for flat in flats_of(register.seed, home, one.number, register.land, city, own):
                if not flat.has_title:
                    continue
                if home_in(flat.certificate_no) is not None or one in register.own():
                    return {"certificate_no": flat.certificate_no, "holder": one.name, "print_no": flat.print_no or ""}
        raise ValueError("nobody has a certificate")

    def _permit(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """What is printed on the citizen's travel document of a kind of kiosk.platform.values.PresentedPermit."""
        citizen = self._citizen(asked)
        permit = self._wallet.permit(citizen, str(asked["kind"]))
        return {
            "kind": permit.kind,
            "number": permit.number,
            "name": citizen.name,
            "birth": f"{permit.birth:%y%m%d}",
            "expiry": f"{permit.expiry:%y%m%d}",
        }

    def _pay(self, asked: Mapping[str, Any]) -> None:
        """A phone pays: by the code on the glass, by an order, or the newest order that is open."""
        self._cashier.pay(str(asked.get("code", "")), str(asked.get("order", "")), late=asked.get("late") is True)

    def _doctor(self, asked: Mapping[str, Any]) -> None:
        """A doctor whom a script plays comes on line (`is_on`), or goes; how: kiosk/sandbox/doctors_room.py."""
        how = {name: value for name, value in asked.items() if name not in ("do", "is_on")}
        today, room = self._province.clock.now().date(), self._province.doctors
        room.script = scripted(authority(self._province), today, **how) if asked["is_on"] is True else None

    def _fined(self, _: Mapping[str, Any]) -> dict[str, str]:
        """Somebody who has a fine to pay."""
        for one in self._province.register.everyone():
            if one.phone and self._cashier.bills.has_fine(one):
                return {"number": one.number}
        raise ValueError("nobody has a fine to pay")

    def _order_faces(self, asked: Mapping[str, Any]) -> None:
        if asked["answer"] not in ("same", "other"):
            raise ValueError("'answer' is same or other")
        self._faces.is_same = asked["answer"] == "same"


def _card(citizen: Citizen) -> dict[str, str]:
    """As drivers.idcard.simulator takes it under `lay`."""
    return {**citizen.card(), "portrait": PORTRAITS[citizen.sex]}


def address(url: str, folder: Path, paas_id: str, land: Land) -> dict[str, str]:
    """Where a terminal finds what it needs to speak to this sandbox."""
    return {
        "url": url,
        "trust": str(folder / "trust" / "sandbox.toml"),
        "paas_id": paas_id,
        "gateway": land.gateway,
        "city": land.sample,
        "token_file": str(folder / "platform.token"),
    }
