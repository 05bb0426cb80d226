"""错漏…采取容缺受理: a mistake that can be put right does not end the case."""

from pathlib import Path

from applying_bench import Applicant, submissions
from province_in_process import province_in


def test_what_an_office_finds_wrong_is_asked_for_again_and_the_case_stays(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "individual-business")
        person.to("已经受理")
        case_no = submissions(there)[-1]["case_no"]
        there.tell("platform", "ask_again", case_no=case_no, material="lease-contract")
        later = Applicant(there, "progress", number=person.number, terminal="another")
        later._person._ways = ("identity",)
        while later.hall.newest().screen != "timeline":
            seen = later.hall.newest()
            if seen.screen == "pick" and seen.choices[0].isdigit():
                later.press(f"choice-{case_no}")
            else:
                later._person._act(seen)
        rows = {row.label: row.value for row in later.view.rows}
        assert "等您补材料" in rows.values()
        assert rows["要补交"].startswith("租房合同，")
        assert later.view.words["primary"] == "补交材料"
        assert submissions(there)[-1]["state"] == "open"
