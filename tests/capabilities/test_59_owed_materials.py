"""容缺审批，双容双承诺: taken with a paper missing, both promises on the copy, handed in at another terminal."""

from pathlib import Path

import pytest
from applying_bench import submissions
from materials_bench import Gatherer, paper
from province_in_process import province_in

from kiosk.hands import materials as hands
from kiosk.hands import page_picture


def test_it_is_taken_without_the_lease_which_comes_later_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "page_of", lambda picture, _: page_picture.looked_at(picture))
    with province_in(tmp_path) as there:
        person = Gatherer(there, "individual-business")
        person.to_list()
        person.press("primary", "choice-owed", "primary", "primary")
        person.signs()
        person.to("已经受理")
        copy = next(words for words in person.slip_words if "承诺书" in words)
        assert "申请人承诺" in copy
        assert "受理部门承诺" in copy
        assert "补交期限" in copy
        later = Gatherer(there, "progress", number=person.number, terminal="another")
        later._person._ways = ("identity",)
        case_no = submissions(there)[-1]["case_no"]
        while later.hall.newest().screen != "timeline":
            seen = later.hall.newest()
            if seen.screen == "pick" and seen.choices[0].isdigit():
                later.press(f"choice-{case_no}")
            else:
                later._person._act(seen)
        later.press("primary")
        later.hall.glass.lies.append(paper())
        later.press("primary", "choice-scan", "primary", "primary")
        assert later.view.notice == "补交好了，接着往下办。"
        messages = [one["text"] for one in there.tell("platform", "outbox")["messages"]]
        assert any("前补交材料" in text for text in messages), "and a reminder of the day"
