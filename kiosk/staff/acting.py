"""Carrying an act out: written down before, done on the worker of the device that it moves, written down after."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress

from drivers.faults import DeviceError
from drivers.outcome import Outcome
from kiosk.cabinet.workers import Job, Stop, Work
from kiosk.journal import Facts, JournalError
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done
from kiosk.staff.patience import Signed

log = logging.getLogger(__name__)

KIND = "staff-act"


class Acting:
    """One act at a time; whoever began it may be gone when it ends, the books get its end all the same.

    Args:
        on_desk: gives work to the desk's worker.
        ended: gets the deed and what came of it, on the desk's worker.
    """

    def __init__(self, on_desk: Callable[[Work], Job], ended: Callable[[str, Done], None]) -> None:
        self._on_desk = on_desk
        self._ended = ended

    def intend(self, means: Means, signed: Signed, act: Act, *, second: str) -> str:
        """Write it down.

        Args:
            means: with the journal.
            signed: who does it.
            act: what.
            second: number of the account that signed with them; empty for none.

        Returns:
            The deed.

        Raises:
            JournalError: then it may not be done.
        """
        deed = secrets.token_hex(16)
        facts: Facts = {
            "account": signed.number,
            "role": signed.role.value,
            "second": second,
            "action": act.action,
            "about": act.about,
        }
        means.journal.intend(deed, KIND, facts)
        return deed

    def carry_out(self, means: Means, deed: str, act: Act) -> None:
        """Do it, here or on the worker that it names."""
        if not act.worker:
            self._settle(means, deed, _did(means, act))
            return
        means.workers[act.worker].submit(lambda _: self._later(means, deed, _did(means, act)))

    def _later(self, means: Means, deed: str, done: Done) -> None:
        """On the device's worker."""
        self._on_desk(lambda _: self._settle(means, deed, done))

    def _settle(self, means: Means, deed: str, done: Done) -> None:
        with suppress(JournalError):
            # Recovery settles an act that was left open: as unknown, which is what it is then.
            means.journal.settle(deed, KIND, Outcome(done.outcome), {})
        self._ended(deed, done)


def holding(work: Work, broke: Callable[[Exception], None]) -> Work:
    """The same work; an error that nobody foresaw goes to `broke`, and the worker lives."""

    def held(stop: Stop) -> None:
        try:
            work(stop)
        except Exception as error:  # noqa: BLE001  whatever it is, the core serves residents on
            broke(error)

    return held


def noted(means: Means, kind: str, facts: Facts) -> bool:
    """Write down what is no act; whether the journal took it."""
    try:
        means.journal.write(kind, "", facts)
    except JournalError as error:
        log.warning("the journal takes nothing: %s", error)
        return False
    return True


def _did(means: Means, act: Act) -> Done:
    try:
        return act.do()
    except DeviceError as error:
        cure = means.texts.text(means.language, f"staff.{error.fault.value}")
        return Done(means.say("said.failed", cure=cure), "bad", outcome="not_done")
    except ActError as error:
        return Done(str(error), "bad", outcome="not_done")
    except JournalError:
        return Done(means.say("said.journal_broken"), "bad", outcome="unknown")
    except Exception as error:  # noqa: BLE001  a mistake of ours in one act ends neither the core nor a device's worker
        log.error("an act failed: %s", type(error).__name__)  # noqa: TRY400  the words of an error may hold anything
        return Done(means.say("said.broken"), "bad", outcome="unknown")
