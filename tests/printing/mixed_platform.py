"""A province that mixes its answers up on order, in the place of the wire: what comes back goes through our own client.

It keeps every answer that it ever gave, so that it can give it to somebody else, or again, or too late.
"""

import json
import random
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sample_papers import citizen_number

from config.settings import PlatformSettings
from drivers.clock import BEIJING, Clock
from kiosk.masking import masked_name, masked_number
from kiosk.platform import signing
from kiosk.platform.api import Platform
from kiosk.platform.errors import NoConnection
from kiosk.platform.line import Answer
from kiosk.platform.trust import Trust
from kiosk.platform.values import EnrolmentRecord, Identity, RecordRequest
from kiosk.sandbox.certificates import VERIFICATION_PAGE, SealAuthority
from printing.records.social_security import EnrolmentSpan
from printing.statement import Statement, content_hash, point_of, sign

NOW = datetime(2026, 11, 21, 10, 12, tzinfo=BEIJING)
WANTED = RecordRequest(item="ss-enrolment-certificate", city="441300", period_from="202412", period_to="202611")
KEY = ec.generate_private_key(ec.SECP256R1())

FAULTS = (
    "",
    "cut",
    "cut after it was done",
    "repeat",
    "own, of an earlier visit",
    "another person's",
    "swap subject",
    "swap subject, signed",
    "swap number, signed",
    "swap content",
    "other months, signed",
)


@dataclass(frozen=True, slots=True)
class Citizen:
    """One of the people of this province."""

    place: int

    @property
    def number(self) -> str:
        return citizen_number(self.place)

    @property
    def name(self) -> str:
        return f"测试{chr(0x4E00 + self.place)}"

    @property
    def subject(self) -> str:
        return f"subject-{self.place:04d}"

    def identity(self) -> Identity:
        return Identity(
            token=f"token-{self.place:04d}",
            subject=self.subject,
            level=2,
            valid_until=NOW + timedelta(hours=1),
            number=self.number,
            name=self.name,
        )

    def record(self, period_from: str, period_to: str) -> EnrolmentRecord:
        return EnrolmentRecord(
            subject=self.subject,
            name=self.name,
            number=self.number,
            personal_no=f"13000{self.place:05d}",
            city="惠州市",
            period_from=period_from,
            period_to=period_to,
            spans=(span_of(self.place),),
            pension_months=self.place,
            injury_months=0,
            unemployment_months=0,
            cutoff=NOW,
            issuer="演示机构",
        )


def span_of(months: int) -> EnrolmentSpan:
    """Months of pension insurance at one employer: they say of whom a record is."""
    return EnrolmentSpan(
        period_from="202412",
        period_to="202611",
        city="441300",
        unit_no="999900000000",
        unit_name="惠州市样例电子有限公司",
        pension=months,
        injury=0,
        unemployment=0,
    )


@dataclass
class MixedPlatform:
    """Stands where kiosk.platform.line does, for any thread; a fault strikes the answer to the deed it is set for."""

    people: tuple[Citizen, ...]
    dice: random.Random
    faults: dict[str, str] = field(default_factory=dict)
    """By deed."""
    documents: dict[str, str] = field(default_factory=dict)
    """Deed → document number: what was truly made for it."""
    given: deque[tuple[str, Answer]] = field(default_factory=lambda: deque(maxlen=400))
    """Token and answer, the last ones."""
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        lower = {name.lower(): value for name, value in headers.items()}
        with self._one_at_a_time:
            return self._answered(lower, body)

    def close(self) -> None: ...

    def _answered(self, lower: Mapping[str, str], body: bytes) -> Answer:
        token, deed, asked = lower["x-identity-token"], lower["idempotency-key"], json.loads(body)["wanted"]
        fault = self.faults.pop(deed, "")
        if fault == "cut":
            raise NoConnection("reset")
        who = next(one for one in self.people if one.identity().token == token)
        number = self.documents.setdefault(deed, f"{len(self.documents) + 1:018d}")
        answer = self._answer(self._said(who, who, number, asked), lower[signing.REQUEST_ID])
        earlier = [one for of, one in self.given if of == token]
        others = [one for of, one in self.given if of != token]
        self.given.append((token, answer))
        if fault == "cut after it was done":
            raise NoConnection("reset")
        return self._spoiled(fault, who, number, asked, answer, earlier, others)

    def _spoiled(
        self,
        fault: str,
        who: Citizen,
        number: str,
        asked: dict[str, str],
        answer: Answer,
        earlier: list[Answer],
        others: list[Answer],
    ) -> Answer:
        request_id = answer.headers[signing.REQUEST_ID]
        other = self.dice.choice([one for one in self.people if one != who])
        match fault:
            case "repeat" if others:
                return self.dice.choice(others)
            case "own, of an earlier visit" if earlier:
                return self.dice.choice(earlier)
            case "another person's" if others:
                return Answer(200, answer.headers, self.dice.choice(others).body)
            case "swap subject":
                return self._changed(answer, lambda record: record.update(subject=other.subject))
            case "swap content":
                months, spans = other.place, [span_of(other.place).model_dump(mode="json")]
                return self._changed(answer, lambda record: record.update(pension_months=months, spans=spans))
            case "swap subject, signed":
                return self._answer(self._said(who, other, number, asked), request_id)
            case "swap number, signed":
                return self._answer(self._said(other, who, number, asked), request_id)
            case "other months, signed":
                return self._answer(self._said(who, who, number, {**asked, "period_from": "202001"}), request_id)
        return answer

    def _changed(self, answer: Answer, change: Callable[[dict[str, Any]], None]) -> Answer:
        content = json.loads(answer.body)
        change(content["record"])
        return Answer(200, answer.headers, json.dumps(content).encode())

    def _said(self, who: Citizen, under: Citizen, number: str, asked: dict[str, str]) -> dict[str, Any]:
        """What is on record about one person, under the pseudonym of another where the province mixes them up."""
        record = who.record(asked["period_from"], asked["period_to"]).model_copy(update={"subject": under.subject})
        code = "".join(self.dice.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(20))
        said = Statement(
            title="广东省社会保险个人参保证明",
            document_no=number,
            code=code,
            name=masked_name(record.name),
            number=masked_number(record.number),
            issued_on=date(2026, 11, 21),
            content=content_hash(record.model_dump(mode="json")),
        )
        return {
            "document_no": number,
            "verification_code": code,
            "verification_url": VERIFICATION_PAGE,
            "statement": sign(said, KEY),
            "issued_at": NOW.isoformat(),
            "record": record.model_dump(mode="json"),
        }

    def _answer(self, said: dict[str, Any], request_id: str) -> Answer:
        headers = {"content-type": "application/json", signing.REQUEST_ID: request_id}
        return Answer(200, headers, json.dumps(said).encode())


def client_of(platform: MixedPlatform, clock: Clock) -> Platform:
    """Our own client at the end of that wire."""
    pem = SealAuthority.made(NOW).pem.decode()
    settings = PlatformSettings.model_validate(
        {"url": "https://127.0.0.1:1", "trust": "t", "paas_id": "p", "paas_token_file": "t", "key_file": "k"}
    )
    believed = Trust(
        "演示",
        settings.trust,
        pem,
        is_real=False,
        statement_points=(point_of(KEY.public_key()),),
        verification_page=VERIFICATION_PAGE,
    )
    client = Platform(settings, believed, Ed25519PrivateKey.generate(), "token", terminal="t-01", clock=clock)
    client._line.close()
    client._line = platform  # type: ignore[assignment]  # the wire is what is simulated here
    return client
