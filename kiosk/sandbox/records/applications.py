"""The paper of an application that has no form of its own: what was answered, in the words of its form."""

from kiosk.items.item import Item
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.papers import items, name_of_item
from kiosk.sandbox.submitted_forms import forms, options_of
from printing.records.extract import ExtractEntry, ExtractLine, RegisterExtract


def applied_for(asked: Asked) -> RegisterExtract:
    """Every answer with the label of its question; of a bundle each matter with its number and office."""
    item, case_no = items()[asked.wanted.item], asked.given("accepted_no", "")
    told = [("受理编号", case_no)]
    for question in forms()[item.settings.form].questions:
        value = asked.given(question.id.replace("-", "_"), "")
        if value:
            told.append(((question.label or question.ask).zh_hans, value))
    return RegisterExtract(
        subject=asked.subject,
        issuer=f"{asked.city}政务服务数据管理机构（演示）",
        title=name_of_item(item.id),
        name=asked.citizen.name,
        number=asked.citizen.number,
        queried_at=asked.now,
        lines=tuple(ExtractLine(name=name, value=value) for name, value in told),
        entries=_matters(item, asked, case_no),
    )


def _matters(item: Item, asked: Asked, case_no: str) -> tuple[ExtractEntry, ...]:
    table = item.settings.apply
    if table is None or not table.parts:
        return ()
    chosen = asked.given(table.parts.replace("-", "_"), "").split("、")
    wanted = [one for one in options_of(item).values() if one.name.zh_hans in chosen]
    return tuple(
        ExtractEntry(
            on=f"{case_no}{place:02d}", what=one.name.zh_hans, value=one.hint.zh_hans if one.hint is not None else ""
        )
        for place, one in enumerate(wanted, 1)
    )
