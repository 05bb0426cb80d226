"""The terminal as its files have it: what it is, what it offers, whom it sends where. Read once, at the start."""

import logging
import math
from collections.abc import Callable

from config.settings import Settings, reach_line_mm
from config.toml_file import SettingsError
from drivers.camera import Lamp
from drivers.clock import Clock
from drivers.face.liveness_paths import can_sit
from kiosk.cabinet.devices import Devices
from kiosk.calls.child import Call, CallTerms
from kiosk.elsewhere import Place, place_of
from kiosk.eyesight import LEAST_PX, STROKES, can_be_shown, side_mm
from kiosk.fitness import rules
from kiosk.forms.divisions import Divisions
from kiosk.forms.writing import Aids
from kiosk.hands.sheet_number import number_on
from kiosk.hands.tools import MedicalStation
from kiosk.health import Health
from kiosk.items.catalogue import Catalogue, load_catalogue, offered, search_entries, without_numbered_sheets
from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.hall_check import load_plan, plan_file
from kiosk.items.hall_plan import HallPlan
from kiosk.items.profiles import load_profile
from kiosk.items.registers import load_materials
from kiosk.items.search import Search
from kiosk.items.situations import load_situations
from kiosk.journal import Journal
from kiosk.parcels import doors_of
from kiosk.platform.api import Platform
from kiosk.platform.trust import Trust
from kiosk.session import Neighbour, Terminal
from printing.spool import Spool
from printing.stationery import Stationery
from printing.stock_tray import StockTray

log = logging.getLogger(__name__)

MEDICAL = "driver_medical"
"""The flow."""
PLAYED = "aplay"
"""The loudspeaker's model that a doctor's voice is played by."""


def enrolled_platform(settings: Settings, clock: Clock) -> Platform | None:
    """The client, or None while this terminal has no key yet (`python -m kiosk enrol`)."""
    if not settings.platform.key_file.exists():
        log.error("not enrolled: there is no key yet; run `python -m kiosk enrol`")
        return None
    return Platform.from_files(settings.platform, settings.terminal, clock)


def offered_by(settings: Settings, flows: frozenset[str]) -> Catalogue:
    """The items of this terminal: its profile's, on the paper that it has.

    Raises:
        SettingsError: a file of an item or of the profile is wrong.
    """
    catalogue = offered(load_catalogue(flows), settings.profile)
    has_numbers = settings.a4_printer is not None and settings.a4_printer.stationery_tray
    return catalogue if has_numbers else without_numbered_sheets(catalogue)


def terminal_of(settings: Settings, believed: Trust, catalogue: Catalogue, health: Health) -> Terminal:
    """Everything about a terminal that outlives its visits.

    Args:
        settings: the terminal's file.
        believed: whom it trusts.
        catalogue: what it offers.
        health: how its devices are at the start.

    Raises:
        SettingsError: a file that they name is wrong.
    """
    profile = load_profile(settings.profile)
    return Terminal(
        name=settings.terminal,
        place=settings.place,
        city=settings.city,
        is_sample=not believed.is_real,
        plan=_plan_of(settings),
        guide_pages=believed.guide_pages,
        rating_pages=believed.rating_pages,
        doors=doors_of(settings.locker),
        has_photo_paper=settings.a4_printer is not None and bool(settings.a4_printer.photo_tray),
        eye_distance_mm=settings.medical.eye_distance_mm,
        can_sit=settings.face is not None and can_sit(settings.face.landmarks),
        catalogue=catalogue,
        search=Search(search_entries(catalogue), load_everyday_words()),
        situations=load_situations(load_materials()),
        cities=(profile.city, *profile.cities) if profile.city is not None else (),
        common=tuple(one for one in profile.common if one in catalogue),
        aids=Aids.load(),
        divisions=Divisions.load(),
        is_elder_home=profile.home == "elder",
        reach_mm=reach_line_mm(settings),
        help_line=settings.help_line,
        help_hours=settings.help_hours,
        address=settings.address or settings.place,
        neighbours=tuple(Neighbour(one.name, one.place) for one in settings.neighbours),
        places=(
            *(Place("machine", one.name, one.place) for one in settings.neighbours),
            *(place_of(one) for one in settings.places),
        ),
        health=health,
    )


def _plan_of(settings: Settings) -> HallPlan | None:
    """The site's plan. A map is no reason not to serve: a wrong one is left out, and the log says why."""
    if not settings.hall_plan:
        return None
    try:
        return load_plan(plan_file(settings.hall_plan), settings.terminal)
    except SettingsError as error:
        log.error("the hall's plan is left out: %s", error)  # noqa: TRY400  the message is all that there is to say
        return None


def medical_of(settings: Settings, believed: Trust, catalogue: Catalogue, lamp: Lamp) -> MedicalStation:
    """What a driver's medical has beside the devices.

    Args:
        settings: the terminal's file.
        believed: whom it trusts.
        catalogue: what it offers.
        lamp: burns while the camera is open.

    Raises:
        SettingsError: the medical is offered, and the eye chart's letters would be smears on this glass.
    """
    medical, table = settings.medical, rules().eyesight
    distance = medical.eye_distance_mm
    if any(item.settings.flow == MEDICAL for item in catalogue.values()):
        finest = table.levels[-1]
        if not can_be_shown(finest, distance, settings.mm_per_px):
            pixel = settings.mm_per_px
            least = math.ceil(distance * LEAST_PX * STROKES * pixel / side_mm(finest, distance))
            raise SettingsError(
                f"'medical.eye_distance_mm' {distance:g} is too near: at {pixel:g} mm a pixel letters of level"
                f" {finest} need {least} mm; correct it, and move the mark on the floor"
            )
    return MedicalStation(
        points=believed.doctor_points,
        tones=settings.run_folder / "tones",
        tone_dbfs=medical.tone_dbfs,
        tone_percent=medical.tone_percent,
        call=_call_of(settings, lamp),
    )


def _call_of(settings: Settings, lamp: Lamp) -> Callable[[], Call] | None:
    camera, medical, sound = settings.camera, settings.medical, settings.sound
    if camera is None or not camera.enabled:
        return None
    secret = medical.turn_secret_file
    terms = CallTerms(
        camera=camera,
        is_demo=settings.is_demo,
        ice_servers=medical.ice_servers,
        turn_user=medical.turn_user,
        turn_secret=secret.read_text("utf-8").strip() if secret is not None else "",
        microphone=medical.microphone,
        loudspeaker=sound.device if sound is not None and sound.enabled and sound.model == PLAYED else "",
    )
    return lambda: Call(terms, lamp)


def spool_of(settings: Settings, devices: Devices, journal: Journal, clock: Clock) -> Spool | None:
    """What prints, with the trays that the terminal's file names; None without a printer."""
    if devices.a4_printer is None:
        return None
    camera = devices.sheet_camera
    reads = (lambda letters: number_on(camera.picture(), clock, letters=letters)) if camera is not None else None
    fitted = settings.a4_printer
    stock_tray = fitted.stationery_tray if fitted is not None else ""
    return Spool(
        devices.a4_printer,
        journal,
        clock,
        settings.limits,
        tray=fitted.tray if fitted is not None else "",
        photo_tray=fitted.photo_tray if fitted is not None else "",
        stock=StockTray(stock_tray, Stationery(journal), reads) if stock_tray else None,
    )
