"""What a visit knows of a driver's medical. Dropped with the visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from kiosk.fitness import Doubt, Findings, doubts, rules
from kiosk.platform.examining_values import (
    ExaminableDriver,
    ExaminationGiven,
    ExaminationRequest,
    ExaminationStanding,
    SignedExamination,
)
from kiosk.platform.submission_values import Draft

NOTHING_FOUND = Findings()


@dataclass(frozen=True, slots=True)
class Examining:
    """One examination, from station to station."""

    driver: ExaminableDriver | None = field(default=None, repr=False)
    draft: Draft | None = field(default=None, repr=False)
    """What the person's stations found before, in another visit."""
    is_asked: bool = False
    """The platform has said whether there is a draft."""
    now: datetime | None = None
    """When it was begun."""
    findings: Findings = field(default=NOTHING_FOUND, repr=False)
    seed: int | None = field(default=None, repr=False)
    """Lots of the test under way."""
    answers: tuple[str, ...] = field(default=(), repr=False)
    """To the test under way."""
    done: tuple[str, ...] = field(default=(), repr=False)
    """Movements that the person could do, of those asked so far."""
    is_played: bool = False
    """The tone of this trial is over; only then an answer counts."""
    tries: int = 0
    """Of the hearing test: how often somebody answered where there was nothing to hear."""
    request: ExaminationRequest | None = field(default=None, repr=False)
    given: ExaminationGiven | None = field(default=None, repr=False)
    standing: ExaminationStanding | None = field(default=None, repr=False)
    is_live: bool = False
    """The doctor's picture is there."""
    signed: SignedExamination | None = field(default=None, repr=False)
    is_unkept: bool = False
    """The platform has not got the last station yet."""
    is_away: bool = False
    """No doctor is there."""
    is_booking: bool = False
    """An hour with a doctor is being booked."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Of the licence."""
        return self.driver.classes if self.driver is not None else ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What stands against the licence by the rules."""
        return doubts(self.classes, self.findings, rules())

    @property
    def is_passed(self) -> bool:
        """Whether a doctor has signed that the person is fit, and nothing that was measured contradicts it."""
        return self.signed is not None and self.signed.word.result == "合格" and not self.doubts

    def found(self, **values: object) -> Self:
        """With more findings, and the next test not begun."""
        findings = replace(self.findings, **values)  # type: ignore[arg-type]  # fields of Findings
        return replace(self, findings=findings, answers=(), seed=None, is_played=False, is_unkept=True)


NO_EXAMINATION = Examining()
_YES, _NO, _NONE = "yes", "no", "none"


def as_answers(found: Findings) -> dict[str, str]:
    """Finished stations, as a draft keeps them."""
    told: dict[str, str] = {}
    if found.ills is not None and found.height_cm:
        told |= {"ills": ";".join(found.ills) or _NONE, "height_cm": str(found.height_cm)}
        told |= {"glasses": _word(found.has_glasses), "hearing_aid": _word(found.has_hearing_aid)}
    if found.sight_left and found.sight_right:
        told |= {"sight_left": found.sight_left, "sight_right": found.sight_right}
    if found.sees_colours is not None:
        told["colours"] = _word(found.sees_colours)
    if found.hears_left is not None and found.hears_right is not None:
        told |= {"hears_left": _word(found.hears_left), "hears_right": _word(found.hears_right)}
    if found.can_do is not None:
        told["can_do"] = ";".join(found.can_do) or _NONE
    return told


def from_answers(kept: Mapping[str, str]) -> Findings:
    """What a draft says; what it does not say, or does not say whole, is tested anew."""
    found = NOTHING_FOUND
    if {"ills", "height_cm", "glasses", "hearing_aid"} <= set(kept) and kept["height_cm"].isdecimal():
        found = replace(
            found,
            ills=_several(kept["ills"]),
            height_cm=int(kept["height_cm"]),
            has_glasses=kept["glasses"] == _YES,
            has_hearing_aid=kept["hearing_aid"] == _YES,
        )
    if {"sight_left", "sight_right"} <= set(kept):
        found = replace(found, sight_left=kept["sight_left"], sight_right=kept["sight_right"])
    if "colours" in kept:
        found = replace(found, sees_colours=kept["colours"] == _YES)
    if {"hears_left", "hears_right"} <= set(kept):
        found = replace(found, hears_left=kept["hears_left"] == _YES, hears_right=kept["hears_right"] == _YES)
    if "can_do" in kept:
        found = replace(found, can_do=_several(kept["can_do"]))
    return found


def is_fresh(draft: Draft, now: datetime) -> bool:
    """Whether its stations are still good for a paper of today."""
    return timedelta(0) <= now - draft.saved_at <= timedelta(hours=rules().kept_hours)


def _word(is_so: bool) -> str:  # noqa: FBT001  one of two words
    return _YES if is_so else _NO


def _several(text: str) -> tuple[str, ...]:
    return () if text in ("", _NONE) else tuple(text.split(";"))
