"""The sandbox process seen from outside, and what its tests share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from config.settings import PlatformSettings
from drivers.clock import SystemClock
from drivers.control import ask
from drivers.idcard import CardKind, IdCard
from kiosk.platform.api import Platform
from kiosk.platform.values import AnyRecord, ChallengeAnswer, EnrolmentRecord, Identity, RecordRequest

WANTED = RecordRequest(item="ss-enrolment-certificate", city="441300", period_from="202301", period_to="202412")


class MovableClock:
    """Real time, except that it can be moved and that pauses are only counted."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self.ahead_s = 0.0
        self.wall_ahead_s = 0.0
        self.pauses: list[float] = []

    def now(self) -> datetime:
        return self._real.now() + timedelta(seconds=self.wall_ahead_s)

    def monotonic(self) -> float:
        return self._real.monotonic() + self.ahead_s

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.ahead_s += seconds


def card_of(fields: Mapping[str, str]) -> IdCard:
    def day(text: str) -> date:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))

    return IdCard(
        kind=CardKind(fields["kind"]),
        number=fields["number"],
        name=fields["name"],
        birth=day(fields["birth"]),
        valid_from=day(fields["valid_from"]),
        valid_to=None if fields["valid_to"] == "长期" else day(fields["valid_to"]),
    )


@dataclass
class Sandbox:
    """The process, seen from outside."""

    control: Path
    address: dict[str, str]

    def tell(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self.control, do, **fields)

    def settings(self, key_file: Path, **changes: Any) -> PlatformSettings:
        plain = {
            "url": self.address["url"],
            "trust": self.address["trust"],
            "paas_id": self.address["paas_id"],
            "paas_token_file": self.address["token_file"],
            "key_file": key_file,
        }
        return PlatformSettings.model_validate({**plain, **changes})

    def citizens(self, count: int) -> list[IdCard]:
        return [card_of(fields) for fields in self.tell("citizens", count=count)["citizens"]]

    def code_for(self, card: IdCard) -> ChallengeAnswer:
        messages = self.tell("outbox")["messages"]
        return ChallengeAnswer(code=[one["code"] for one in messages if one["number"] == card.number][-1])

    def identified(self, platform: Platform, card: IdCard) -> Identity:
        challenge = platform.challenge(card)
        return platform.answer(challenge, self.code_for(card))

    def asked(self, question: str) -> int:
        return int(self.tell("count")["requests"].get(question, 0))


Enrolled = Callable[..., Platform]
"""Makes a client of an approved terminal: name, then changed settings."""


def other_period(wanted: RecordRequest) -> RecordRequest:
    return wanted.model_copy(update={"period_from": "202401"})


def enrolment_of(record: AnyRecord) -> EnrolmentRecord:
    assert isinstance(record, EnrolmentRecord)
    return record
