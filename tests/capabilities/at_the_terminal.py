"""A terminal of some hall in one process, what stands on its glass, and what a person takes away from it."""

import re
from functools import cache
from typing import Any, get_args

from province_in_process import Hall, InProcess, Taken, values_on, visit
from whole_catalogue import whole_catalogue

from drivers.faults import Fault
from drivers.receipt_printer import Line, Pair, Qr, Slip
from kiosk import effects, events
from kiosk.elsewhere import Place
from kiosk.forms.divisions import Divisions
from kiosk.hall.person_answers import answers_for
from kiosk.health import DeviceState
from kiosk.items.catalogue import Catalogue, offered, search_entries
from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.item import Device
from kiosk.items.profiles import load_profile
from kiosk.items.registers import load_materials
from kiosk.items.search import Search
from kiosk.items.situations import Situation, load_situations
from kiosk.platform import identity
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Neighbour, Terminal
from kiosk.view import View
from printing.document import Document

HUIZHOU = "441300"
PLACE = "惠阳-A2-07"


@cache
def offer(profile: str) -> Catalogue:
    """What the terminals of a profile have, by the items' ids."""
    return offered(_catalogue(), profile)


@cache
def _catalogue() -> Catalogue:
    return whole_catalogue()


@cache
def _divisions() -> Divisions:
    return Divisions.load()


@cache
def _situations() -> dict[str, Situation]:
    return load_situations(load_materials())


@cache
def _search(profile: str) -> Search:
    return Search(search_entries(offer(profile)), load_everyday_words())


class _Terminal(Hall):
    """Whoever wants another city's office says so before they begin."""

    city = ""

    def press(self, name: str) -> None:
        if self.city and name == "primary" and self._shows("before_start"):
            wanted, self.city = self.city, ""
            super().press("choice-city")
            super().press(f"choice-{wanted}")
        super().press(name)

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, effects.ProveByPhoneCode):
            return [events.Identified(identity.by_pass(self.there.platform, effect.payload))]
        return super()._answered(effect)

    def _shows(self, screen: str) -> bool:
        return self.newest().screen == screen


def at(there: InProcess, profile: str = "everything", *, for_city: str = "", **own: Any) -> Hall:
    """A person stands before a terminal of that profile.

    Args:
        there: the province.
        profile: what the terminal offers.
        for_city: division code of the city whose office is wanted.
        own: of the terminal.
    """
    told: dict[str, Any] = {
        "name": "huiyang-a2-07",
        "place": PLACE,
        "city": load_profile(profile).city or HUIZHOU,
        "is_sample": True,
        "catalogue": offer(profile),
        "divisions": _divisions(),
        "situations": _situations(),
        "search": _search(profile),
        "places": (
            Place("machine", "huiyang-a2-08", "A栋二楼8号机"),
            Place("machine", "huiyang-b1-01", "B栋一楼1号机"),
        ),
        "is_elder_home": load_profile(profile).home == "elder",
        "neighbours": (Neighbour("huiyang-a2-08", "A栋二楼8号机"), Neighbour("huiyang-b1-01", "B栋一楼1号机")),
    }
    hall = _Terminal(there, Terminal(**told | own))
    hall.city = for_city
    for device in get_args(Device):
        hall._take(events.DeviceSeen(device, DeviceState(faults=())))
    return hall


def without(hall: Hall, *devices: str, fault: Fault = Fault.GONE) -> Hall:
    """The same terminal, with devices that do not answer."""
    for device in devices:
        hall._take(events.DeviceSeen(device, DeviceState(faults=(fault,))))
    return hall


def glass(hall: Hall) -> View:
    """What stands on the screen."""
    hall.newest()
    return hall.taken.last


def press(hall: Hall, *names: str) -> View:
    """Touch controls one after the other."""
    for name in names:
        hall.press(name)
        hall.newest()
    return glass(hall)


def get(hall: Hall, item: str, who: Citizen, *, period: str | None = None) -> Taken:
    """Go through a whole visit for an item."""
    settings = hall.session.terminal.catalogue[item].settings
    if period is None and settings.periods:
        period = max(settings.periods, key=lambda one: one.months).id
    typed = answers_for(hall.session.terminal.catalogue[item], who.number, hall.tell)
    return visit(hall, item, who.number, period=period, answers=typed)


def unspaced(text: str) -> str:
    """Without white, as papers are read."""
    return "".join(text.split())


def assert_paper_says_the_record(taken: Taken, *values: str) -> str:
    """One paper came out; all that the document was told, and these values of the record, stand in its text."""
    assert taken.last.screen == "done", taken.last.words.get("title")
    assert len(taken.documents) == len(taken.texts) == 1
    document, (text,) = taken.documents[0], taken.texts
    told = (
        [*values_on(document), *filter(None, document.closing)]
        if isinstance(document, Document)
        else [document.number, document.serial]
    )
    for value in (*told, *values):
        # A long value is broken into lines, and what stands beside it comes between them.
        assert unspaced(value)[:6] in text, f"{document.title}: a value of the record is not on the paper"
    return text


def shown(view: View) -> str:
    """All words of a screen in one line."""
    words = [*view.words.values(), view.notice, view.holder]
    words += [f"{row.label} {row.value}" for row in (*view.rows, *view.elsewhere)]
    words += [f"{one.label} {one.detail}" for one in (*view.choices, *view.leads)]
    words += [f"{stage.name} {stage.office} {stage.when}" for stage in view.stages]
    return "\n".join(word for word in words if word)


def slip_says(slip: Slip) -> str:
    """All words of a slip in one line."""
    words: list[str] = []
    for part in slip.parts:
        match part:
            case Line():
                words.append(part.text)
            case Pair():
                words.append(f"{part.name} {part.value}")
            case Qr():
                words.append(part.data)
    return "\n".join(words)


def digits(text: str) -> str:
    """Only its digits."""
    return re.sub(r"\D", "", text)
