"""个体工商户登记、高龄津贴申领、资格认证、办理居住证: each is applied for here, from who it is to the receipt."""

from dataclasses import replace
from pathlib import Path

import pytest
from applying_bench import Applicant, submissions
from province_in_process import province_in


@pytest.mark.parametrize(
    ("item", "end"),
    [
        ("individual-business", "已经受理"),
        ("old-age-allowance", "已经受理"),
        ("pension-qualification", "已经办好"),
        ("residence-permit", "已经受理"),
    ],
)
def test_it_is_applied_for_at_the_terminal(tmp_path: Path, item: str, end: str) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, item)
        person.to(end)
        assert [one["item"] for one in submissions(there)] == [item]
        owes = item == "individual-business"
        assert len(person.hall.taken.slips) == 1 + owes, "the receipt, and the copy of what was promised"
        person.to("办好了")
        assert len(person.hall.taken.texts) == 1, "and its paper"


def test_the_allowance_in_large_text_has_the_same_questions(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "old-age-allowance")
        large = person.hall.session.look.with_setting("size", "elder")
        person.hall.session = replace(person.hall.session, look=large)
        person.to("已经受理")
        assert person.view.size == "elder"
