"""自主申报企业: in the name of an enterprise that the register knows one for; a long form is kept for later."""

from pathlib import Path

from applying_bench import Applicant, submissions
from province_in_process import province_in


def test_a_long_form_is_kept_here_and_handed_in_elsewhere(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        first = Applicant(there, "company-start")
        first.to("在哪家银行开户？")
        first.press("asked")
        assert first.title == "存好了"
        code = next(row.value for row in first.view.rows if row.label == "续填码").replace(" ", "")
        first.leave()
        second = Applicant(there, "resume-application", terminal="t-02", item_after="company-start")
        second.to("怎么找到上次填的？")
        second.press("choice-number", *(f"key-{character}" for character in code), "primary")
        second.to("上次没填完，要接着填吗？")
        second.press("choice-go-on")
        assert second.title == "在哪家银行开户？", "what was said before is not asked again"
        second.press("choice-first", "choice-25", "key-2", "primary", "primary", "primary")
        assert second.title == "已经受理"
        assert len(submissions(there)) == 1


def test_the_enterprise_is_one_that_the_register_knows(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "licence-bundle")
        view = person.to("给哪家企业办？")
        assert any(choice.detail.split("　")[0] in ("法定代表人", "经营者") for choice in view.choices)
