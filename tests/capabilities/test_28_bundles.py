"""11个事项“证照联办”、24证合一: what several matters want is asked once."""

from pathlib import Path

from applying_bench import Applicant
from province_in_process import province_in


def test_eleven_matters_take_fewer_answers_than_each_alone_and_the_screen_says_so(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "licence-bundle")
        matters = [choice.id for choice in person.to("要一起办哪些证？").choices]
        person.press(*(f"choice-{one}" for one in matters), "primary")
        view = person.to("提交前，请您确认")
        told = next(row.value for row in view.rows if row.label == "一起办")
        count, asked, apart = (int(part) for part in "".join(c if c.isdigit() else " " for c in told).split())
        assert count == len(matters) == 11
        assert asked < apart


def test_a_sole_trader_has_twenty_four_filings_to_choose_from(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "individual-business")
        assert len(person.to("还要一起备案什么？").choices) == 24
