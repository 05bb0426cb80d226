"""Applications that were taken while the platform could not be reached, and wait here for it.

Each is one file that only the platform can open (kiosk/platform/sealing.py); its name is the deed's id. Written whole
before anybody is told that it waits; handed over when the platform answers, under the deed's id, so that it is lodged
once however often it is handed over; removed when the platform has said what became of it, or when its time is over.
The journal counts them: `waiting-settled` when one lies here, `waiting-ended` when it is gone. What the disk has spoilt
is set aside beside them until its time is over, counted as `spoilt`: nobody can hand it over any more, and staff read
that on their page of queues.
"""

import binascii
import json
import logging
import os
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from drivers.clock import BEIJING, Clock
from drivers.outcome import Outcome
from kiosk.journal import Journal, JournalError
from kiosk.platform import sealed, sealing
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.platform.sealed_values import SealedInside, SealedRequest
from kiosk.platform.submission_values import Application
from kiosk.platform.values import Identity

log = logging.getLogger(__name__)

KIND = "waiting"
"""Of the journal's rows."""
FOLDER = "waiting"
"""Below the terminal's state folder."""
KEEP_HOURS = 72
"""Our choice: a long weekend without a network; then it is removed, as the slip says."""
MOST = 200
"""Our choice: so many lie here at most; a terminal serves some hundred people a day."""
_NAME = re.compile(r"[0-9a-f]{32}")
SPOILT = ".spoilt"
"""Ending of what was set aside."""


class NotTakenError(Exception):
    """It does not wait here; the message holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the terminal knows of one: nothing of the person."""

    deed: str
    item: str
    until: datetime
    file: Path


class Unlodged:
    """Keeps them, hands them over, and removes them.

    Args:
        folder: of the files; made when it is not there, for its owner alone.
        journal: counts them.
        clock: for their time.
        platform_key: the platform's X25519 public key; empty: nothing is taken.
    """

    def __init__(self, folder: Path, journal: Journal, clock: Clock, platform_key: bytes) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self._folder = folder
        self._journal = journal
        self._clock = clock
        self._key = platform_key
        self._is_settled = False

    @property
    def may_keep(self) -> bool:
        """Whether another can wait here."""
        return bool(self._key) and len(self.waiting()) < MOST

    def keep(self, identity: Identity, application: Application, *, deed: str, session: str) -> datetime:
        """Take one.

        Args:
            identity: who stands there.
            application: as it would be handed in.
            deed: id of its submission.
            session: name of the visit.

        Returns:
            Until when it waits at most.

        Raises:
            NotTakenError: it does not wait here, and nothing of it does.
        """
        if not self.may_keep:
            raise NotTakenError("no key of the platform, or too many wait")
        now = self._clock.now()
        until = now + timedelta(hours=KEEP_HOURS)
        inside = SealedInside(deed=deed, identity_token=identity.token, taken_at=now, application=application)
        try:
            self._journal.intend(deed, KIND, {"session": session, "item": application.item})
        except JournalError as error:
            raise NotTakenError("it cannot be written down") from error
        envelope = sealing.sealed(inside.model_dump_json().encode(), self._key, about_of(deed, until))
        written = {"deed": deed, "item": application.item, "until": until.isoformat()}
        file = self._folder / f"{deed}.sealed"
        try:
            _write_whole(file, json.dumps({**written, "envelope": b64encode(envelope).decode()}).encode())
        except OSError as error:
            file.unlink(missing_ok=True)
            with suppress(JournalError):
                self._journal.settle(deed, KIND, Outcome.NOT_DONE, {})
            raise NotTakenError("the disk does not take it") from error
        with suppress(JournalError):
            # Left open, it is settled at the next look, by the file that lies here.
            self._journal.settle(deed, KIND, Outcome.DONE, {"until": until.isoformat()})
        return until

    def waiting(self) -> list[Waiting]:
        """Those that lie here, the one whose time is over first at the beginning."""
        found: list[Waiting] = []
        for file in self._folder.glob("*.sealed"):
            # What the disk does not give now lies there until it does.
            with suppress(OSError):
                one = _read(file)
                if one is not None:
                    found.append(one)
        return sorted(found, key=lambda one: one.until)

    def look(self, platform: Platform, *, answers: bool) -> None:
        """Settle what a crash left, remove what is over, hand over the rest where the platform answers.

        Raises:
            JournalError: the journal cannot be read or written.
        """
        self._settle_left()
        self._set_aside()
        for one in self.waiting():
            if "waiting-ended" in self._journal.told_of(one.deed):
                # The end was written down, and the file was not removed any more.
                one.file.unlink(missing_ok=True)
            elif self._clock.now() >= one.until:
                self._end(one, {"outcome": "expired"})
                log.warning("an application was not lodged in its time, and is removed")
            elif answers:
                answers = self._hand_over(platform, one)

    def _hand_over(self, platform: Platform, one: Waiting) -> bool:
        """False where the platform has to be asked later about the others too."""
        try:
            envelope = json.loads(one.file.read_bytes())["envelope"]
        except OSError as error:
            log.warning("what waits here cannot be read now: %s", error.strerror)
            return True
        try:
            taken = sealed.deliver(platform, SealedRequest(deed=one.deed, until=one.until, envelope=envelope))
        except PlatformError as error:
            log.info("what waits here is not lodged yet: %s", type(error).__name__)
            return isinstance(error, Refused | WrongAnswer)
        self._end(one, {"outcome": taken.state, "case_no": taken.case_no, "refused": taken.why})
        log.warning("what waited here is %s", taken.state)
        return True

    def _end(self, one: Waiting, facts: dict[str, str]) -> None:
        """The row first: a file without its row would be handed over again, a row without its file is removed."""
        self._journal.write("waiting-ended", one.deed, {name: value for name, value in facts.items() if value})
        one.file.unlink(missing_ok=True)

    def _set_aside(self) -> None:
        """What cannot be read is counted and put beside the others; what was, goes when its time is over.

        The row first, as with every end: a kill between row and renaming finds the row, and renames.
        """
        for file in self._folder.glob("*.sealed"):
            if not _NAME.fullmatch(file.stem) or not _is_spoilt(file):
                continue
            if "waiting-ended" not in self._journal.told_of(file.stem):
                self._journal.write("waiting-ended", file.stem, {"outcome": "spoilt"})
                log.error("an application that waited here cannot be read, and is set aside: %s", file.stem)
            now = self._clock.now().timestamp()
            with suppress(OSError):
                # Without its name nothing says since when it lies here: it lies no longer than a whole one might.
                os.utime(file, (now, now))
                file.rename(file.with_suffix(SPOILT))
        for file in self._folder.glob(f"*{SPOILT}"):
            with suppress(OSError):
                if self._clock.now() >= self._end_of(file):
                    file.unlink(missing_ok=True)

    def _end_of(self, spoilt: Path) -> datetime:
        """When what was set aside has to go: as its slip says, by the journal; else three days after it was found."""
        settled = self._journal.told_of(spoilt.stem).get(f"{KIND}-settled", {})
        if until := str(settled.get("until", "")):
            return datetime.fromisoformat(until)
        return datetime.fromtimestamp(spoilt.stat().st_mtime, BEIJING) + timedelta(hours=KEEP_HOURS)

    def _settle_left(self) -> None:
        """What a crash left: a whole file waits, anything else was never taken."""
        if self._is_settled:
            return
        is_all = True
        for left in self._journal.open_deeds():
            if left.kind != KIND:
                continue
            try:
                whole = _read(self._folder / f"{left.deed}.sealed")
            except OSError:
                is_all = False
                continue
            outcome = Outcome.DONE if whole is not None else Outcome.NOT_DONE
            self._journal.settle(left.deed, KIND, outcome, {"until": whole.until.isoformat()} if whole else {})
        for file in self._folder.glob("*.part"):
            file.unlink(missing_ok=True)
        self._is_settled = is_all


def unlodged_of(state_folder: Path, journal: Journal, clock: Clock, platform: Platform | None) -> Unlodged | None:
    """Those of a terminal; None while it is not enrolled."""
    return Unlodged(state_folder / FOLDER, journal, clock, platform.sealing_key) if platform is not None else None


def about_of(deed: str, until: datetime) -> bytes:
    """What stands beside an envelope in clear, and opens it only as it was."""
    return f"{deed} {until.isoformat()}".encode()


def _write_whole(file: Path, content: bytes) -> None:
    """All of it is on the disk under its name, or nothing is."""
    part = file.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    part.replace(file)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(file: Path) -> Waiting | None:
    """None for what is none of ours, not there, or not whole.

    Raises:
        OSError: the disk does not give it now; it may be whole.
    """
    if not _NAME.fullmatch(file.stem):
        return None
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    try:
        told = json.loads(content)
        until = datetime.fromisoformat(told["until"])
        b64decode(told["envelope"], validate=True)
        if told["deed"] != file.stem or until.tzinfo is None:
            return None
        return Waiting(file.stem, str(told["item"]), until, file)
    except (ValueError, KeyError, TypeError, binascii.Error):
        return None


def _is_spoilt(file: Path) -> bool:
    """Not where it cannot be read now: whoever has its slip is promised that it is lodged."""
    try:
        return _read(file) is None
    except OSError as error:
        log.warning("an application that waits here cannot be read now: %s", error.strerror)
        return False
