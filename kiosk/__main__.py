"""The command line: `python -m kiosk --help`.

Exit codes: 0 done, 1 not done, 2 wrong use or bad configuration, 3 unknown (ask the printer, never try again).
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from config.folders import ready_folder
from config.settings import load
from config.texts import TextError
from config.toml_file import SettingsError
from drivers.clock import SystemClock
from drivers.faults import DeviceError
from drivers.process import begin
from kiosk import app
from kiosk.cabinet.pulse import Pulse
from kiosk.commands.acceptance import ACCEPTANCE
from kiosk.commands.config import config_group
from kiosk.commands.devices import devices
from kiosk.commands.face import face
from kiosk.commands.items import items
from kiosk.commands.reconcile import reconcile
from kiosk.commands.staff import staff
from kiosk.commands.stationery import stationery
from kiosk.commands.updates import UPDATES
from kiosk.commands.upkeep import UPKEEP
from kiosk.demo import run_demo
from kiosk.demo.stage import ENROL_S
from kiosk.flows import FLOWS
from kiosk.hall import material_people, visit
from kiosk.hall.counterparts import COUNTERPARTS
from kiosk.hall.launcher import Launcher, Spec, StartError, python
from kiosk.hall.person import LostError
from kiosk.hall.person_answers import answers_for
from kiosk.hall.person_ways import DEVICES
from kiosk.hall.surroundings import make_run_folder, system_hall
from kiosk.items.catalogue import load_catalogue, offered
from kiosk.items.profiles import check_province, load_profile
from kiosk.items.routes import ROUTES, Route
from kiosk.journal import JournalError, first_bad_row, read_rows
from kiosk.notify import ServiceNotice
from kiosk.platform.enrol import enrol
from kiosk.platform.errors import PlatformError
from kiosk.platform.values import TerminalState
from kiosk.sandbox.data_file import DataError
from kiosk.sandbox.data_file import load as load_citizens
from printing.layouts import LayoutError

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
EVERYTHING = "everything"
"""The profile of a visit that names none."""
CONFIG = click.option("--config", "config_file", type=FILE, required=True, help="The terminal's TOML file.")


def fail(message: str, code: int) -> NoReturn:
    """One clear line, and the exit code."""
    click.echo(f"kiosk: {message}", err=True)
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """A self-service terminal for government halls."""


@cli.command()
@CONFIG
@click.option("--fullscreen/--windowed", default=True, help="Cover the panel, or show a window.")
def run(config_file: Path, *, fullscreen: bool) -> None:
    """Run a terminal: core and screens, each started again when it ends."""
    settings = load(config_file)
    clock = SystemClock()
    gone: list[str] = []
    launcher = Launcher(settings.state_folder / "log", clock, on_gone=gone.append)
    launcher.start(Spec("core", python("kiosk", "core", "--config", str(config_file)), restarts=True))
    arguments = [*app.screens_of(settings), "--fullscreen" if fullscreen else "--windowed"]
    launcher.start(Spec("screens", python("screens", *arguments), restarts=True))
    try:
        while not gone:
            launcher.look()
            clock.pause(0.05)
        fail(f"{gone[0]} ends again and again: {launcher.last_words(gone[0])}", 1)
    except KeyboardInterrupt:
        click.echo("stopping")
    finally:
        launcher.stop_all()


@cli.command()
@CONFIG
@click.option("--leave-for", multiple=True, type=FILE, help="End between two visits when this file is there.")
def core(config_file: Path, leave_for: tuple[Path, ...]) -> None:
    """Run the core alone; systemd does this in a hall."""
    begin("core")
    notice, settings, clock = ServiceNotice.of_environment(), load(config_file), SystemClock()
    pulse = Pulse(clock, notice, settings.run_folder, settings.state_folder, leave_for)
    if app.serve(settings, clock, pulse).hangs:
        os._exit(1)


@cli.command("show")
@CONFIG
def show_command(config_file: Path) -> None:
    """Run the screens alone, over the whole panel; systemd does this in a hall."""
    arguments = app.screens_of(load(config_file))
    os.execv(sys.executable, python("screens", *arguments, "--fullscreen"))  # noqa: S606  no shell is wanted


cli.add_command(devices)
cli.add_command(face)
cli.add_command(staff)
cli.add_command(stationery)
cli.add_command(reconcile)
for one_command in (*UPKEEP, *UPDATES, *ACCEPTANCE):
    cli.add_command(one_command)


@cli.command()
@click.option("--headless", is_flag=True, help="No window: a robot drives the screens, offscreen.")
@click.option("--fullscreen", is_flag=True, help="Cover the screen instead of a window with a dock.")
@click.option("--chapter", default="certificate", show_default=True, help="Which story to show.")
@click.option("--out", type=FOLDER, default=Path("out/demo"), show_default=True, help="Where papers and pictures go.")
def demo(*, headless: bool, fullscreen: bool, chapter: str, out: Path) -> None:
    """Start everything on this machine and show a visit: with a display by hand, without one by a robot."""
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    sys.exit(run_demo(chapter, out, headless=headless or not has_display, fullscreen=fullscreen))


@cli.command("visit")
@click.argument("item")
@click.option("--citizen", required=True, help="Number of the card's holder, one of the sandbox's citizens.")
@click.option("--data", type=FILE, help="Citizens and records for the sandbox (docs/sandbox-data.md).")
@click.option("--profile", help="What the terminal offers: stem of a file in config/profiles.")
@click.option("--period", help="Id of one of the item's periods; its longest without it.")
@click.option("--city", help="Division code: the item as another city does it, where the terminal serves several.")
@click.option(
    "--choose",
    "likes",
    multiple=True,
    metavar="ID",
    help="Touched wherever it can be chosen, else the first choice; as often as wanted.",
)
@click.option(
    "--route",
    metavar="WAY",
    default="card_code",
    show_default=True,
    help=f"How the person proves who they are: {', '.join(ROUTES)}. An item takes some of them.",
)
@click.option("--out", type=FOLDER, default=Path("out/visit"), show_default=True, help="Where papers go.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def one_visit(
    item: str,
    citizen: str,
    data: Path | None,
    profile: str | None,
    period: str | None,
    city: str | None,
    likes: tuple[str, ...],
    route: Route,
    out: Path,
    *,
    as_json: bool,
) -> None:
    """Let one scripted person get ITEM: a fresh sandbox, real drivers, real wires, no window."""
    known = load_catalogue(frozenset(FLOWS)).get(item)
    if known is None:
        fail(f"unknown item '{item}': `python -m kiosk items` lists them", 2)
    periods = {one.id: one.months for one in known.settings.periods}
    if period is not None and period not in periods:
        fail(f"'{item}' has no period '{period}', it has {', '.join(periods) or 'none'}", 2)
    wanted = period or max(periods, key=lambda one: periods[one], default=None)
    ways = known.settings.routes or tuple(ROUTES)
    if route not in ways:
        fail(f"'{item}' does not accept '{route}', it accepts {', '.join(ways)}", 2)
    own = (device for device in known.settings.devices if device in COUNTERPARTS)
    papers = material_people.DEVICES if material_people.wants_papers(known) else ()
    fitted = tuple(dict.fromkeys((*DEVICES.get(route, ()), *own, *papers)))
    if lacking := [device for device in fitted if device not in COUNTERPARTS]:
        fail(f"a hall on this machine has no {', '.join(lacking)}: choose another --route", 2)
    if data is not None:
        load_citizens(data)
    if city is not None and city not in load_profile(profile or EVERYTHING).cities:
        fail(f"'{profile or EVERYTHING}' serves no other city {city}: its file in config/profiles names them", 2)
    if profile is not None and item not in offered(load_catalogue(frozenset(FLOWS)), profile):
        fail(f"'{profile}' does not offer '{item}': `python -m kiosk items --profile {profile}` lists what it does", 2)
    ready_folder(out)
    province = load_profile(profile or EVERYTHING).province
    glass = known.settings.flow == "copy_card" or bool(papers)
    offers = {"profile": profile or EVERYTHING}
    hall = system_hall(fitted=fitted, data=data, province=province, settings=offers, has_glass=glass)
    try:
        settings = hall.start()
        if not visit.knows(hall, citizen):
            fail("the sandbox knows no citizen of that number: see docs/sandbox-data.md", 2)
        if lacking_person := visit.lacks_for(hall, citizen, route):
            fail(f"{lacking_person}: see docs/sandbox-data.md or choose another --route", 2)
        hall.tell("platform", "auto_approve", value=True)
        enrol(settings, hall.clock, limit_s=ENROL_S)
        answers = answers_for(known, citizen, hall.tell)
        report = visit.scripted_visit(
            hall,
            settings,
            item=item,
            citizen=citizen,
            period=wanted,
            route=route,
            answers=answers,
            likes=likes,
            city=city or "",
            out=out,
        )
    except (LostError, TimeoutError) as error:
        fail(str(error), visit.EXIT_CODES[visit.newest_print(hall)[0]])
    finally:
        hall.remove()
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(report.as_lines()))
    sys.exit(visit.EXIT_CODES[report.outcome])


@cli.command("enrol")
@CONFIG
@click.option("--wait-s", type=float, default=600.0, show_default=True, help="How long to wait for the approval.")
def enrol_command(config_file: Path, wait_s: float) -> None:
    """Make this terminal's key and have the platform approve it."""
    settings = load(config_file)
    check_province(settings)
    state = enrol(settings, SystemClock(), limit_s=wait_s).state
    click.echo(f"{settings.terminal}: {state.value}")
    sys.exit(0 if state is TerminalState.APPROVED else 1)


cli.add_command(items)


cli.add_command(config_group)


@cli.group()
def journal() -> None:
    """Read the journal; works while the core runs."""


@journal.command()
@click.argument("file", type=FILE)
def show(file: Path) -> None:
    """Print every row as one JSON line."""
    for row in read_rows(file):
        click.echo(json.dumps({**asdict(row), "written": row.facts}, ensure_ascii=False))


@journal.command()
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    """Check the chain; names the first row that does not fit."""
    bad = first_bad_row(file)
    if bad is not None:
        fail(f"{file}: row {bad[0]}: {bad[1]}", 1)
    click.echo(f"{file}: {sum(1 for _ in read_rows(file))} rows, the chain holds")


@cli.command()
@click.option("--data", type=FILE, help="Citizens and records (docs/sandbox-data.md).")
@click.option("--run", "run_folder", type=FOLDER, help="Where its files go; a fresh folder without it.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes a free one.")
def sandbox(data: Path | None, run_folder: Path | None, port: int) -> None:
    """Serve the platform's sandbox until stopped."""
    folder = run_folder or make_run_folder()
    ready_folder(folder)
    arguments = ["--run", str(folder), "--control", str(folder / "platform.sock"), "--port", str(port)]
    click.echo(f"below {folder}; control line {folder / 'platform.sock'}")
    clock = SystemClock()
    launcher = Launcher(folder / "log", clock)
    try:
        launcher.start(Spec("platform", python("kiosk.sandbox", *arguments, *(["--data", str(data)] if data else []))))
        while launcher.is_running("platform"):
            clock.pause(0.1)
        fail(f"the sandbox ended: {launcher.last_words('platform')}", 1)
    except KeyboardInterrupt:
        click.echo("stopping")
    finally:
        launcher.stop_all()
        if run_folder is None:
            shutil.rmtree(folder, ignore_errors=True)


@cli.command(context_settings={"ignore_unknown_options": True})
@click.option("--out", type=FOLDER, default=Path("out/tour"), show_default=True, help="Where the pictures go.")
@click.argument("more", nargs=-1, type=click.UNPROCESSED)
def tour(out: Path, more: tuple[str, ...]) -> None:
    """Draw every screen in every look, or --style: what they are made of. `python -m screens.tour --help` says more."""
    ready_folder(out)
    sys.exit(subprocess.call(python("screens.tour", "--out", str(out), *more)))


def _end() -> NoReturn:
    """Leave by way of every `finally`: a plain SIGTERM would end us before what we started is stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(143)


def main() -> None:
    """Run the command line; every expected error is one line."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: _end())
    try:
        cli(standalone_mode=True)
    except (SettingsError, TextError, LayoutError, DataError) as error:
        fail(str(error), 2)
    except (StartError, PlatformError, DeviceError, JournalError, LostError, TimeoutError, OSError) as error:
        fail(str(error), 1)


if __name__ == "__main__":
    main()
