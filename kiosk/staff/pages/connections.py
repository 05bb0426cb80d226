"""对接: the platform: real or simulated, reachable, how fast, and until when its certificate authority is valid."""

from cryptography import x509

from config.settings import Settings
from config.toml_file import SettingsError, checked
from kiosk.health import PLATFORM
from kiosk.journal import JournalError
from kiosk.platform.errors import PlatformError
from kiosk.platform.trust import TrustSettings
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Look, Page, Where
from kiosk.staff.pages import device_words, rows
from kiosk.staff_view import Block, Entry

PINGED = "pinged"
STANDING = "standing"
"""The worker that asks the platform; no person's question waits for it."""
SOON_DAYS = 30


def _look(means: Means, _: Where) -> Look:
    settings, terminal = means.settings, means.terminal()
    state = terminal.health.of(PLATFORM)
    told, at = means.book.value(PINGED)
    facts = (
        Entry(
            label=means.say("connections.kind"),
            value=means.say("connections.simulated" if terminal.is_sample else "connections.real"),
            detail=_trust_name(settings),
            tone="careful" if terminal.is_sample else "good",
        ),
        Entry(
            label=means.say("devices.status"),
            value=device_words.status(means, state),
            detail=device_words.cure(means, state),
            tone=device_words.tone(state),
        ),
        Entry(label=means.say("connections.address"), value=settings.platform.url),
        Entry(label=means.say("connections.gateway"), value=settings.platform.gateway),
        Entry(
            label=means.say("connections.key"),
            value=means.say("yes" if settings.platform.key_file.exists() else "no"),
            tone="good" if settings.platform.key_file.exists() else "bad",
        ),
        *_certificate(means),
        Entry(
            label=means.say("connections.pinged"),
            value=told or means.say("audit.never"),
            detail=rows.when(at) if at else "",
            tone="plain" if not told else "good" if told.endswith("ms") else "bad",
        ),
    )
    blocks = (Block(kind="rows", title=means.say(f"device.{PLATFORM}"), entries=facts), _outbox(means))
    return Look(blocks, (Entry(id="ping", label=means.say("connections.ping"), sign="platform"),) if means.ask else ())


def _outbox(means: Means) -> Block:
    title = means.say("connections.outbox")
    try:
        waiting = len(means.journal.unreported_prints())
    except JournalError:
        return Block(kind="words", title=title, note=means.say("said.journal_unread"))
    prints = Entry(
        label=means.say("queues.prints_unreported"), value=str(waiting), tone="careful" if waiting else "good"
    )
    return Block(kind="rows", title=title, entries=(prints,))


def _trust_name(settings: Settings) -> str:
    try:
        return checked(TrustSettings, settings.platform.trust).name
    except SettingsError:
        return ""


def _certificate(means: Means) -> tuple[Entry, ...]:
    try:
        trust = checked(TrustSettings, means.settings.platform.trust)
        authority = x509.load_pem_x509_certificate(trust.ca.read_bytes())
    except (SettingsError, OSError, ValueError):
        return (Entry(label=means.say("connections.certificate"), value="—", tone="bad"),)
    left = (authority.not_valid_after_utc - means.clock.now()).days
    return (
        Entry(
            label=means.say("connections.certificate"),
            value=f"{authority.not_valid_after_utc:%Y-%m-%d}",
            detail=means.say("connections.days_left", days=left),
            tone="bad" if left < 0 else "careful" if left < SOON_DAYS else "good",
        ),
    )


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    return Act("ping-platform", lambda: _ping(means), worker=STANDING) if wanted == "ping" and means.ask else None


def _ping(means: Means) -> Done:
    """On the worker that asks the platform anyway."""
    if means.ask is None:
        raise AssertionError("there is nobody to ask")
    began = means.clock.monotonic()
    try:
        means.ask()
    except PlatformError as error:
        means.book.keep(PINGED, error.key)
        return Done(means.say("connections.no_answer", why=error.key), "bad", outcome="not_done")
    took_ms = round((means.clock.monotonic() - began) * 1000)
    means.book.keep(PINGED, f"{took_ms} ms")
    return Done(means.say("connections.answered", ms=took_ms))


PAGE = Page("connections", "platform", "see-connections", _look, _take)
