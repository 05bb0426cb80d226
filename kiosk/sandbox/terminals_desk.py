"""Where terminals ask to be known, say how they stand, and hear how the others do."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Request

from kiosk.platform.fleet import FLEET, REPORT
from kiosk.platform.fleet_values import Fleet, ReportNoted, TerminalLine, TerminalReport
from kiosk.platform.values import EnrolmentRequest, TerminalStatus
from kiosk.sandbox.callers import Caller
from kiosk.sandbox.province import Terminals

HALL = "市民服务中心24小时自助服务区"
SAMPLES: tuple[tuple[str, str, str, tuple[str, ...], int], ...] = (
    ("sample-01", "综合一体机", "", (), 12),
    ("sample-02", "综合一体机", "", (), 8),
    ("sample-03", "综合一体机", "", ("a4_printer",), 21),
    ("sample-04", "综合一体机", "", (), 3),
    ("sample-05", "综合一体机", "", (), 17),
    ("sample-06", "不动产查档机", "", (), 9),
    ("sample-07", "不动产查档机", "disk_full", (), 25),
    ("sample-08", "税务自助机", "", (), 14),
    ("sample-09", "税务自助机", "", ("receipt_printer",), 6),
    ("sample-10", "出入境自助机", "", (), 11),
    ("sample-11", "出入境自助机", "", ("endorser",), 19),
    ("sample-12", "商事登记机", "", (), 27),
    ("sample-13", "商事登记机", "", (), 5200),
    ("sample-14", "取件柜", "", (), 2),
)
"""Invented neighbours: name, what it is, why it is closed, what is out of order, seconds since it was heard of. With
the terminal that asks they are fifteen of six kinds, as the hall of the commission has them."""


class TerminalsDesk:
    """Of one province.

    Args:
        terminals: who is known.
    """

    def __init__(self, terminals: Terminals) -> None:
        self._terminals = terminals

    def enrol(self, asked: EnrolmentRequest) -> TerminalStatus:
        """A terminal asks to be known."""
        return TerminalStatus(terminal=asked.terminal, state=self._terminals.enrol(asked.terminal, asked.public_key))

    def status(self, terminal: str) -> TerminalStatus:
        """What is thought of it."""
        return TerminalStatus(terminal=terminal, state=self._terminals.state(terminal))

    def heard(self, terminal: str, report: TerminalReport) -> ReportNoted:
        """It says how it stands."""
        self._terminals.heard(terminal, report.model_dump_json())
        return ReportNoted(terminal=terminal)

    def fleet(self) -> Fleet:
        """How all of them stand, the invented ones too."""
        told = {line.terminal: line for line in (*self._samples(), *self._told())}
        return Fleet(asked_at=self._terminals.now(), terminals=tuple(told[name] for name in sorted(told)))

    def _told(self) -> Iterator[TerminalLine]:
        for name, at, report in self._terminals.reports():
            known = TerminalReport.model_validate_json(report)
            yield TerminalLine(terminal=name, heard_at=at, **known.model_dump())

    def _samples(self) -> Iterator[TerminalLine]:
        now = self._terminals.now()
        for name, kind, closed, out, ago in SAMPLES:
            yield TerminalLine(
                terminal=name,
                place=f"{HALL} {name[-2:]}号 {kind}",
                profile=kind,
                version="0.1.0",
                closed=closed,
                out_of_order=out,
                heard_at=now - timedelta(seconds=ago),
            )


class _Desks(Protocol):
    @property
    def terminals(self) -> Terminals: ...


def _desk(request: Request) -> TerminalsDesk:
    return TerminalsDesk(cast("_Desks", request.app.state.desks).terminals)


Desk = Annotated[TerminalsDesk, Depends(_desk)]
router = APIRouter()


@router.post("/terminals", operation_id="enrol")
async def enrol(asked: EnrolmentRequest, desk: Desk) -> TerminalStatus:
    """A terminal asks to be known; signed with the key that it names."""
    return desk.enrol(asked)


@router.get("/terminals/me", operation_id="status")
async def status(desk: Desk, terminal: Caller) -> TerminalStatus:
    """What the platform thinks of the terminal that asks."""
    return desk.status(terminal)


@router.post(REPORT, operation_id="report_terminal")
async def report_terminal(asked: TerminalReport, desk: Desk, terminal: Caller) -> ReportNoted:
    """How the terminal that asks stands now; told twice a minute."""
    return desk.heard(terminal, asked)


@router.get(FLEET, operation_id="fleet")
async def fleet(desk: Desk) -> Fleet:
    """How every terminal of the asking one's city stands."""
    return desk.fleet()
