"""让数据跑代替群众跑: at the end it says how many papers and ways were spared, by the catalogue's own figures."""

from pathlib import Path

from applying_bench import CATALOGUE, Applicant
from province_in_process import province_in


def test_papers_and_trips_that_nobody_needs(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "old-age-allowance")
        view = person.to("已经受理")
        facts = CATALOGUE["old-age-allowance"].settings.facts
        assert facts.before is not None
        fewer = facts.before.materials - len(facts.needs)
        assert any(f"少交{fewer}份材料" in row.value for row in view.rows)
