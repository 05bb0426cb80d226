"""The A4 printer: role and values.

Documents are submitted through the queue (CUPS), but only the device itself is believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from drivers.faults import Fault


class JobState(Enum):
    """RFC 8011 5.3.7, as far as it tells us something."""

    WAITING = "waiting"
    """pending or pending-held (3, 4)."""
    PRINTING = "printing"
    """processing (5)."""
    STOPPED = "stopped"
    """processing-stopped (6)."""
    CANCELLED = "cancelled"
    """canceled (7)."""
    ABORTED = "aborted"
    """aborted (8)."""
    COMPLETED = "completed"
    """completed (9)."""

    @property
    def is_over(self) -> bool:
        """Whether the device will do no more for this job."""
        return self in (JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED)


@dataclass(frozen=True, slots=True)
class DeviceJob:
    """One job as the printer itself tells it."""

    id: int
    name: str
    """Our own token: ASCII, without a person."""
    state: JobState
    impressions: int
    """Pages the device has put on paper so far."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """The printer as it tells itself."""

    faults: tuple[Fault, ...]
    """What stops it, worst first; empty when it can print."""
    warnings: tuple[Fault, ...] = ()
    """What staff should see to, though it prints."""
    media: tuple[str, ...] = ()
    """PWG names of the media that lie ready, e.g. iso_a4_210x297mm."""
    is_busy: bool = False
    sheets: int | None = None
    """In the trays, as the device counts them; None when it does not."""
    in_trays: Mapping[str, int] = field(default_factory=dict)
    """The same by tray, of those that have a name and count."""
    left_out: int | None = None
    """Sheets that lie where they came out, as the device counts them; None when it does not, which is usual."""


class A4Printer(Protocol):
    """What the spool needs. No call waits for paper."""

    def condition(self) -> Condition:
        """Ask the device itself.

        Raises:
            DeviceError: ABSENT when it does not answer, GARBLED when it is no IPP printer.
        """

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        """Give a document to the queue under our own token `name`, one copy, A4, one-sided.

        Args:
            pdf: the document.
            name: the token.
            cancel_after_s: after which the queue cancels it by itself.
            tray: media-source of the tray to take the sheets from; empty leaves it to the printer.

        Returns:
            The queue's job number. It proves that the queue has it, nothing more.

        Raises:
            DeviceError: QUEUE_GONE or REFUSED: nothing was taken. GONE: the answer was lost, it may have been taken.
        """

    def device_job(self, name: str) -> DeviceJob | None:
        """The newest job of that name at the device, finished ones included; None when it never came there.

        Raises:
            DeviceError: ABSENT, GARBLED.
        """

    def queue_has(self, name: str) -> bool:
        """Whether the queue still holds an unfinished job of that name.

        Raises:
            DeviceError: QUEUE_GONE.
        """

    def cancel(self, name: str) -> bool:
        """Cancel the job at the device and in the queue, as far as they answer.

        Returns:
            True when both answered and neither holds an unfinished job of that name any longer.
        """

    def cancel_queued(self, name: str) -> bool:
        """Cancel the job in the queue, and ask the device nothing.

        Returns:
            True when the queue answered and holds no unfinished job of that name any longer.
        """

    def cancel_everything(self) -> bool:
        """The same for whatever is left there, at start and after a visit."""

    def close(self) -> None:
        """Let go of connections."""
