"""A whole A4 printing system below one folder: private CUPS, an IPP printer, and an engine that takes faults.

    python -m drivers.a4_printer.simulator --run DIR --control SOCKET

Prints `ready` when the queue exists. Requests on the control line: addresses · fault {reasons, at_page} · clear ·
abort · off · on · cups_off · cups_on · cancel_job · page_seconds {value} · last_word_seconds {value} · count · tray ·
fed_from.
"""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drivers.a4_printer.engine import SERVICE_JOB, Engine
from drivers.a4_printer.frames import Operation, Tag, attribute
from drivers.a4_printer.ipp_printer import IppPrinter
from drivers.a4_printer.line import NotAnswered, NotIpp, NotReached, to_device
from drivers.clock import SystemClock
from drivers.control import Handler
from drivers.main_thread import MainThread, run

KNOWN_REASONS = frozenset(
    {
        "other",
        "cover-open",
        "input-tray-missing",
        "marker-supply-empty",
        "marker-supply-low",
        "marker-waste-almost-full",
        "marker-waste-full",
        "media-empty",
        "media-jam",
        "media-low",
        "media-needed",
        "moving-to-paused",
        "paused",
        "spool-area-full",
        "toner-empty",
        "toner-low",
    }
)
"""What ippeveprinter knows; it ignores any other word without a sound."""
_JOB_CANCELLED = 7


class Simulator:
    """Joins engine, programs and control line. Programs are started and stopped on the main thread alone."""

    def __init__(self, run: Path, main: MainThread) -> None:
        self._main = main
        self._clock = SystemClock()
        run.mkdir(parents=True, exist_ok=True)
        self._tray = run / "tray"
        self._programs = IppPrinter(run, run / "engine.sock", self._clock)
        self._device = to_device(self._programs.addresses.device)
        self._engine = Engine(run / "engine.sock", self._tray, self._is_cancelled)

    def start(self) -> None:
        """Start CUPS, bus and printer."""
        self._programs.start()

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all are well."""
        return self._programs.ended()

    def bring_back(self, name: str) -> None:
        """Start a program again that ended by itself."""
        self._programs.bring_back(name)

    def stop(self) -> None:
        """End engine and programs."""
        self._engine.close()
        self._programs.stop()

    def handlers(self) -> Mapping[str, Handler]:
        """What the control line may ask for."""
        return {
            "addresses": lambda _: asdict(self._programs.addresses),
            "fault": self._fault,
            "clear": lambda _: self._tell_if(needed=self._engine.clear()),
            "abort": lambda _: self._engine.abort(),
            "off": lambda _: self._main.do(self._off),
            "on": lambda _: self._main.do(self._on),
            "cups_off": lambda _: self._main.do(self._programs.stop_cups),
            "cups_on": lambda _: self._main.do(self._programs.start_cups),
            "cancel_job": lambda _: self._cancel_at_panel(),
            "page_seconds": lambda request: self._engine.set_page_seconds(float(request["value"])),
            "last_word_seconds": lambda request: self._engine.set_last_word_seconds(float(request["value"])),
            "count": lambda _: self._engine.counted(),
            "fed_from": lambda _: {"tray": self._engine.last_tray},
            "tray": lambda _: {"files": sorted(str(file) for file in self._tray.iterdir())},
        }

    def _fault(self, request: Mapping[str, Any]) -> None:
        reasons = tuple(str(request["reasons"]).split(","))
        unknown = sorted(set(reasons) - KNOWN_REASONS)
        if unknown:
            raise ValueError(f"the printer knows no {unknown}, known are {sorted(KNOWN_REASONS)}")
        self._tell_if(needed=self._engine.set_fault(reasons, int(request.get("at_page", 0))))

    def _tell_if(self, *, needed: bool) -> None:
        """Let ippeveprinter run the print command once, so that the engine can tell it of faults while idle."""
        if not needed:
            return
        try:
            self._device.ask(
                Operation.PRINT_JOB,
                (
                    attribute(Tag.NAME, "job-name", SERVICE_JOB),
                    attribute(Tag.MIME_TYPE, "document-format", "application/pdf"),
                ),
                document=b"%PDF-1.4\n",
                within_s=3,
            )
            deadline = self._clock.monotonic() + 3
            while self._unfinished() and self._clock.monotonic() < deadline:
                self._clock.pause(0.01)
        except (NotReached, NotAnswered, NotIpp):
            return  # switched off: it is told when it comes on

    def _unfinished(self) -> tuple[int, ...]:
        answer = self._device.ask(
            Operation.GET_JOBS, (attribute(Tag.KEYWORD, "which-jobs", "not-completed"),), within_s=3
        )
        return tuple(number for job in answer.all_of(Tag.JOB) if (number := job.integer("job-id")) is not None)

    def _cancel_at_panel(self) -> None:
        """Somebody presses the printer's own cancel button."""
        for number in self._unfinished():
            self._device.ask(Operation.CANCEL_JOB, (attribute(Tag.INTEGER, "job-id", number),), within_s=3)

    def _is_cancelled(self, number: int) -> bool:
        """After a Cancel-Job ippeveprinter waits for the engine and does not tell it, so the engine must look."""
        wanted = attribute(Tag.KEYWORD, "requested-attributes", "job-state", "job-state-reasons")
        try:
            answer = self._device.ask(
                Operation.GET_JOB_ATTRIBUTES, (attribute(Tag.INTEGER, "job-id", number), wanted), within_s=3
            )
        except (NotReached, NotAnswered, NotIpp):
            return True
        job = next(iter(answer.all_of(Tag.JOB)), None)
        if job is None:
            return True
        return job.integer("job-state") == _JOB_CANCELLED or "processing-to-stop-point" in job.texts(
            "job-state-reasons"
        )

    def _off(self) -> None:
        self._engine.power(on=False)
        self._programs.stop_printer()

    def _on(self) -> None:
        needed = self._engine.power(on=True)
        self._programs.start_printer()
        self._tell_if(needed=needed)


if __name__ == "__main__":
    sys.exit(run("a4_printer_simulator", (__doc__ or "").splitlines()[0], Simulator))
