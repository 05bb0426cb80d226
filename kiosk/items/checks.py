"""What an item's file has to keep beside its form: the registers, the layouts, the flows and the ways of proving."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_origin

import config
from kiosk.items.facts import fact_breaches, load_data_sources, load_departments
from kiosk.items.flow_names import APPLY, FLOW_NAMES, GUIDE
from kiosk.items.item import ItemSettings
from kiosk.items.registers import load_materials
from kiosk.items.routes import ACTING, FACE_ROUTES, ROUTES
from printing.layouts import layout_ids
from printing.records import RECORDS

HIGHEST_LEVEL = 2
"""The levels that a route of kiosk/items/routes.py proves; an enterprise (L3) comes with its own issue."""


class Known:
    """What the files of the catalogue speak of."""

    def __init__(self) -> None:
        self.departments = load_departments()
        self.sources = load_data_sources()
        self.materials = load_materials()
        self.layouts = frozenset(layout_ids())
        self.forms = _stems("forms")
        self.situations = _stems("situations")


def _stems(folder: str) -> frozenset[str]:
    return frozenset(path.stem for path in (Path(config.__file__).parent / folder).glob("*.toml"))


def item_breaches(settings: ItemSettings, known: Known) -> Iterator[tuple[str, str]]:
    """Key and mistake of all that a file has wrong.

    Args:
        settings: the file.
        known: what it may speak of.
    """
    yield from _running_breaches(settings, known)
    yield from _route_breaches(settings)
    yield from fact_breaches(
        settings.facts, departments=known.departments, materials=known.materials, sources=known.sources
    )
    if settings.facts.situation and settings.facts.situation not in known.situations:
        yield "facts.situation", f"{settings.facts.situation} is no file of config/situations"


def _running_breaches(settings: ItemSettings, known: Known) -> Iterator[tuple[str, str]]:
    needs = FLOW_NAMES.get(settings.flow)
    if needs is None:
        yield "flow", f"{settings.flow} does not exist, known are {sorted(FLOW_NAMES)}"
        return
    given: Mapping[str, object] = {
        "layout": settings.layout,
        "record": settings.record,
        "codes": settings.codes,
    }
    for key in needs.keys:
        if not given[key]:
            yield "flow", f"{settings.flow} needs '{key}': add it"
    if settings.layout and settings.layout not in known.layouts:
        yield "layout", f"{settings.layout} is not there: add printing/layouts/{settings.layout}.toml"
    if settings.record and settings.record not in RECORDS:
        yield "record", f"{settings.record} is not in printing/records"
    if settings.only_without and settings.only_without not in _lists_of(settings.record):
        yield "only_without", f"{settings.only_without} is no list of the record '{settings.record}'"
    if settings.form and settings.form not in known.forms:
        yield "form", f"{settings.form} is not there: add config/forms/{settings.form}.toml"
    if settings.apply is not None and (settings.flow != APPLY or not settings.form):
        yield "apply", "is of a flow 'apply' with a 'form': add them, or take it away"
    yield from _material_breaches(settings, known)
    if needs.ends_in == "paper" and "a4_printer" not in settings.devices:
        yield "devices", "has no a4_printer, without which its flow cannot end"
    finish = settings.facts.finish
    if settings.flow == GUIDE and finish == "here" and settings.facts.type != "guide":
        yield "facts.finish", "must say where it ends: a guide alone finishes nothing"
    if finish == "phone" and not settings.codes:
        yield "codes", "is missing: it ends on the telephone, which needs a code to get there"


def _material_breaches(settings: ItemSettings, known: Known) -> Iterator[tuple[str, str]]:
    """What the province's data supplies may not be asked for, nor anything that nobody knows."""
    for one in settings.apply.materials if settings.apply is not None else ():
        if one.material not in known.materials:
            yield "apply.materials", f"{one.material} is not in config/registers/materials.csv"
        elif known.materials[one.material].supplied_by:
            yield "apply.materials", f"{one.material} may not be asked for: {known.materials[one.material].supplied_by}"


def _lists_of(record: str) -> frozenset[str]:
    model = RECORDS.get(record)
    fields = model.model_fields if model is not None else {}
    return frozenset(name for name, field in fields.items() if get_origin(field.annotation) is tuple)


def _route_breaches(settings: ItemSettings) -> Iterator[tuple[str, str]]:
    if settings.level > HIGHEST_LEVEL:
        yield "level", f"{settings.level} has no way to be proven on this terminal yet"
    if settings.level > 0 and not settings.routes:
        yield "level", f"{settings.level} needs 'routes'"
    # 人脸识别技术应用安全管理办法 (2025-06-01): face may not be the only way.
    if settings.routes and set(settings.routes) <= FACE_ROUTES:
        yield "routes", "has face as the only way: add another, nobody may be forced to it"
    if "camera" in settings.devices and (acting := ACTING & set(settings.routes)):
        yield (
            "routes",
            f"has {', '.join(sorted(acting))}: it is about the body before the camera, which is nobody else's",
        )
    for route in settings.routes:
        if ROUTES[route].proves < settings.level:
            proven = ROUTES[route].proves
            yield "routes", f"has {route}, which proves level {proven}: 'level' is {settings.level}"
