"""Somebody applies, and the platform goes away: what waits at the terminal then."""

from typing import Any, NoReturn

from applying_bench import Wire
from materials_bench import Gatherer, GatheringHall
from province_in_process import InProcess

from kiosk.journal import read_rows

ITEM = "residence-permit"
OFFER, KEPT = "现在连不上平台，没有交上去", "存在这里了，还没有交上去"
DECLARE, ACCEPTED = "提交前，请您确认", "已经受理"


def rows(there: InProcess, kind: str) -> list[dict[str, Any]]:
    return [dict(row.facts) for row in read_rows(there.state) if row.kind == kind]


def offered(there: InProcess, wire: Wire) -> Gatherer:
    """All is confirmed, and nobody answers."""
    person = Gatherer(there, ITEM)
    person.to(DECLARE)
    wire.orders["POST /v1/applications"] = "down"
    person.press("primary")
    assert person.title == OFFER
    return person


def kept(there: InProcess, wire: Wire) -> Gatherer:
    person = offered(there, wire)
    person.press("primary")
    assert person.title == KEPT
    return person


def look(person: Gatherer, *, answers: bool = True) -> None:
    """As Standing does at rest."""
    hall: GatheringHall = person.hall
    hall.unlodged.look(hall.there.platform, answers=answers)


class Killed(BaseException):
    """The process is gone."""


def dies(*_: object, **__: object) -> NoReturn:
    raise Killed
