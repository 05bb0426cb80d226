"""异地受理、数据代跑、协同联动: the timeline names the office of each step, and who acts now."""

import pytest
from at_the_terminal import at, get
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen


def test_every_stage_names_its_office_and_the_running_one_is_marked(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "progress", somebody)
    timeline = next(view for view in taken.views if view.screen == "timeline")
    assert len(timeline.stages) > 2
    assert all(stage.office and stage.when for stage in timeline.stages)
    offices = {stage.office for stage in timeline.stages}
    assert len(offices) > 1, "accepted here, decided there"


@pytest.mark.parametrize(
    ("item", "matter"), [("residence-permit-progress", "居住证申领"), ("ss-card-progress", "社会保障卡申领")]
)
def test_who_asks_for_one_document_is_shown_no_case_about_anything_else(
    there: InProcess, somebody: Citizen, item: str, matter: str
) -> None:
    taken = get(at(there), item, somebody)
    titles = {view.words["title"] for view in taken.views if view.screen == "timeline"}
    listed = {choice.label for view in taken.views if view.screen == "pick" for choice in view.choices}
    assert titles == {matter}
    assert listed <= {matter}
