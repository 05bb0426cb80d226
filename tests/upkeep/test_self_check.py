"""The self-check: each thing that can be wrong is one line with its cure, on the screen and on paper."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pypdf import PdfReader

from config.network_settings import NetworkSettings
from config.settings import Settings, load
from drivers.clock import SystemClock
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.cabinet.readiness import Entry, Readiness
from kiosk.commands.acceptance import page_of
from kiosk.health import Status
from kiosk.journal import Journal
from kiosk.staff.book import StaffBook
from kiosk.upkeep import self_check as module
from kiosk.upkeep.network_file import CURES, Obstacle, rendered
from kiosk.upkeep.pieces import NETWORK
from kiosk.upkeep.report_page import both
from kiosk.upkeep.self_check import SelfCheck, self_check
from kiosk.upkeep.slots import Slots

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"


def authority(ends: datetime) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sample")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=800))
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM).decode()


def entry(name: str, status: str, *, faults: tuple[str, ...] = (), warnings: tuple[str, ...] = ()) -> Entry:
    cure = "装纸" if faults or warnings else ""
    return Entry(name, "model", status, faults, warnings, cure, "", "", None, {})


READINESS = Readiness(
    "a2-07",
    "",
    True,
    (
        entry("idcard", "online"),
        entry("receipt_printer", "degraded", warnings=("paper_low",)),
        entry("locker", "offline", faults=("absent",)),
        entry("ups", "disabled", faults=("disabled",)),
        entry("camera", Status.NOT_FITTED.value, faults=("not_fitted",)),
    ),
    {},
    {},
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = load(SAMPLE)
    key = tmp_path / "terminal.key"
    key.touch()
    platform = made.platform.model_copy(update={"key_file": key})
    return made.model_copy(update={"state_folder": tmp_path, "platform": platform})


Look = Callable[..., SelfCheck]


@pytest.fixture
def look(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., SelfCheck]:
    def checked(
        ends: datetime = NOW + timedelta(days=400),
        slots: dict[str, Slots] | None = None,
        network: NetworkSettings | None = None,
    ) -> SelfCheck:
        believed = SimpleNamespace(ca_pem=authority(ends), seal_pem="")
        monkeypatch.setattr(module, "check_secrets", lambda _: None)
        monkeypatch.setattr("kiosk.platform.trust.load", lambda _: believed)
        whole = settings.model_copy(update={"network": network})
        return self_check(whole, READINESS, NOW, "0.1.0", slots or {})

    return checked


def verdicts(found: SelfCheck) -> dict[str, str]:
    return {one.what: one.verdict for one in found.findings}


def test_devices_are_held_against_the_file(look: Look) -> None:
    found = verdicts(look())
    assert found["idcard"] == "good"
    assert found["receipt_printer"] == "careful"
    assert found["locker"] == "bad"
    assert found["ups"] == "careful"
    assert "camera" not in found
    assert {"disk", "clock", "network", "secrets"} <= set(found)


@pytest.mark.parametrize(("days", "verdict"), [(400, "good"), (30, "careful"), (1, "careful"), (0, "bad"), (-1, "bad")])
def test_an_authority_is_spoken_of_before_it_ends(look: Look, days: int, verdict: str) -> None:
    assert verdicts(look(NOW + timedelta(days=days)))["the platform's authority"] == verdict


def test_a_network_of_the_file_that_is_not_in_force_is_spoken_of(
    look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal serves by another; an update would never be healthy on it."""
    monkeypatch.setattr(module, "MACHINE", tmp_path)
    assert "network of the file" not in verdicts(look())
    network = NetworkSettings(interface="enp1s0", addressing="automatic")
    (found,) = (one for one in look(network=network).findings if one.what == "network of the file")
    assert (found.verdict, found.said) == ("careful", "is not in force")
    assert found.cure == CURES[Obstacle.OLDER]
    (tmp_path / NETWORK).parent.mkdir(parents=True)
    (tmp_path / NETWORK).write_text(rendered(network), "utf-8")
    assert verdicts(look(network=network))["network of the file"] == "good"


NO_VERDICT = "newest was left without a verdict: no province"


def test_what_is_on_trial_and_what_was_left_is_said(look: Look, tmp_path: Path) -> None:
    slots = Slots(tmp_path / "slots")
    for name in ("old", "new", "newer"):
        with slots.filling(name):
            pass
    slots.install_first("old")
    slots.try_next("new")
    slots.begin()
    slots.go_back("no screens")
    slots.try_next("newer")
    slots.begin()
    (slots.base / "undecided").write_text(json.dumps({"name": "newest", "why": "no province", "since": 0.0}))
    said = [one.said for one in look(slots={"software": slots}).findings if one.what == "software"]
    assert said == ["newer is on trial, old is the way back", "new was left: no screens", NO_VERDICT]


def test_the_page_says_the_same(look: Look) -> None:
    found = look()
    # What a file or a device says is text on the page, whatever it looks like.
    strange = replace(found.findings[0], what="strange", said="<b>&amp; 龘</b>")
    drawn = page_of(replace(found, findings=(*found.findings, strange)))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(drawn)).pages)
    for part in ("终端自检报告", "huiyang-a2-07", "不能办事", "locker", "paper_low", "装纸", "<b>&amp;"):
        assert part in text
    assert drawn == page_of(replace(found, findings=(*found.findings, strange)))


@pytest.mark.parametrize(
    ("printed", "verdict", "said"),
    [(100, "good", "400 of 500"), (450, "careful", "50 of 500"), (900, "bad", "0 of 500")],
)
def test_paper_is_what_staff_wrote_down_less_what_was_printed(
    look: Look, settings: Settings, printed: int, verdict: str, said: str
) -> None:
    clock = SystemClock()
    journal = Journal(settings.state_folder / "journal.sqlite", clock)
    book, counters = StaffBook(journal.path, clock), DeviceBook(journal.path, clock)
    counters.count("a4_printer", Count.SHEETS, 1000)
    book.keep("filled:a4", json.dumps({"filled": 500, "counted": 1000}))
    counters.count("a4_printer", Count.SHEETS, printed)
    for one in (book, counters, journal):
        one.close()
    (found,) = [one for one in look().findings if one.what == "paper (A4)"]
    assert (found.verdict, found.said) == (verdict, said)


def test_the_page_calls_things_by_both_their_names() -> None:
    assert both("clock") == "时钟 clock"
    assert both("12 of 500") == "12 of 500"
