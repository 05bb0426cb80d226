"""「我看不见，也摸不准屏幕。什么事我都要自己办完。」

Every golden path, by the tactile keypad and the earphone alone: each control is walked to and read out, each page told
whole, each press answered. What nobody can do without eyes is said on the first page, with what there is instead.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from applying_bench import Applicant
from every_deed_bench import EveryDeed
from hall_of_people import Visit, card_of
from keypad_in_hand import KeypadInHand
from locker_bench import CU16, LockerHall
from people import ANYBODY
from province_in_process import Hall, InProcess, StandingClock, province_in
from stations_bench import station, without_processes_and_priced
from whole_catalogue import whole_catalogue

from drivers.face import Guidance, Hint, Prompt
from kiosk import events
from kiosk.forms.divisions import Divisions
from kiosk.forms.writing import Aids
from kiosk.hall.person import Person
from kiosk.hall.person_answers import answers_for
from kiosk.items.catalogue import search_entries
from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.search import Search
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Terminal
from screens.window import KioskWindow

Walk = Callable[["Scene"], KeypadInHand]
MOST_ACTS = 120
ANYTHING = "YANGLI 1"
"""What scripted people write where anything will do (kiosk/hall/person_answers.py); less of it is enough here."""


@dataclass
class Scene:
    """Where it happens."""

    window: KioskWindow
    province: InProcess
    folder: Path
    there: InProcess
    """The province of people with names."""
    stack: ExitStack = field(repr=False)

    def at(self, hall: Any, *items: str) -> KeypadInHand:
        """Keypad in hand, at a hall of the benches, whose presses are the keypad's then.

        Where items are named, its home screen has these.
        """
        if items:
            few = replace(hall.session.terminal, catalogue={one: whole_catalogue()[one] for one in items})
            hall.session = replace(hall.session, terminal=few)
        made = KeypadInHand(self.window, lambda: hall._look(hall.session), lambda tap: hall._take(events.Tapped(tap)))
        self.stack.callback(made.close)
        hall.press = made.press
        return made

    def visiting(self, *items: str) -> tuple[Visit, KeypadInHand]:
        """The same, at the terminal of those people."""
        visit = Visit(self.there, *items)
        made = KeypadInHand(self.window, lambda: visit.view, visit.tap)
        self.stack.callback(made.close)
        visit.press = made.press  # type: ignore[method-assign]  # the same
        return visit, made


@cache
def divisions() -> Divisions:
    return Divisions.load()


def terminal(*items: str) -> Terminal:
    catalogue = {name: item for name, item in whole_catalogue().items() if name in items}
    return Terminal(
        name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=catalogue, divisions=divisions()
    )


# Proving who one is, and the paper in the hand


def printed(visit: Visit, keypad: KeypadInHand) -> KeypadInHand:
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)
    return keypad


def by_card_and_code(scene: Scene) -> KeypadInHand:
    visit, keypad = scene.visiting()
    visit.begins()
    visit.proves(ANYBODY)
    return printed(visit, keypad)


def by_phone_code(scene: Scene) -> KeypadInHand:
    visit, keypad = scene.visiting()
    visit.begins(route="phone_code")
    visit.scans(ANYBODY)
    return printed(visit, keypad)


def by_social_card(scene: Scene) -> KeypadInHand:
    visit, keypad = scene.visiting()
    visit.begins(route="social_security")
    visit.inserts_social_card(ANYBODY)
    return printed(visit, keypad)


def before_the_camera(scene: Scene) -> KeypadInHand:
    """How to stand is said; and that there is another way, from the first moment."""
    visit, keypad = scene.visiting()
    visit.begins(route="card_face")
    visit.lays(card_of(ANYBODY, portrait=b"a picture"))
    visit.press("primary")
    keypad.look()
    assert any("换一种方式" in one for one in keypad.heard), keypad.heard
    visit.guided(Guidance(Prompt.LOOK, Hint.TOO_FAR))
    keypad.look()
    assert any("近" in one for one in keypad.heard), keypad.heard
    visit.press("other-way", "choice-card_code")
    visit.proves(ANYBODY)
    return printed(visit, keypad)


# What is asked, printed, applied for, paid and booked


def asks(item: str) -> Walk:
    """One that asks or prints, to its end."""

    def walk(scene: Scene) -> KeypadInHand:
        hall = Hall(scene.province, terminal(item))
        keypad = scene.at(hall)
        number = scene.province.tell("platform", "citizens", count=1, item=item)["citizens"][0]["number"]
        person = Person(
            item,
            str(number),
            answers=answers_for(whole_catalogue()[item], str(number), scene.province.tell),
            hand=hall,
            tell=hall.tell,
            clock=StandingClock(scene.province.province),
        )
        last = person.visit(30.0)
        keypad.look()
        assert last.screen not in ("trouble", "home", "out_of_service"), hall.words
        return keypad

    return walk


def does(item: str, *answers: str) -> Walk:
    """One that ends in a deed of the platform, or in money."""

    def walk(scene: Scene) -> KeypadInHand:
        made = EveryDeed(scene.province, scene.folder)
        scene.stack.callback(made.hall.journal.close)
        keypad = scene.at(made.hall, item)
        made.person(item)
        number, known = made._people[item]
        made._people[item] = (number, answers or shorter(known))
        visited = made.visit(item)
        keypad.look()
        assert visited.is_at_end or visited.steps[-1] == "rating_thanks", (visited, keypad.view.words)
        return keypad

    return walk


def shorter(answers: Iterable[str]) -> tuple[str, ...]:
    return tuple("ABCD" if one == ANYTHING else one for one in answers)


def keeps_and_goes_on(scene: Scene) -> KeypadInHand:
    """Half a form is kept; the code of the slip, which is spoken, brings it back."""
    item = "individual-business"
    first = Applicant(scene.province, item)
    first._person._typed = iter(shorter(first._person._typed))
    keypad = scene.at(first.hall, item)
    first.to("主要做什么生意？")
    first.press("choice-repair")
    first.to("还要一起备案什么？")
    first.press("asked")
    keypad.look()
    code = next(row.value for row in first.view.rows if row.label == "续填码")
    assert any(code in one for one in keypad.heard)
    keypad.close()
    scene.stack.pop_all()
    second = Applicant(scene.province, "resume-application", terminal="t-02", item_after=item)
    again = scene.at(second.hall, "resume-application", item)
    second.to("怎么找到上次填的？")
    second.press("choice-number", *(f"key-{character}" for character in code.replace(" ", "")), "primary")
    second.to("上次没填完，要接着填吗？")
    second.press(f"choice-{second.view.choices[0].id}")
    assert second.title == "还要一起备案什么？"
    again.faults = [*keypad.faults, *again.faults]
    return again


def picks_up(scene: Scene) -> KeypadInHand:
    """By the code of the message; the door is named by its number and its place."""
    hall = LockerHall(scene.province, scene.folder, CU16)
    scene.stack.callback(hall.kill)
    parcel = hall.parcel(scene.province.province.register.samples(1)[0])
    hall.deposit(parcel)
    keypad = scene.at(hall)
    assert hall.collect(hall.known(parcel)["code"]).screen == "done"
    keypad.look()
    return keypad


def stands_at(name: str) -> Walk:
    """A station, by its script (tests/kiosk/stations_bench.py)."""

    def walk(scene: Scene) -> KeypadInHand:
        made = station(name, scene.province, scene.folder, anybody(scene))
        scene.stack.callback(made.hall.kill)
        keypad = scene.at(made.hall)
        made.script()
        keypad.look()
        assert made.hall.step == made.end
        return keypad

    return walk


def anybody(scene: Scene) -> Citizen:
    samples = scene.province.province.register.samples(9)
    return next(one for one in samples if one.phone and one.kind == "citizen")


def begins_the_medical(scene: Scene) -> KeypadInHand:
    """As far as the eye chart, which has to be seen."""
    made = station("medical", scene.province, scene.folder, anybody(scene))
    scene.stack.callback(made.hall.kill)
    keypad = scene.at(made.hall)
    made.hall.doctor()
    made.hall.comes()
    made.hall.to("medical_left_eye")
    keypad.look()
    assert keypad.view.screen == "optotype"
    return keypad


# Beside the errands


def changes_how_it_looks(scene: Scene) -> KeypadInHand:
    visit, keypad = scene.visiting()
    visit.press("display", "size-elder", "voice-cantonese", "pace-slow", "volume-up", "language-en")
    assert visit.view.language == "en"
    assert any("English" in one or "spoken" in one for one in keypad.said)
    visit.press("language-zh-Hans", "primary")
    assert visit.screen == "home"
    return keypad


def calls_for_help(scene: Scene) -> KeypadInHand:
    visit, keypad = scene.visiting()
    visit.begins()
    visit.press("help")
    assert visit.screen == "help"
    visit.press("primary")
    assert visit.screen == "lay_card"
    visit.press("home")
    assert visit.screen == "home"
    return keypad


def practises(scene: Scene) -> KeypadInHand:
    visit, keypad = scene.visiting()
    visit.press("practise")
    assert any("练习" in one for one in keypad.heard), keypad.heard
    visit.press("choice-ss-enrolment-certificate")
    for _ in range(MOST_ACTS):
        if visit.screen == "done":
            break
        if visit.screen == "code":
            visit.types("123456", "digit")
        elif visit.screen in ("before_start", "consent", "check", "paper"):
            visit.press("primary")
        visit.wait(1)
        keypad.look()
    assert visit.screen == "done"
    return keypad


def searches(scene: Scene) -> KeypadInHand:
    """By first letters; then by a word in characters, of which each is told apart from those that sound alike."""
    visit, keypad = scene.visiting(*whole_catalogue())
    catalogue = whole_catalogue()
    visit._at_terminal(search=Search(search_entries(catalogue), load_everyday_words()), aids=Aids.load())
    visit.press("choice-find")
    visit.types("CBZM", "written")
    assert any("找到" in one for one in keypad.heard), keypad.heard
    visit.press("choice-ss-enrolment-certificate")
    assert visit.screen == "before_start"
    return keypad


def goes_by_the_shelves(scene: Scene) -> KeypadInHand:
    """From the groups of the home screen to one of many items, page by page."""
    visit, keypad = scene.visiting(*whole_catalogue())
    visit.press("choice-everyday", "choice-water-bill")
    assert visit.screen == "before_start"
    visit.press("back", "back")
    assert visit.screen == "home"
    return keypad


GOLDEN: dict[str, Walk] = {
    "card and code": by_card_and_code,
    "code of a phone": by_phone_code,
    "social-security card": by_social_card,
    "camera, or another way": before_the_camera,
    "query": asks("driving-licence-query"),
    "verification": asks("paper-check"),
    "progress": asks("progress"),
    "guide": asks("annual-report"),
    "copy of a licence": asks("licence-copy"),
    "licence to a phone": asks("licence-to-phone"),
    "codes of the tax office": asks("tax-codes"),
    "policies": asks("policy-matches"),
    "map": asks("hall-map"),
    "number of a queue": asks("queue-ticket"),
    "application with text and several": does("individual-business"),
    "application with a region": does("residence-permit"),
    "application with a signature": does("old-age-allowance"),
    "application for an enterprise": does("simple-deregistration"),
    "bill": does("water-bill"),
    "fine": does("traffic-fine"),
    "appointment": does("hospital-appointment"),
    "post": does("express-mail"),
    "coach ticket": does("coach-tickets"),
    "complaint in characters": does("complaint", "漏水"),
    "rating": does("rating"),
    "draft": keeps_and_goes_on,
    "locker": picks_up,
    "photo": stands_at("photo"),
    "photo for a case": stands_at("photo for a case"),
    "copy of a card": stands_at("copy of a card"),
    "copy of a paper": stands_at("copy of a paper"),
    "file of a phone": stands_at("file of a phone"),
    "file of a stick": stands_at("file of a stick"),
    "endorsement": stands_at("endorsement"),
    "driver's medical": begins_the_medical,
    "looks and language": changes_how_it_looks,
    "help": calls_for_help,
    "practice": practises,
    "search": searches,
    "shelves": goes_by_the_shelves,
}


BY_NATURE = {
    "photo": "求助",
    "copy of a card": "请身边的人看一眼",
    "copy of a paper": "请身边的人看一眼",
    "file of a phone": "请选U盘",
    "driver's medical": "请到县级以上医院体检",
    "codes of the tax office": "求助",
    "licence to a phone": "求助",
}
"""What needs eyes, and what is offered instead: said on the first page of the errand, before anything is proven."""


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def scene(
    window: KioskWindow, province: InProcess, there: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    without_processes_and_priced(monkeypatch)
    journal, line = province.journal, province.platform._line
    with ExitStack() as stack:
        yield Scene(window, province, tmp_path, there, stack)
    province.journal, province.platform._line = journal, line


@pytest.mark.parametrize("path", GOLDEN)
def test_it_is_done_by_keypad_and_ear_alone(scene: Scene, path: str) -> None:
    keypad = GOLDEN[path](scene)
    assert keypad.faults == []
    if path in BY_NATURE:
        first = next(said for screen, said in keypad.screens if screen == "before_start")
        assert any(BY_NATURE[path] in one for one in first), first
