"""What an agent's screens show: departments with how many matters each has, matters, and what a window does."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import agent
from kiosk.flows.handing_over import case_of
from kiosk.items.registers import AgentMatter, agent_matters
from kiosk.look.told import as_read
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Language, Row, View


def departments(texts: Texts, session: Session, step: Step, view: View) -> View:
    """Each with how many matters it has."""
    names = agent.departments()

    def tile(choice: str) -> Choice:
        if choice == agent.DELIVER:
            label, detail = (texts.text(view.language, f"agent.{key}") for key in ("deliver", "deliver_hint"))
            return Choice(id=choice, label=label, detail=detail, icon="certificate")
        name = names[int(choice)]
        count = sum(one.department == name for one in agent_matters())
        detail = texts.text(view.language, "agent.count", count=count)
        return Choice(id=choice, label=as_read(texts, session, name), detail=detail, icon="house")

    lead = texts.text(view.language, "agent.all", count=len(agent_matters()))
    choices = tuple(tile(choice) for choice in step.offers(session))
    return replace(view, choices=choices, words=view.words | {"lead": lead}, layout="grid")


def matters(texts: Texts, session: Session, _: Step, view: View) -> View:
    """Those that can be done here first."""

    def tile(matter: AgentMatter) -> Choice:
        item = session.terminal.catalogue.get(matter.item)
        if item is None:
            detail = texts.text(view.language, "agent.window")
            return Choice(id=matter.id, label=as_read(texts, session, matter.name), detail=detail, icon="place")
        label = matter.name if view.language == "zh-Hans" else item.settings.name.of(view.language)
        return Choice(id=matter.id, label=label, detail=texts.text(view.language, "agent.here"), icon="certificate")

    return replace(view, choices=tuple(tile(one) for one in agent.matters_of(session)))


def window(texts: Texts, session: Session, _: Step, view: View) -> View:
    """Where the matter is done."""
    matter = agent.matter_of(session)
    if matter is None:
        return view
    rows = (
        Row(label=texts.text(view.language, "label.matter"), value=as_read(texts, session, matter.name)),
        Row(label=texts.text(view.language, "label.office"), value=as_read(texts, session, matter.department)),
    )
    return replace(view, rows=rows, picture="page")


def cases(texts: Texts, session: Session, __: Step, view: View) -> View:
    """What was made and can be handed over."""
    choices = tuple(
        Choice(
            id=one.progress.case_no,
            label=as_read(texts, session, one.progress.item),
            detail=one.progress.case_no,
            icon="certificate",
        )
        for one in session.serving.cases
    )
    return replace(view, choices=choices, is_own_list=True)


def agree(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What is signed for."""
    return replace(view, rows=_case_rows(texts, session, view.language), picture="agree")


def handed_over(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What the province has on record."""
    state = Row(label=texts.text(view.language, "label.state"), value=texts.text(view.language, "case_state.delivered"))
    rows = (*_case_rows(texts, session, view.language), state)
    return replace(view, rows=rows, words=view.words | {"back": ""}, picture="page", tone="good")


def _case_rows(texts: Texts, session: Session, language: Language) -> tuple[Row, ...]:
    case = case_of(session)
    return (
        Row(label=texts.text(language, "label.matter"), value=as_read(texts, session, case.progress.item)),
        Row(label=texts.text(language, "label.case_no"), value=case.progress.case_no),
    )


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {"agent_departments": departments, "agent_matters": matters, "agent_window": window}
    | {"hand_over_cases": cases, "hand_over_agree": agree, "handed_over": handed_over}
)
"""By a step's words."""
