"""自动引用已有数据: filled in from the registers, each answer says from which, and what is changed is marked."""

from pathlib import Path

from applying_bench import Applicant
from province_in_process import province_in


def test_seventeen_of_eighteen_with_their_sources(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "old-age-allowance")
        person.to("现在和谁一起住？")
        view = person.press("choice-alone")
        assert view.words["lead"].startswith("18项里17项已替您填好")
        assert sum("来自：" in choice.label for choice in view.choices) == 17
        view = person.press("choice-marital", "choice-married")
        assert "您改过" in next(choice.label for choice in view.choices if choice.id == "marital")
