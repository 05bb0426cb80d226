"""`python -m kiosk self-check` and `accept`: whether a terminal is ready, on a page, and signed for a hall."""

import json
import sys
from base64 import b64decode
from functools import partial
from importlib.metadata import version
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from config.settings import Settings, load
from config.toml_file import SettingsError
from drivers.clock import SystemClock
from drivers.faults import DeviceError
from kiosk.cabinet import self_tests
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import open_devices
from kiosk.cabinet.lights import DirectLamp
from kiosk.cabinet.looks import looks
from kiosk.commands.devices import readiness_of
from kiosk.commands.options import CONFIG, FILE, FOLDER
from kiosk.journal import JOURNAL, Journal
from kiosk.platform import terminal_key
from kiosk.platform.api import Platform
from kiosk.upkeep import software_seal
from kiosk.upkeep.accepting import ReportError, Step, run, signed, verified
from kiosk.upkeep.backup import BackupError, open_backup
from kiosk.upkeep.install import Root
from kiosk.upkeep.report_page import report_pdf
from kiosk.upkeep.secret_files import check_secrets
from kiosk.upkeep.self_check import SelfCheck, self_check
from kiosk.upkeep.slots import Slots


@click.command("self-check")
@CONFIG
@click.option("--pdf", type=FILE, help="Where the page goes.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def self_check_command(config_file: Path, pdf: Path | None, *, as_json: bool) -> None:
    """Look at disk, clock, certificates, devices and stock; exit code 1 when something stands in the way.

    While the core runs the devices are as it last saw them.
    """
    found = _checked(load(config_file))
    if pdf is not None:
        pdf.write_bytes(page_of(found))
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{found.terminal}, {found.at}: {'ready' if found.is_ready else 'NOT ready'}")
        for one in found.findings:
            cure = f"  -> {one.cure}" if one.cure else ""
            click.echo(f"  {one.verdict:8}{one.what:24}{one.said}{cure}")
    sys.exit(0 if found.is_ready else 1)


def page_of(found: SelfCheck) -> bytes:
    """The readiness report on A4."""
    facts = [
        ("终端", found.terminal),
        ("位置", found.place),
        ("时间", found.at),
        ("版本", found.version),
        ("结论", "可以办事" if found.is_ready else "不能办事"),
    ]
    rows = [(one.what, one.verdict, one.said, one.cure) for one in found.findings]
    return report_pdf("终端自检报告", facts, rows)


@click.command("accept")
@CONFIG
@click.option("--out", type=FOLDER, required=True, help="Where acceptance.json and acceptance.pdf go.")
def accept_command(config_file: Path, out: Path) -> None:
    """Try everything a hall signs for, and sign the report by the terminal's key; not while the core runs."""
    settings, clock = load(config_file), SystemClock()
    key = terminal_key.load(settings.platform.key_file)
    out.mkdir(parents=True, exist_ok=True)
    opened = open_devices(settings, clock, DirectLamp(lambda: opened.io_module))
    journal = Journal(settings.state_folder / JOURNAL, clock)
    book = DeviceBook(settings.state_folder / JOURNAL, clock)
    known = looks(opened, None, settings, post=lambda _: None, journal=journal, book=book)

    def test(name: str) -> str:
        try:
            return book.tested(name, passed=True, said=self_tests.run(name, known[name], opened, clock)).said
        except DeviceError as error:
            book.tested(name, passed=False, said=str(error))
            raise

    steps = [
        Step("settings and secrets", partial(_secrets, settings)),
        *(Step(name, partial(test, name)) for name in known),
        Step("platform", lambda: _standing(settings, clock)),
    ]
    try:
        revision = Root().files.current
        told = run(
            steps, clock, terminal=settings.terminal, place=settings.place, version=version("kiosk"), revision=revision
        )
    finally:
        opened.close()
        book.close()
        journal.close()
    (out / "acceptance.json").write_text(signed(told, key), "utf-8")
    rows = [(step.name, "good" if step.passed else "bad", step.said, f"{step.seconds:g} s") for step in told.steps]
    facts = [("终端", told.terminal), ("位置", told.place), ("时间", told.at), ("版本", told.version)]
    facts += [("结论", "通过" if told.passed else "未通过"), ("用时", f"{told.seconds:g} s")]
    facts += [("公钥", terminal_key.public_text(key))]
    (out / "acceptance.pdf").write_bytes(report_pdf("终端验收报告", facts, rows))
    for step in told.steps:
        click.echo(f"  {'passed' if step.passed else 'FAILED':8}{step.name:24}{step.said}  ({step.seconds:g} s)")
    click.echo(f"{'passed' if told.passed else 'NOT passed'} in {told.seconds:g} s: {out}")
    sys.exit(0 if told.passed else 1)


@click.command("accept-verify")
@click.option("--key", "public", required=True, help="The terminal's public key as the platform has it.")
@click.argument("report", type=FILE)
def verify_command(report: Path, public: str) -> None:
    """Say whether REPORT is what that terminal signed."""
    try:
        told = verified(report.read_text("utf-8"), public)
    except ReportError as error:
        click.echo(f"kiosk: {report}: {error}", err=True)
        sys.exit(1)
    click.echo(f"{told['terminal']}, {told['at']}: {'passed' if told['passed'] else 'NOT passed'}")


@click.command("software-verify")
@click.option("--key", "public", required=True, help="The terminal's public key as the platform has it.")
@click.argument("text")
def software_command(public: str, text: str) -> None:
    """Say what the code on the staff's page 升级备份 says, where that terminal signed it: TEXT as a telephone reads it.

    The number is the same on every terminal that has this version whole.
    """
    try:
        told = software_seal.opened(text, b64decode(public))
    except (software_seal.SealError, ValueError) as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(1)
    click.echo(f"{told.terminal}, {told.at}: {told.version} {told.number}")


@click.command("backup-open")
@click.option("--key", "public", default="", help="The terminal's public key as the platform has it; else unproven.")
@click.option("--to", "into", type=click.Path(file_okay=False, path_type=Path), required=True, help="A new folder.")
@click.argument("archive", type=FILE)
def backup_command(archive: Path, into: Path, public: str) -> None:
    """Unpack a backup of the staff's screen, and hold it against its list, its chain and its signature."""
    try:
        into.mkdir(mode=0o700, parents=True)
        key = Ed25519PublicKey.from_public_bytes(b64decode(public)).public_bytes_raw() if public else None
        told = open_backup(archive, into, key)
    except (BackupError, FileExistsError, ValueError) as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(1)
    click.echo(f"{told['terminal']}, {told['at']}, version {told['version']}; signature {told['signature']}: {into}")


def _secrets(settings: Settings) -> str:
    check_secrets(settings)
    return "of the core's user alone"


def _standing(settings: Settings, clock: SystemClock) -> str:
    platform = Platform.from_files(settings.platform, settings.terminal, clock)
    try:
        state = platform.status().state.value
    finally:
        platform.close()
    if state != "approved":
        raise SettingsError(f"the platform says {state}: have the terminal approved")
    return state


def _checked(settings: Settings) -> SelfCheck:
    root = Root()
    slots: dict[str, Slots] = {"software": root.software, "terminal's file": root.files} if root.is_installed else {}
    clock = SystemClock()
    return self_check(settings, readiness_of(settings), clock.now(), version("kiosk"), slots)
