"""`python -m kiosk face`: live figures for staff who fit a terminal, and the figures that its sessions left."""

import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from config.settings import Settings, load
from drivers.clock import Clock, SystemClock
from drivers.faults import DeviceError, Fault
from drivers.process import harden
from kiosk.cabinet.book import SCORE_COLUMNS, DeviceBook
from kiosk.cabinet.devices import Devices, open_devices, there
from kiosk.cabinet.lights import DirectLamp
from kiosk.commands.options import CONFIG
from kiosk.journal import JOURNAL, Journal, JournalError

if TYPE_CHECKING:
    from drivers.face import Reading

CARD_S = 30.0
"""For laying a card (our choice)."""


@click.group()
def face() -> None:
    """Look after camera and face comparison. No picture is stored or shown."""


@face.command()
@CONFIG
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="CSV file to write.")
def scores(config_file: Path, out: Path) -> None:
    """Write the figures of this terminal's face sessions: no person, no time finer than the hour.

    docs/face.md says what a city does with them.
    """
    settings = load(config_file)
    path = settings.state_folder / JOURNAL
    if not path.exists():
        raise JournalError(f"{path}: there is none: no core has run here yet")
    book = DeviceBook(path, SystemClock())
    try:
        rows = book.face_scores()
    finally:
        book.close()
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(SCORE_COLUMNS)
        writer.writerows(rows)
    click.echo(f"{out}: {len(rows)} sessions")


@face.command()
@CONFIG
@click.option("--seconds", type=click.IntRange(1, 3600), default=30, show_default=True, help="How long.")
@click.option("--card", "with_card", is_flag=True, help="Compare with the portrait of an ID card that is laid first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a second.")
def bench(config_file: Path, seconds: int, *, with_card: bool, as_json: bool) -> None:
    """Show what camera and engine make of whoever stands there, a line a second; not while the core runs."""
    settings, clock = load(config_file), SystemClock()
    if settings.face is None or settings.camera is None:
        raise DeviceError(Fault.NOT_FITTED, "this terminal has no camera, or no [face]")
    # What is seen here stays in this process, as in the face process.
    harden()
    # Heavy, and nobody else on this command line needs them.
    from drivers.face.bench import Bench
    from drivers.face.loading import loaded, names_of

    held = _held(settings, clock)
    # Before any thread: dlib's process is forked from this one.
    models = loaded(settings.face, lambda: None)
    devices = open_devices(settings, clock, DirectLamp(lambda: devices.io_module))
    try:
        click.echo(f"{names_of(settings.face)}", err=True)
        portrait = _portrait(devices, clock) if with_card else None
        camera = there(devices.camera)
        camera.open()
        try:
            look = Bench(camera, models, clock, portrait)
            for reading in look.readings(seconds):
                click.echo(json.dumps(asdict(reading)) if as_json else _line(reading))
        except ValueError as error:
            raise DeviceError(Fault.REFUSED, str(error)) from None
        finally:
            camera.close()
    finally:
        models.second.close()
        devices.close()
        held.close()
    sys.exit(0)


def _held(settings: Settings, clock: Clock) -> Journal:
    """Holds the lock, so that no core takes the camera meanwhile."""
    settings.state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return Journal(settings.state_folder / JOURNAL, clock)
    except JournalError as error:
        raise JournalError(f"{error}; stop it first") from error


def _portrait(devices: Devices, clock: Clock) -> bytes:
    """Of the card that is laid: it stays in this process."""
    reader = there(devices.idcard)
    click.echo("lay an ID card", err=True)
    deadline = clock.monotonic() + CARD_S
    while not reader.card_present():
        if clock.monotonic() > deadline:
            raise DeviceError(Fault.TIMED_OUT, f"no card within {CARD_S:g} s")
        clock.pause(0.2)
    portrait = reader.read().portrait
    if portrait is None:
        raise DeviceError(Fault.REFUSED, "the card's portrait cannot be decoded here (idcard.portrait_decoder)")
    return portrait


def _line(reading: "Reading") -> str:
    def shown(value: float | None) -> str:
        return "-" if value is None else f"{value:g}"

    return (
        f"{reading.second:4d} s  {reading.frames:2d} frames, gap {reading.gap_most_ms:g} ms, "
        f"look {reading.look_ms:g} ({reading.look_most_ms:g}) ms, late {reading.late_ms:g} ms | "
        f"{reading.faces} face(s), eyes {shown(reading.eyes_px)} px, light {shown(reading.brightness)}, "
        f"sharp {shown(reading.sharpness)} | likeness {shown(reading.similarity)}, "
        f"dlib {shown(reading.distance)} | {reading.hint or 'fit'}"
    )
