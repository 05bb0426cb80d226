"""审批手续已办好,下午顺便给你送去: one message in plain words, that it is done, and when and how it comes."""

import re
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from applying_bench import Applicant
from at_the_terminal import offer
from province_in_process import InProcess, province_in

from kiosk.sandbox.cases import calendar
from kiosk.sandbox.notices import MOST, written

JARGON = re.compile("审批|受理|办结|核准|行政|系统|流程|事项|出件|予以|申请人")
LONGEST_DAYS = 45
"""By then every decision has been made."""


@pytest.mark.parametrize("what", ["done_post", "done_locker", "done_window", "done_account"])
def test_every_such_message_fits_and_names_no_step_of_an_office(what: str) -> None:
    for item in offer("everything").values():
        text = written(what, content=item.settings.name.zh_hans, day="12月31日上午")
        assert len(text) <= MOST
        assert JARGON.search(text.replace(item.settings.name.zh_hans, "")) is None


@pytest.mark.parametrize(("hour", "day"), [(9, "今天下午"), (17, "明天上午")])
def test_who_has_it_sent_reads_when_it_comes(tmp_path: Path, hour: int, day: str) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "residence-permit")
        person._person._ways = ("post", "standard", "on-delivery")
        person.to("已经受理")
        assert person.hall.session.delivery.way == "post"
        assert there.tell("platform", "tell_outcomes")["sent"] == 0, "nothing is done yet"
        move_to(there, hour=hour)
        assert there.tell("platform", "tell_outcomes")["sent"] == 1
        told = [one["text"] for one in there.tell("platform", "outbox")["messages"] if one["number"] == person.number]
        assert told[-1].startswith("您要的居住证")
        assert f"办好了，{day}给您送去" in told[-1]
        assert there.tell("platform", "tell_outcomes")["sent"] == 0, "once"


def move_to(there: InProcess, *, hour: int) -> None:
    """A day on which it is done, so that the next day is worked as well."""
    now = there.province.clock.now()
    days = (now + timedelta(days=ahead) for ahead in count(LONGEST_DAYS))
    worked = next(
        day for day in days if all(calendar().is_working((day + timedelta(days=more)).date()) for more in (0, 1))
    )
    later = worked.replace(hour=hour, minute=0)
    there.province.clock.move((later - now).total_seconds())
