"""`python -m kiosk items`: what can be chosen, in which profile, as which functions, what is new or unreviewed."""

import json
from dataclasses import asdict
from typing import Any

import click

from kiosk.flows import FLOWS
from kiosk.items.catalogue import Catalogue, Item, functions_of, offered, whole_catalogue
from kiosk.items.compared import compared
from kiosk.items.profiles import Profile, load_profile
from printing.layouts import layout_ids, load_any


@click.command()
@click.option(
    "--profile", help="Only what a file of config/profiles offers, or `hall/class`; counted as its city does."
)
@click.option("--since", help="Another profile: what --profile has more or less than that, and by how much it grew.")
@click.option("--unreviewed", is_flag=True, help="Only those that no office has compared with its own guide and paper.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def items(profile: str | None, since: str | None, *, unreviewed: bool, as_json: bool) -> None:
    """List what a resident can choose; with --unreviewed also papers that no item prints yet."""
    whole = whole_catalogue()
    if since is not None:
        if profile is None:
            raise click.UsageError("--since compares with --profile: name that too")
        _tell_compared(whole, since, profile, as_json=as_json)
        return
    chosen = offered(whole, profile) if profile is not None else whole
    found = {item.id: item for item in chosen.values() if not (unreviewed and item.is_reviewed)}
    papers = _unreviewed_papers() if unreviewed and profile is None else []
    if profile is not None:
        _tell_functions(profile, load_profile(profile), found, as_json=as_json)
        return
    if as_json:
        table = [_told(item) | item.settings.model_dump(mode="json", by_alias=True) for item in found.values()]
        table += [{"layout": name, "title": title} for name, title in papers]
        click.echo(json.dumps(table, ensure_ascii=False, indent=2))
        return
    for item in found.values():
        click.echo(_line(item))
    for name, title in papers:
        click.echo(f"{name:36} --  {title}")


def _tell_compared(whole: Catalogue, since: str, profile: str, *, as_json: bool) -> None:
    before, after = (functions_of(offered(whole, one), load_profile(one)) for one in (since, profile))
    found = compared(before, after)
    if as_json:
        told = asdict(found) | {"growth_percent": found.growth_percent}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for sign, functions in (("+", found.added), ("-", found.gone)):
        for function in functions:
            click.echo(f"{sign} {function.city:6} {_line(whole[function.item])}")
    grew = f", {found.growth_percent:+.1f}%" if found.growth_percent is not None else ""
    click.echo(f"{found.before} → {found.after} functions: {len(found.added)} new, {len(found.gone)} gone{grew}")


def _tell_functions(name: str, profile: Profile, chosen: dict[str, Item], *, as_json: bool) -> None:
    functions = functions_of(chosen, profile)
    if not as_json:
        for function in functions.found:
            click.echo(f"{function.city:6} {_line(chosen[function.item])}")
        click.echo(f"{len(functions.found)} functions: {functions.own} here, {functions.elsewhere} elsewhere")
        return
    told = {
        "profile": name,
        "name": profile.name,
        "province": profile.province,
        "city": profile.city,
        "cities": profile.cities,
        "counted": profile.counted,
        "count": len(functions.found),
        "own": functions.own,
        "elsewhere": functions.elsewhere,
        "machines": {one.id: one.model_dump(mode="json", by_alias=True) for one in profile.classes},
        "functions": [_told(chosen[function.item]) | {"city": function.city} for function in functions.found],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _told(item: Item) -> dict[str, Any]:
    facts = item.settings.facts
    return {
        "id": item.id,
        "title": item.settings.name.zh_hans,
        "group": item.settings.group,
        "scope": facts.scope,
        "type": facts.type,
        "finish": facts.finish,
        "flow": item.settings.flow,
        "is_built": item.settings.flow in FLOWS,
    }


def _line(item: Item) -> str:
    built = "" if item.settings.flow in FLOWS else "  (guide only)"
    return f"{item.id:36} L{item.settings.level}  {item.settings.name.zh_hans}{built}"


def _unreviewed_papers() -> list[tuple[str, str]]:
    """Layouts that no item prints and nobody has compared with a genuine paper."""
    used = {item.settings.layout for item in whole_catalogue().values()}
    known = [(name, load_any(name)) for name in layout_ids() if name not in used]
    return [(name, layout.title) for name, layout in known if not layout.reviewed]
