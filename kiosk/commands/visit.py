"""`python -m kiosk visit`: one scripted person gets one item."""

import json
import sys
from pathlib import Path

import click

from config.folders import ready_folder
from kiosk.commands.options import FILE, FOLDER, fail
from kiosk.demo.stage import ENROL_S
from kiosk.flows import FLOWS
from kiosk.hall import material_people, visit
from kiosk.hall.counterparts import COUNTERPARTS
from kiosk.hall.person import LostError
from kiosk.hall.person_answers import answers_for
from kiosk.hall.person_ways import DEVICES
from kiosk.hall.surroundings import system_hall
from kiosk.items.catalogue import load_catalogue, offered
from kiosk.items.profiles import load_profile
from kiosk.items.routes import ROUTES, Route
from kiosk.platform.enrol import enrol
from kiosk.sandbox.data_file import DataError
from kiosk.sandbox.data_file import load as load_citizens

EVERYTHING = "everything"
"""The profile of a visit that names none."""


@click.command("visit")
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
    catalogue = load_catalogue(frozenset(FLOWS))
    known = catalogue.get(item)
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
    _check(data)
    site = load_profile(profile or EVERYTHING)
    if city is not None and city not in site.cities:
        fail(f"'{profile or EVERYTHING}' serves no other city {city}: its file in config/profiles names them", 2)
    if profile is not None and item not in offered(catalogue, profile):
        fail(f"'{profile}' does not offer '{item}': `python -m kiosk items --profile {profile}` lists what it does", 2)
    ready_folder(out)
    glass = known.settings.flow in ("copy_card", "copy_document") or bool(papers)
    offers = {"profile": profile or EVERYTHING}
    hall = system_hall(fitted=fitted, data=data, province=site.province, settings=offers, has_glass=glass)
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
    except (LostError, OSError) as error:
        # Also a line that broke: left to itself, click ends silently on it.
        fail(str(error) or type(error).__name__, visit.EXIT_CODES[visit.newest_print(hall)[0]])
    finally:
        hall.remove()
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(report.as_lines()))
    sys.exit(visit.EXIT_CODES[report.outcome])


def _check(data: Path | None) -> None:
    try:
        if data is not None:
            load_citizens(data)
    except DataError as error:
        fail(str(error), 2)
