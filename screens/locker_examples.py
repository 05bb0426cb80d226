"""Views of the screens of the pick-up locker: for residents who collect, and for staff who put in and take back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Compartment, View
from screens.making import Making

COLUMN: Final = 8
DOORS: Final = tuple(
    Compartment(number=number, column=(number - 1) // COLUMN + 1, row=(number - 1) % COLUMN + 1, is_here=number == 12)
    for number in range(1, 37)
)
ITEMS: Final = {
    "zh-Hans": ("不动产权证书", "居住证"),
    "zh-Hant": ("不動產權證書", "居住證"),
    "en": ("Property certificate", "Residence permit"),
}
PERSON: Final = "赵*样"
FILLED: Final = {"door": 12, "count": 5, "applicant": PERSON, "until": "11-24 09:00"}
WAYS: Final = ("code", "scan", "id-card", "identity")
SIGNS: Final = {
    "code": "pin",
    "scan": "phone",
    "id-card": "card",
    "identity": "person",
    "put": "down",
    "recall": "again",
    "in_it": "certificate",
    "empty": "erase",
}


class LockerExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        view = self._making.view
        return {
            "pick-up-ways": lambda: self._pick("pick_up_ways", "pick_up_way", WAYS, 1),
            "pick-up-scan": lambda: view("scan", section="scan_pick_up", step=2),
            "pick-up-card": lambda: view("lay_card", section="pick_up_card", step=2, picture="card"),
            "parcels": self._parcels,
            "door-opening": lambda: self._door("opening", 4),
            "door-take": lambda: self._door("take", 4),
            "door-shut": lambda: self._door("shut", 4),
            "parcel-taken": self._taken,
            "staff-pass": lambda: view("scan", section="staff_pass", step=1),
            "staff-second-pass": lambda: view("scan", section="second_staff_pass", step=3),
            "staff-pin": lambda: view("pin", section="staff_pin", step=1, digits=3, digits_wanted=6),
            "locker-tasks": lambda: self._pick("locker_tasks", "locker_task", ("put", "recall"), 2),
            "scan-case": lambda: view("scan", section="scan_case", step=2),
            "door-sizes": self._sizes,
            "door-put": lambda: self._door("put", 4),
            "recalls": self._recalls,
            "found-in-box": self._found,
            "locker-end-stored": lambda: self._end("stored", "stored_told"),
            "locker-end-recalled": lambda: self._end("recalled", "recalled_next"),
            "locker-end-missing": lambda: self._end("missing", "missing_next"),
            **{
                f"trouble-{key.replace('_', '-')}": self._trouble(key)
                for key in (
                    "door_shut",
                    "parcel_left",
                    "door_unknown",
                    "pick_up_locked",
                    "parcel_unclear",
                    "same_staff",
                )
            },
        }

    def _found(self) -> View:
        view = self._pick("found_in_box", "in_box", ("in_it", "empty"), 4)
        return replace(view, words=self._making.words("found_in_box", door=12))

    def _pick(self, section: str, kind: str, ids: tuple[str, ...], step: int) -> View:
        choices = tuple(
            Choice(
                id=one,
                label=self._making.text(f"{kind}.{one}"),
                detail=self._making.text(f"{kind}_hint.{one}"),
                icon=SIGNS[one],
            )
            for one in ids
        )
        return self._making.view("pick", section=section, step=step, choices=choices, picture="door")

    def _listed(self, section: str, keys: tuple[str, ...], step: int) -> View:
        choices = tuple(
            Choice(
                id=f"{number}",
                label=ITEMS[self._making.language][number % 2],
                detail=self._making.text(key, **FILLED),
                icon="certificate",
            )
            for number, key in enumerate(keys)
        )
        return self._making.view("pick", section=section, step=step, choices=choices, picture="door", is_own_list=True)

    def _parcels(self) -> View:
        return self._listed("parcels", ("parcel_detail.person", "parcel_detail.stored", "parcel_detail.unclear"), 3)

    def _recalls(self) -> View:
        return self._listed("recalls", ("recall_detail.overdue", "recall_detail.unclear"), 3)

    def _sizes(self) -> View:
        words = self._making.words("door_sizes", parcel=ITEMS[self._making.language][0], applicant=PERSON)
        choices = tuple(
            Choice(
                id=size,
                label=self._making.text(f"door_size.{size}"),
                detail=self._making.text(f"door_size_hint.{key}", count=count),
                icon="house",
            )
            for size, key, count in (("small", "fits", 12), ("medium", "free", 5), ("large", "free", 2))
        )
        return self._making.view("pick", section="door_sizes", words=words, step=3, choices=choices, picture="door")

    def _door(self, phase: str, step: int) -> View:
        where = self._making.text("door_place.middle_middle")
        words = self._making.words("door", door=12, where=where)
        told = {"title": words[f"title_{phase}"], "lead": words[f"lead_{phase}"], "photo": words["photo"]}
        tone = "plain" if phase == "opening" else "good"
        return self._making.view("door", words=told, step=step, doors=DOORS, tone=tone, can_go_back=False)

    def _taken(self) -> View:
        words = self._making.words("parcel_taken", door=12)
        return self._making.view(
            "done", words=words | {"back": ""}, step=5, tone="good", picture="locker", seconds_left=30
        )

    def _end(self, title: str, lead: str) -> View:
        told = self._making.below("locker_end", **FILLED)
        words = self._making.words("locker_end") | {"title": told[title], "lead": told[lead]}
        view = self._making.view("done", step=5, tone="good", picture="locker_no_slip", seconds_left=30)
        return replace(view, words=words | {"other_way": ""})

    def _trouble(self, key: str) -> Callable[[], View]:
        def make() -> View:
            words = self._making.trouble(key, door=12)
            hopeless = {} if key in ("door_shut", "parcel_left") else {"primary": ""}
            return self._making.view(
                "trouble", words=words | {"another": ""} | hopeless, step=4, tone="bad", picture="door"
            )

        return make
