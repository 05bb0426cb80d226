"""The acceptance run: every step that a hall signs for, within a quarter of an hour, signed by the terminal's key."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from config.toml_file import SettingsError
from drivers.clock import Clock
from drivers.faults import DeviceError
from kiosk.platform.errors import PlatformError
from kiosk.platform.terminal_key import public_text

WITHIN_S = 900.0
"""For all steps together (issue: at most 15 minutes)."""
PURPOSE = b"kiosk acceptance report 1\n"
"""Before what is signed: the same key signs questions to the platform, and neither may stand for the other."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is tried."""

    name: str
    do: Callable[[], str]
    """What was found; raises what is wrong."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of it."""

    name: str
    passed: bool
    said: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The whole run."""

    terminal: str
    place: str
    version: str
    revision: str
    """Of the terminal's file, as installed."""
    at: str
    seconds: float
    steps: tuple[Tried, ...]

    @property
    def passed(self) -> bool:
        """Whether the hall may sign."""
        return bool(self.steps) and all(step.passed for step in self.steps) and self.seconds <= WITHIN_S


class ReportError(Exception):
    """A report is not what this terminal signed; one line."""


def run(steps: Iterable[Step], clock: Clock, *, terminal: str, place: str, version: str, revision: str) -> Acceptance:
    """Try every step; one that fails does not keep the next from being tried.

    Args:
        steps: in order.
        clock: for the times.
        terminal: its name.
        place: where it stands.
        version: of the software.
        revision: of the terminal's file.
    """
    began, at = clock.monotonic(), clock.now().isoformat(timespec="seconds")
    tried = tuple(_tried(step, clock, began) for step in steps)
    seconds = round(clock.monotonic() - began, 1)
    return Acceptance(terminal, place, version, revision, at, seconds, tried)


def _tried(step: Step, clock: Clock, began: float) -> Tried:
    now = clock.monotonic()
    if now - began > WITHIN_S:
        return Tried(step.name, False, f"not tried: the run has taken {WITHIN_S / 60:.0f} minutes", 0.0)  # noqa: FBT003  its own field
    try:
        passed, said = True, step.do()
    except (DeviceError, SettingsError, PlatformError, OSError) as error:
        passed, said = False, str(error) or type(error).__name__
    return Tried(step.name, passed, said, round(clock.monotonic() - now, 1))


def signed(acceptance: Acceptance, key: Ed25519PrivateKey) -> str:
    """The report as JSON, with the terminal's signature over exactly the text in `report`."""
    report = json.dumps({**asdict(acceptance), "passed": acceptance.passed}, ensure_ascii=False, sort_keys=True)
    signature = b64encode(key.sign(PURPOSE + report.encode())).decode("ascii")
    whole = {"report": report, "key": public_text(key), "signature": signature}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def verified(text: str, public: str) -> dict[str, Any]:
    """The report that a terminal signed.

    Args:
        text: the file.
        public: the terminal's public key as the platform has it, base64; never the one in the file.

    Raises:
        ReportError: it is not what that terminal signed.
    """
    try:
        whole = json.loads(text)
        report, signature = str(whole["report"]), b64decode(whole["signature"], validate=True)
        key = Ed25519PublicKey.from_public_bytes(b64decode(public, validate=True))
        key.verify(signature, PURPOSE + report.encode())
        told = json.loads(report)
    except InvalidSignature as error:
        raise ReportError("the signature is not that terminal's, or the report was changed") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError("is no signed report, or that is no key") from error
    if not isinstance(told, dict):
        raise ReportError("is no signed report")
    return told
