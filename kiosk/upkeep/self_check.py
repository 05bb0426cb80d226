"""The self-check: what has to be right before residents come, and what will not be right for long.

Disk, clock, memory, secrets, certificates, devices against the file, stock, what is on trial. Each finding is one line
with its cure; nothing here changes anything.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from cryptography import x509

from config.network_settings import NetworkSettings
from config.settings import Settings
from config.toml_file import SettingsError
from drivers.faults import DeviceError
from drivers.machine.clock_state import clock_state
from drivers.machine.disk_state import disk_state
from drivers.machine.network_state import network_state
from kiosk.cabinet.advice import advice, swaps_of_this_machine
from kiosk.cabinet.readiness import Entry, Readiness
from kiosk.health import Status
from kiosk.platform import trust
from kiosk.upkeep.network_file import CURES, UNIT, obstacle, stands
from kiosk.upkeep.secret_files import check_secrets
from kiosk.upkeep.slots import Slots
from kiosk.upkeep.stock_left import stock_left

Verdict = Literal["good", "careful", "bad"]
SOON = timedelta(days=30)
"""Before its end a certificate is spoken of (our choice: time to order another and to bring it)."""
MACHINE = Path("/")
CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")
JOURNAL = "journal.sqlite"
STOCK = {"a4": "paper (A4)", "roll": "receipt roll"}
LOW_SHARE = 0.15
"""Below it somebody should bring more (our choice, as on the staff's page)."""
NO_CORE = ("|/bin/false", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line."""

    what: str
    verdict: Verdict
    said: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """All of it."""

    terminal: str
    place: str
    at: str
    version: str
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of serving."""
        return all(finding.verdict != "bad" for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """For `--json`, and for what is signed."""
        return {**asdict(self), "findings": [asdict(finding) for finding in self.findings], "is_ready": self.is_ready}


def self_check(
    settings: Settings, readiness: Readiness, now: datetime, version: str, slots: dict[str, Slots]
) -> SelfCheck:
    """Look at everything.

    Args:
        settings: the terminal's file.
        readiness: its devices.
        now: for certificates.
        version: of the software that runs.
        slots: by what lies in them; none on a machine that is not installed.
    """
    findings = (
        *_machine(settings),
        *_secrets(settings, now),
        *(_device(entry) for entry in readiness.devices if entry.status != Status.NOT_FITTED.value),
        *(Finding(f"closed by {who}", "bad", reason) for who, reason in readiness.closed_by.items() if reason),
        *_stock(settings),
        *_trials(slots),
    )
    return SelfCheck(settings.terminal, settings.place, now.isoformat(timespec="seconds"), version, findings)


def _machine(settings: Settings) -> Iterator[Finding]:
    machine = settings.machine
    least_mb = machine.disk_free_mb if machine is not None else 1024
    most_s = machine.clock_error_s if machine is not None else 1.0
    try:
        disk = disk_state(settings.state_folder)
        said = f"{disk.free_bytes // 1_000_000} MB free"
        yield _either(
            "disk", said, is_good=disk.has_room(least_mb), cure=f"{least_mb} MB are needed: clear, or a new disk"
        )
    except DeviceError as error:
        yield Finding("disk", "bad", error.fault.value, "look at the disk: docs/replace-a-disk.md")
    try:
        clock = clock_state()
        said = f"{clock.sync.value}, within {clock.estimated_error_s:g} s"
        yield _either(
            "clock",
            said,
            is_good=clock.is_right_within(most_s),
            cure="see that a time service runs and reaches its server",
        )
    except DeviceError as error:
        yield Finding("clock", "bad", error.fault.value, "see that a time service runs")
    network = network_state()
    yield _either(
        "network",
        f"{network.link.value} {network.interface}".strip(),
        is_good=network.link.value == "up",
        cure="look at the cable",
    )
    yield from _network_of_file(settings.network)
    for line in advice(settings, swaps_of_this_machine()):
        yield Finding("memory and thresholds", "careful", line, "docs/install.md")
    pattern = _read(CORE_PATTERN)
    if not settings.is_demo and pattern not in NO_CORE:
        yield Finding(
            "memory images", "careful", f"core_pattern is {pattern}", "install lays sysctl.d/90-kiosk.conf: restart"
        )


def _network_of_file(network: NetworkSettings | None) -> Iterator[Finding]:
    """Not in force, the terminal serves by another; nothing new is kept meanwhile, for it never becomes healthy."""
    if network is None:
        return
    if stands(MACHINE, network):
        yield Finding("network of the file", "good", f"{network.interface} {network.addressing}")
        return
    hinders = obstacle(MACHINE, network)
    cure = CURES[hinders] if hinders is not None else f"journalctl -u {UNIT} says why"
    yield Finding("network of the file", "careful", "is not in force", cure)


def _secrets(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        check_secrets(settings)
        yield Finding("secrets", "good", "of the core's user alone")
        believed = trust.load(settings.platform.trust)
    except SettingsError as error:
        yield Finding("secrets and trust", "bad", str(error), "correct the file that is named")
        return
    yield _certificates("the platform's authority", believed.ca_pem, now)
    if believed.seal_pem:
        yield _certificates("the seals' authority", believed.seal_pem, now)
    if not settings.platform.key_file.exists():
        yield Finding("the terminal's key", "bad", "there is none", "python -m kiosk enrol")


def _certificates(what: str, pem: str, now: datetime) -> Finding:
    """The one that ends first."""
    try:
        ends = min(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(pem.encode()))
    except ValueError:
        return Finding(what, "bad", "is no certificate", "get the authority's file anew")
    said = f"until {ends:%Y-%m-%d}"
    if ends <= now:
        return Finding(what, "bad", said, "is over: get the new one from the province")
    return Finding(
        what,
        "careful" if ends - now <= SOON else "good",
        said,
        "ends soon: order the new one" if ends - now <= SOON else "",
    )


def _device(entry: Entry) -> Finding:
    said = ", ".join((entry.status, *entry.faults, *entry.warnings))
    status = Status(entry.status)
    if not status.is_there:
        return Finding(entry.name, "careful", said, "enabled = true in its table")
    verdict: Verdict = "bad" if not status.works else "careful" if entry.warnings else "good"
    return Finding(entry.name, verdict, f"{entry.model}: {said}" if entry.model else said, entry.cure)


def _stock(settings: Settings) -> Iterator[Finding]:
    """Of what staff wrote down; what nobody ever counted is not claimed."""
    for one in stock_left(settings.state_folder / JOURNAL):
        share = one.left / one.filled if one.filled else 0.0
        verdict: Verdict = "bad" if not one.left else "careful" if share < LOW_SHARE else "good"
        said = f"{one.left} of {one.filled}"
        yield Finding(STOCK[one.name], verdict, said, "" if verdict == "good" else "fill it up")


def _trials(slots: dict[str, Slots]) -> Iterator[Finding]:
    for what, pair in slots.items():
        if pair.is_on_trial:
            yield Finding(
                what, "careful", f"{pair.current} is on trial, {pair.good} is the way back", "wait ten minutes"
            )
        if pair.waiting:
            yield Finding(what, "careful", f"{pair.waiting} is tried at the next start")
        for name, why in pair.refused().items():
            yield Finding(what, "careful", f"{name} was left: {why}", "tell whoever made it")
        for name, why in pair.undecided().items():
            yield Finding(what, "careful", f"{name} was left without a verdict: {why}", "bring it again")


def _either(what: str, said: str, *, is_good: bool, cure: str) -> Finding:
    return Finding(what, "good" if is_good else "bad", said, "" if is_good else cure)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        return ""
