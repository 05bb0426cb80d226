"""The staff's pages of the gallery, recorded from the real desk.

`PYTHONPATH=.:tests:tests/kiosk:tests/visits python tests/kiosk/staff_gallery.py` writes them anew.

Nobody writes these Views by hand: they are what the desk shows of a terminal with a jammed printer and a busy week.
"""

import json
import tempfile
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from first_file import lay_file
from staff_bench import Now, Shift
from staff_gallery_clock import set_clock
from staff_gallery_devices import BOXES, Board, Camera, time_service
from staff_gallery_network import change_network, lay_network
from whole_catalogue import whole_catalogue

from config.device_settings import CameraSettings, FaceSettings, LockerSettings, SoundSettings
from config.staff_settings import StaffSettings
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.cabinet.book import Count
from kiosk.forms.divisions import Divisions
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import DeviceState
from kiosk.items.catalogue import offered
from kiosk.platform.complaint_values import ComplaintInbox, ComplaintLine
from kiosk.platform.fleet_values import Fleet, TerminalLine
from kiosk.sandbox.terminals_desk import HALL, SAMPLES
from kiosk.staff.guarding import OURS
from kiosk.staff.pages import PAGES
from kiosk.staff.pages.rounds import PICTURES
from kiosk.staff.plugged import Plugged
from kiosk.staff.rights import Role
from kiosk.staff.showing import LANGUAGES
from kiosk.taps import Chosen, WentBack
from kiosk.upkeep.install import LAID
from kiosk.upkeep.pieces import OPT, STICK
from kiosk.upkeep.software_sum import write_sum
from kiosk.view import View
from kiosk.visits_ended import ENDED

FILE = Path(__file__).parents[2] / "screens" / "staff_examples.json"
CASE = "99202611220000{:06d}"
NOBODY: Any = object()
"""A platform that nobody asks here."""
WHO = {
    Role.BUSINESS: next(one for one in PEOPLE if one.role is Role.BUSINESS),
    Role.MAINTENANCE: PEOPLE[5],
    Role.ADMIN: PEOPLE[1],
    Role.AUDIT: PEOPLE[4],
}


def record() -> dict[str, dict[str, Any]]:
    """Language → name in the gallery → View."""
    return {
        language: {name: _without_frame(view) for name, view in _views(number).items()}
        for number, language in enumerate(LANGUAGES)
    }


def _without_frame(view: View) -> dict[str, Any]:
    """The words of the frame are put in where the examples are shown."""
    return asdict(replace(view, bar={}))


def _views(turns: int) -> dict[str, View]:
    """All pages in one language, which is reached by so many touches of its button."""
    found: dict[str, View] = {}
    with tempfile.TemporaryDirectory() as folder:
        camera = Camera()
        boards: Any = [{"board": 1, "locks": BOXES}]
        shift = Shift(
            Path(folder),
            reader=False,
            devices={"locker": Board(), "document_scanner": NOBODY, "face": camera},
            settings={
                "locker": LockerSettings(port=Path(folder) / "locker", boards=boards),
                "sound": SoundSettings(),
                "camera": CameraSettings(),
                "face": FaceSettings(),
                "network": lay_network(Path(folder) / "root"),
                "staff": StaffSettings(
                    accounts_file=Path(folder) / "accounts.json",
                    reboot=("systemctl", "reboot"),
                    shut_down=("systemctl", "poweroff"),
                    exit_to_system=("systemctl", "isolate", "rescue.target"),
                    timedatectl=time_service(Path(folder)),
                ),
            },
            platform=NOBODY,
        )
        shift.workers["face"] = Now()
        _installed(shift)
        _busy_week(shift)
        for somebody in WHO.values():
            shift.clock.jump(30)
            shift.gesture()
            found.setdefault("staff-door-number", shift.view)
            shift.by_code(somebody)
            for _ in range(turns):
                shift.tap(Chosen("language"))
            for page in PAGES:
                if f"page:{page.name}" in shift.offered:
                    shift.open(page.name)
                    found.setdefault(f"staff-{page.name}", shift.view)
            if somebody.role is Role.MAINTENANCE:
                _inside(shift, found)
                _before_camera(shift, camera, found)
            if somebody.role is Role.ADMIN:
                _accounts(shift, found)
            if somebody.role is Role.BUSINESS:
                _told(shift, found)
            shift.leave()
        shift.close()
        carded = Path(folder) / "carded"
        carded.mkdir()
        _doors(carded, found)
    return found


def _before_camera(shift: Shift, camera: Camera, found: dict[str, View]) -> None:
    """Somebody measures while the page stands."""

    def seen() -> None:
        shift.pass_s(1.25)
        found["staff-face-live"] = shift.view

    camera.seen = seen
    shift.workers["face"].holds = True
    shift.open("face")
    shift.choose("measure")
    shift.pass_s(1.25)
    shift.workers["face"].go_on()


def _inside(shift: Shift, found: dict[str, View]) -> None:
    """What opens on the maintenance's pages."""

    def at(name: str, page: str, *choices: str) -> None:
        shift.open(page)
        for choice in choices:
            shift.choose(choice)
        found[f"staff-{name}"] = shift.view

    at("device", "devices", "a4_printer")
    shift.choose("disable")
    found["staff-disable"] = shift.view
    shift.tap(WentBack())
    shift.counters.numbered("idcard", "05.01-20260101-0000000001-1001")
    shift.counters.numbered("idcard", "05.01-20260101-0000000002-1002")
    whole = shift.terminal
    shift.terminal = replace(whole, health=whole.health.seen("idcard", DeviceState(faults=(Fault.SWAPPED,))))
    at("exchanged", "devices", "idcard")
    shift.choose("accept")
    found["staff-accept"] = shift.view
    shift.tap(WentBack())
    shift.terminal = whole
    shift.counters.accept("idcard")
    at("refill", "consumables", "a4")
    at("jam", "prints", "jam", "next", "next")
    at("spoiled", "prints", "job:p59")
    at("locker", "locker", "ask")
    at("box", "locker", "1-3")
    shift.choose("open")
    found["staff-box-open"] = shift.view
    shift.yes()
    found["staff-door-second"] = shift.view
    shift.tap(WentBack())
    at("card", "calibration", "card")
    at("edge", "calibration", "edge")
    at("touch", "calibration", "touch", "point:0", "point:4")
    at("sound", "calibration", "sound", "softer")
    at("security", "security", "run")
    at("voices", "voices", "mandarin")
    at("software", "versions", "check")
    at("cleaning", "cleaning", "search")
    change_network(shift, found)
    set_clock(shift, found)


def _told(shift: Shift, found: dict[str, View]) -> None:
    """What residents are told, and what they said."""
    shift.open("notices")
    shift.choose("new")
    found["staff-notice-kinds"] = shift.view
    shift.choose("kind:maintenance")
    begins = shift.clock.now() + timedelta(days=2)
    shift.type(f"{begins:%m%d}22")
    found["staff-notice-begins"] = shift.view
    shift.choose("set")
    shift.type(f"{begins + timedelta(days=1):%m%d}06")
    shift.choose("set")
    found["staff-notice-preview"] = shift.view
    shift.choose("publish")
    found["staff-notices"] = shift.view
    shift.means.inbox.keep(shift.clock.now(), _inbox(shift))
    shift.open("complaints")
    found["staff-complaints"] = shift.view
    shift.choose(CASE.format(1))
    found["staff-complaint"] = shift.view


def _inbox(shift: Shift) -> ComplaintInbox:
    today = shift.clock.now().date()
    said: tuple[tuple[Any, Any, int, str, bool], ...] = (
        ("complaint", "machine", 0, "出纸口的灯不亮，看不清纸从哪里出来。", False),
        ("suggestion", "materials", 3, "户口本能不能不带。", True),
        ("complaint", "slow", -1, "", False),
    )
    return ComplaintInbox(
        complaints=tuple(
            ComplaintLine(
                case_no=CASE.format(number),
                kind=kind,
                topic=topic,
                of="soon",
                said_on=today - timedelta(days=2),
                due=today + timedelta(days=days),
                words=words,
                wants_call=wants_call,
                is_answered=number == 3,
            )
            for number, (kind, topic, days, words, wants_call) in enumerate(said, 1)
        )
    )


def _installed(shift: Shift) -> None:
    """As it stands in a hall: two versions, a file of its own, a stick, and something plugged in that nobody knows."""
    root = shift.root
    for name in ("0.0.9", "0.1.0"):
        with root.software.filling(name) as folder:
            (folder / "VERSION").write_text(name)
            write_sum(folder)
        root.software.try_next(name) if root.software.current else root.software.install_first(name)
        root.software.begin()
        root.software.confirm()
    (root.path / OPT / LAID).write_text("{}")
    lay_file(root, b'terminal = "test-01"\n', "0f3a9c11d2e4")
    (root.path / STICK / "metadata").mkdir(parents=True)
    shift.plugged = (Plugged("1-1", "076b", "5422", "OMNIKEY 5422"), Plugged("1-2", "046d", "c31c", "USB Keyboard"))
    shift.book.keep(OURS, json.dumps([shift.plugged[0].key]))
    shift.journal.write("case-opened", "", {})
    shift.journal.write("usb-plugged", "", {"device": shift.plugged[1].key})
    shift.journal.write("case-shut", "", {})
    shift.book.keep("fleet", _fleet(shift).model_dump_json())
    pictures = {
        "test-01-round-20261122-091200-1.png": "7d1f0c5a92be",
        "test-01-round-20261122-091340-2.png": "04ac88e1f36b",
    }
    shift.book.keep(PICTURES, json.dumps(pictures))
    shift.book.keep("lower_edge_mm", "815")
    shift.book.keep("sound_db", "61")
    shift.book.keep("sound.volume_percent", "55")


def _fleet(shift: Shift) -> Fleet:
    """The test province's invented neighbours, and this terminal with its jammed printer."""
    now = shift.clock.now()
    rows = (*SAMPLES, (shift.settings.terminal, "综合一体机", "", ("a4_printer", "keypad"), 4))
    lines = tuple(
        TerminalLine(
            terminal=name,
            place=f"{HALL} {name[-2:]}号 {kind}" if name != shift.settings.terminal else shift.settings.place,
            profile=kind,
            version="0.1.0",
            closed=closed,
            out_of_order=out,
            heard_at=now - timedelta(seconds=ago),
        )
        for name, kind, closed, out, ago in rows
    )
    return Fleet(asked_at=now, terminals=lines)


def _accounts(shift: Shift, found: dict[str, View]) -> None:
    shift.open("items")
    shift.choose("packages")
    found["staff-packages"] = shift.view
    shift.choose("packages:village")
    found["staff-package"] = shift.view
    shift.choose("take")
    found["staff-package-take"] = shift.view
    shift.tap(WentBack())
    shift.open("accounts")
    shift.choose("1003")
    found["staff-account"] = shift.view
    shift.choose("back")
    shift.choose("new")
    shift.type("2001")
    found["staff-account-new"] = shift.view
    shift.choose("as:patrol")
    found["staff-account-handed-over"] = shift.view


def _doors(folder: Path, found: dict[str, View]) -> None:
    shift = Shift(folder)
    shift.gesture()
    found["staff-door-card"] = shift.view
    shift.insert(PEOPLE[0].card)
    for _ in range(5):
        shift.type("000000")
    shift.type("24")
    shift.tap(Chosen("nothing"))
    found["staff-door-pin"] = shift.view
    shift.close()


def _busy_week(shift: Shift) -> None:
    items = offered(whole_catalogue(), "demo")
    health = shift.terminal.health
    for device, state in (
        ("a4_printer", DeviceState(faults=(Fault.JAMMED,))),
        ("receipt_printer", DeviceState(faults=(), warnings=(Fault.PAPER_LOW,))),
        ("camera", DeviceState(faults=())),
        ("sound", DeviceState(faults=())),
        ("keypad", DeviceState(faults=(Fault.ABSENT,))),
        ("pin_pad", DeviceState(faults=(Fault.DISABLED,))),
    ):
        health = health.seen(device, state)
    minutes = dict.fromkeys(list(items)[:6], 4)
    shift.terminal = replace(
        shift.terminal,
        catalogue=items,
        health=health,
        minutes=minutes,
        place="演示大厅 A2-07",
        help_line="0752-12345",
        divisions=Divisions.load(),
    )
    for device in ("a4_printer", "idcard"):
        shift.counters.count(device, Count.MINUTES_IN_ORDER, 61_234)
        shift.counters.count(device, Count.SHEETS, 4_321)
        shift.counters.tested(device, passed=device == "idcard", said="in order")
        shift.counters.saw(device, shift.terminal.health.of(device))
    for version in ("0.0.9", "0.1.0"):
        shift.journal.write("core-started", "", {"version": version, "boot": "0" * 8})
    shift.book.keep("filled:a4", json.dumps({"filled": 500, "counted": 3_900}))
    names = list(items)
    for number in range(60):
        shift.clock.jump(timedelta(minutes=47).total_seconds())
        visit, item = f"{number:032x}", names[number * number % min(7, len(names))]
        shift.journal.write("consent", "", {"visit": visit, "item": item, "kind": "data", "answer": "yes"})
        if number % 5:
            home, city = ("441300", "440100", "441900", "441300")[number % 4], ("441300", "441900")[number % 2]
            shift.journal.write(
                "identified", "", {"visit": visit, "item": item, "route": "card_code", "home": home, "city": city}
            )
        if number % 5 and number % 4:
            outcome = Outcome.UNKNOWN if number == 41 else Outcome.NOT_DONE if number == 58 else Outcome.DONE
            facts = {
                "session": visit,
                "serial": f"DEMO-{number:06d}",
                "document_no": "D" if number == 59 else "",
                "sha256": f"{number:02x}" * 32,
            }
            shift.journal.intend(f"p{number}", "print", {**facts, "pages": 1 + number % 3})
            fault = "jammed" if outcome is not Outcome.DONE else ""
            shift.journal.settle(f"p{number}", "print", outcome, {"sheets": 1 + number % 3, "fault": fault})
        if number % 20 != 7:
            shift.journal.write(ENDED, "", {"visit": visit, "item": item, **_end(number)})
    shift.journal.intend("a1", "submission", {"session": "s", "item": names[0]})
    shift.journal.intend("m1", "payment", {"session": "s", "item": names[1], "amount_fen": 12_34})
    shift.journal.settle("m1", "payment", Outcome.DONE, {})
    differing: tuple[dict[str, str | int], ...] = (
        {"difference": "missing_here", "there": "refunding", "there_fen": 128_50},
        {"difference": "missing_there", "here": "delivered", "here_fen": 15_00},
        {"difference": "amount", "here": "delivered", "here_fen": 15_00, "there": "delivered", "there_fen": 51_00},
    )
    for number, told in enumerate(differing):
        shift.journal.write("order-differs", f"{number:x}f3a91c2" * 4, {"day": "2026-11-21", **told})
    shift.journal.write("door-forced", "", {"compartment": "1-7"})
    shift.journal.write("staff-refused", "", {"account": "1003", "reason": "wrong", "errors": 2})


def _end(number: int) -> dict[str, str | int]:
    """Most were finished; the others gave up at the code or at the face, some elsewhere."""
    is_done = bool(number % 5 and number % 4)
    given_up = ("code", "face", "code", "check", "consent", "lay_card", "code", "face")[number % 8]
    modes = ("elder", "", "elder speech", "", "en", "low elder", "", "contrast", "keypad speech")[number % 9]
    return {
        "screen": "done" if is_done else given_up,
        "end": "finished" if is_done else ("timed-out", "left", "left", "fault")[number % 3 + (number == 44)],
        "seconds": 60 + 30 * (number % 7),
        "misses": number % 3,
        "modes": modes,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(record(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
