"""A printer and a clock that follow a script: one moment of the world for each look."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from drivers.a4_printer import Condition, DeviceJob, JobState
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from printing.spool import DeedsError

A4 = "iso_a4_210x297mm"


@dataclass(frozen=True)
class Moment:
    """What device and queue would answer now."""

    state: JobState | None = None
    """None: the device does not know the job."""
    impressions: int = 0
    faults: tuple[Fault, ...] = ()
    absent: Fault | None = None
    """The device does not answer, for this reason."""
    in_queue: bool = True
    queue_gone: bool = False
    job_id: int = 7


WAITING = Moment()


def printing(sheets: int, *faults: Fault) -> Moment:
    return Moment(JobState.PRINTING, sheets, faults)


def over(state: JobState, sheets: int) -> Moment:
    return Moment(state, sheets, in_queue=False)


OFF = Moment(absent=Fault.ABSENT)


class FakeClock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        assert seconds > 0
        self.seconds += seconds


@dataclass
class FakePrinter:
    """Each `device_job` is one look; the last moment of a script lasts for ever.

    `after_cancel`, where given, begins at the first cancelling of our job by name.
    """

    script: Sequence[Moment]
    after_cancel: Sequence[Moment] = ()
    ready: Condition = field(default_factory=lambda: Condition((), (), (A4,)))
    refuses: Fault | None = None
    silent: Fault | None = None
    """Before anything was handed over: the device does not answer, for this reason."""
    unswept: Sequence[bool] = ()
    """What the first sweeps leave behind: True is something. Later ones leave nothing."""
    queue_gone: bool = False
    """Before anything was handed over: CUPS does not answer."""
    handed_over: list[tuple[bytes, str, int]] = field(default_factory=list)
    cancelled: int = 0
    swept: int = 0
    was_clear: list[bool] = field(default_factory=list)
    """What each cancelling of our job by name found afterwards."""
    told: list[Moment] = field(default_factory=list)
    name: str = ""

    def condition(self) -> Condition:
        if not self.handed_over:
            if self.silent is not None:
                raise DeviceError(self.silent, "script")
            return self.ready
        moment = self._now()
        if moment.absent is not None:
            raise DeviceError(moment.absent, "script")
        return Condition(moment.faults, (), (A4,))

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        if self.refuses is not None and self.refuses is not Fault.GONE:
            raise DeviceError(self.refuses, "script")
        self.handed_over.append((pdf, name, cancel_after_s))
        self.name = name
        if self.refuses is Fault.GONE:
            raise DeviceError(Fault.GONE, "script")
        return 3

    def device_job(self, name: str) -> DeviceJob | None:
        if not self.handed_over and self.silent is not None:
            raise DeviceError(self.silent, "script")
        moment = self._advance()
        if moment.absent is not None:
            raise DeviceError(moment.absent, "script")
        self.told.append(moment)
        if moment.state is None:
            return None
        return DeviceJob(moment.job_id, name, moment.state, moment.impressions)

    def queue_has(self, name: str) -> bool:
        moment = self._now()
        if moment.queue_gone or (not self.handed_over and self.queue_gone):
            raise DeviceError(Fault.QUEUE_GONE, "script")
        return moment.in_queue

    def cancel(self, name: str) -> bool:
        self.cancelled += 1
        if self.after_cancel:
            self.script, self.after_cancel = [self._now(), *self.after_cancel], ()
        self.was_clear.append(self.is_clear)
        return self.is_clear

    def cancel_queued(self, name: str) -> bool:
        self.cancelled += 1
        return not (self._now().in_queue or self._now().queue_gone)

    @property
    def is_clear(self) -> bool:
        """Whether both ends would now say that they hold nothing of our job."""
        moment = self._now()
        unfinished = moment.state is not None and not moment.state.is_over
        return not (moment.absent or moment.queue_gone or moment.in_queue or unfinished)

    def cancel_everything(self) -> bool:
        self.swept += 1
        left, self.unswept = self.unswept[:1], self.unswept[1:]
        return not (self.silent or self.queue_gone or any(left))

    def close(self) -> None: ...

    def _now(self) -> Moment:
        return self.script[0]

    def _advance(self) -> Moment:
        if len(self.script) > 1:
            self.script = self.script[1:]
        return self.script[0]


class SlowPrinter(FakePrinter):
    """A device behind a dead cable: nothing refuses, every question to it ends after three seconds."""

    clock: FakeClock
    asked: list[str]

    def device_job(self, name: str) -> DeviceJob | None:
        self.asked.append("device_job")
        self.clock.pause(3)
        raise DeviceError(Fault.ABSENT, "script")

    def cancel(self, name: str) -> bool:
        self.asked.append("cancel")
        self.clock.pause(3)
        return super().cancel(name)

    def cancel_queued(self, name: str) -> bool:
        self.asked.append("cancel_queued")
        return super().cancel_queued(name)


@dataclass
class FakeDeeds:
    """`breaks` are numbers of rows, from 0, that the disk does not take."""

    rows: list[tuple[str, str, dict[str, str | int]]] = field(default_factory=list)
    breaks: Collection[int] = ()
    tried: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def intend(self, deed: str, kind: str, facts: Mapping[str, str | int]) -> None:
        self._write(deed, f"{kind}-intended", facts)

    def note(self, deed: str, kind: str, facts: Mapping[str, str | int]) -> None:
        self._write(deed, kind, facts)

    def settle(self, deed: str, kind: str, outcome: Outcome, facts: Mapping[str, str | int]) -> None:
        self._write(deed, f"{kind}-settled", {**facts, "outcome": outcome.value})
        self.outcomes.append(outcome)

    def _write(self, deed: str, kind: str, facts: Mapping[str, str | int]) -> None:
        self.tried.append(kind)
        if len(self.tried) - 1 in self.breaks:
            raise DeedsError("database or disk is full")
        self.rows.append((deed, kind, dict(facts)))

    def kinds(self) -> list[str]:
        return [kind for _, kind, _ in self.rows]
