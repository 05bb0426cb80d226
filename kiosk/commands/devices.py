"""`python -m kiosk devices`: the readiness report, and self-tests of single devices."""

import json
import sys
import tomllib
from pathlib import Path

import click
import tomli_w

from config.settings import Settings, load
from config.texts import load_texts
from config.toml_file import SettingsError
from drivers.camera import NoLamp
from drivers.clock import SystemClock
from drivers.faults import DeviceError
from kiosk.cabinet import self_tests
from kiosk.cabinet.advice import advice, swaps_of_this_machine
from kiosk.cabinet.book import DeviceBook, SelfTest
from kiosk.cabinet.devices import at_first, check_terminal, open_devices
from kiosk.cabinet.lights import DirectLamp
from kiosk.cabinet.looks import looks
from kiosk.cabinet.readiness import Readiness, core_is_running, report
from kiosk.commands.options import FILE
from kiosk.fitting_out import offered_by
from kiosk.flows import FLOWS
from kiosk.journal import JOURNAL, Journal, JournalError
from kiosk.upkeep import usb_rules
from kiosk.upkeep.detecting import (
    UDEV_NAMES,
    Line,
    detect,
    id_path,
    plain_devices,
    serial_lines,
    udev_rules,
    with_found,
)
from kiosk.upkeep.detecting_programs import known_to_programs
from printing.kept_papers import keeping

CONFIG = click.option("--config", "config_file", type=FILE, help="The terminal's TOML file.")
"""As options.CONFIG; the commands of a bench name no terminal."""


@click.group(invoke_without_command=True)
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def devices(context: click.Context, config_file: Path | None, *, as_json: bool) -> None:
    """Say how every device of a terminal is; exit code 1 when one that is fitted does not work.

    While the core runs it holds the devices' lines: then the report is what it last saw.
    """
    context.obj = config_file
    if context.invoked_subcommand is not None:
        return
    settings = _settings(config_file)
    if not settings.is_demo:
        _warn_of_kept_papers()
    for line in advice(settings, swaps_of_this_machine()):
        click.echo(f"warning: {line}", err=True)
    found = readiness_of(settings)
    click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else _lines(found))
    sys.exit(0 if found.is_ready else 1)


@devices.command("test")
@CONFIG
@click.argument("name")
@click.pass_obj
def test(named: Path | None, config_file: Path | None, name: str) -> None:
    """Test one device (`all` for every one) and remember the outcome; not while the core runs.

    The receipt printer prints a slip, the lamps blink, the camera takes a picture that nobody keeps.
    """
    settings, clock = _settings(config_file or named), SystemClock()
    opened = open_devices(settings, clock, DirectLamp(lambda: opened.io_module))
    journal = _journal(settings, clock)
    book = DeviceBook(settings.state_folder / JOURNAL, clock)
    known = looks(opened, None, settings, post=lambda _: None, journal=journal, book=book)
    if name != "all" and name not in known:
        raise click.BadParameter(f"'{name}' is not fitted and enabled here; there are {', '.join(known)}")
    failed = 0
    try:
        for one in known if name == "all" else (name,):
            try:
                kept = book.tested(one, passed=True, said=self_tests.run(one, known[one], opened, clock))
            except DeviceError as error:
                kept = book.tested(one, passed=False, said=str(error))
                failed += 1
            click.echo(f"{one:17} {'passed' if kept.passed else 'FAILED'}  {kept.said}")
    finally:
        opened.close()
        book.close()
        journal.close()
    sys.exit(1 if failed else 0)


@devices.command("detect")
@click.option("--template", type=FILE, required=True, help="What the terminal's file says beside its devices.")
@click.option("--out", type=FILE, required=True, help="The new file; one that is there is not replaced.")
@click.option("--rules", type=FILE, help="Where udev's names go: /etc/udev/rules.d/71-kiosk-names.rules.")
@click.option("--line", "named", multiple=True, type=FILE, help="A line to ask; without it every USB adapter.")
def detect_command(template: Path, out: Path, rules: Path | None, named: tuple[Path, ...]) -> None:
    """Write a terminal's file from what is plugged in; not while the core runs.

    Questions only: nothing moves. A device of the template that does not answer is left out, and said.
    """
    if out.exists():
        raise SettingsError(f"{out}: is there already: name a new file, and compare")
    try:
        common = tomllib.loads(template.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{template}: cannot be read: {error}") from error
    lines = tuple(Line(port, id_path(port)) for port in named) or serial_lines()
    found = detect(lines, SystemClock())
    whole = with_found(common, found.tables | plain_devices() | known_to_programs())
    fresh = out.with_name(f"{out.name}.unfinished")
    fresh.write_text(tomli_w.dumps(whole), "utf-8")
    try:
        check_terminal(load(fresh), fresh)
    except SettingsError as error:
        raise SettingsError(f"{error}; mend it there and rename it, or mend the template and ask again") from error
    fresh.rename(out)
    if rules is not None:
        rules.write_text(udev_rules(found), "utf-8")
    for device, line in found.lines.items():
        click.echo(f"{device:17} {whole[device]['port']}  ({line.id_path or line.port})")
    for port in found.silent:
        click.echo(f"nobody answers on {port}: no device that we know, or one that is off")
    for device in sorted(set(common) & set(UDEV_NAMES) - set(found.tables)):
        click.echo(f"[{device}] did not answer and is left out")
    for what in found.by_hand:
        click.echo(f"by hand: {what}")


@devices.command("usb-rules")
@click.option("--out", type=FILE, required=True, help="The list: /etc/kiosk/usb-rules.conf; what is there is replaced.")
@click.option("--stick", "sticks", multiple=True, help="A socket for anybody's stick, as the kernel names it: 1-2.3.")
def usb_rules_command(out: Path, sticks: tuple[str, ...]) -> None:
    """Let in what is plugged in now, where it is, and nothing else. Restart usbguard.service to have it so."""
    fresh = out.with_name(f".{out.name}.new")
    text = usb_rules.rules(sticks)
    # USBGuard does not read a list that others may.
    fresh.touch(mode=0o600)
    fresh.chmod(0o600)
    fresh.write_text(text, "ascii")
    fresh.rename(out)
    for line in text.splitlines():
        if not line.startswith("#"):
            click.echo(line)


def _settings(config_file: Path | None) -> Settings:
    if config_file is None:
        raise click.UsageError("name the terminal's file: --config FILE")
    return load(config_file)


def _journal(settings: Settings, clock: SystemClock) -> Journal:
    """Holds the lock meanwhile, so that no core starts on the same lines.

    Raises:
        JournalError: a core is running.
    """
    settings.state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return Journal(settings.state_folder / JOURNAL, clock)
    except JournalError as error:
        raise JournalError(f"{error}; stop it first, or ask without `test`: it says what it last saw") from error


def readiness_of(settings: Settings) -> Readiness:
    """As the running core last saw the devices; where none runs they are asked."""
    clock, texts = SystemClock(), load_texts()
    catalogue = offered_by(settings, frozenset(FLOWS))
    if core_is_running(settings.state_folder / JOURNAL):
        book = DeviceBook(settings.state_folder / JOURNAL, clock)
        try:
            return report(settings, clock, texts, catalogue, book, at_first(settings), None)
        finally:
            book.close()
    journal = _journal(settings, clock)
    book = DeviceBook(settings.state_folder / JOURNAL, clock)
    opened = open_devices(settings, clock, NoLamp())
    try:
        known = looks(opened, None, settings, post=lambda _: None, journal=journal, book=book)
        return report(settings, clock, texts, catalogue, book, at_first(settings), known)
    finally:
        opened.close()
        book.close()
        journal.close()


def _lines(found: Readiness) -> str:
    head = "as the running core last saw them" if found.by_core else "asked just now"
    lines = [f"{found.terminal}, {found.at}: {'ready' if found.is_ready else 'NOT ready'} ({head})"]
    for entry in found.devices:
        why = ", ".join((*entry.faults, *(f"({warning})" for warning in entry.warnings)))
        test = _test_line(entry.self_test)
        lines.append(f"  {entry.name:17} {entry.status:11} {why:24} {entry.model:14} {test}".rstrip())
    lines += [f"  closed by {who}: {reason}" for who, reason in found.closed_by.items()]
    lines += [f"  cannot be offered: {item} (needs {lack})" for item, lack in found.missing.items()]
    return "\n".join(lines)


def _warn_of_kept_papers() -> None:
    """Say what this machine's CUPS keeps of people's papers; config/cups/ has the cure."""
    try:
        kept = keeping()
    except OSError as error:
        kept = (f"nobody can tell what CUPS keeps: {error.strerror}",)
    for line in kept:
        click.echo(f"warning: {line}; see config/cups/README.md", err=True)


def _test_line(test: SelfTest | None) -> str:
    return "" if test is None else f"self-test {'passed' if test.passed else 'FAILED'} {test.at}"
