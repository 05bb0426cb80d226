"""Views of the screens on which an agent (网格代办员) acts for somebody who stands beside."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.items.registers import agent_matters
from kiosk.view import Choice, Row, View
from screens.making import Making

CONSENT: Final = ("what", "source", "receiver", "keep")
HERE: Final = 3
"""So many of the first department's matters are done here in the example."""


class AgentExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "agent-consent": self._consent,
            "agent-person": lambda: replace(self._making.filled("lay_card", "agent_person", 3), picture="card"),
            "agent-departments": self._departments,
            "agent-matters": self._matters,
            "agent-window": self._window,
            "agent-hand-over": self._hand_over,
            "agent-hand-over-agree": self._agree,
            "agent-handed-over": self._handed_over,
        }

    def _consent(self) -> View:
        view = self._making.filled("consent", "agent_consent", 3)
        rows = tuple(Row(label=view.words[key], value=view.words[f"{key}_value"]) for key in CONSENT)
        return replace(view, rows=rows)

    def _departments(self) -> View:
        view = self._making.filled("pick", "agent_departments", 4)
        names = [one.department for one in agent_matters()]
        choices = tuple(
            Choice(
                id=str(place),
                label=self._making.told(name),
                detail=self._making.text("agent.count", count=names.count(name)),
                icon="house",
            )
            for place, name in enumerate(dict.fromkeys(names))
        )
        signed_for = Choice(
            id="deliver",
            label=self._making.text("agent.deliver"),
            detail=self._making.text("agent.deliver_hint"),
            icon="certificate",
        )
        choices = (signed_for, *choices)
        lead = self._making.text("agent.all", count=len(names))
        return replace(view, choices=choices, words=view.words | {"lead": lead}, layout="grid")

    def _matters(self) -> View:
        first = agent_matters()[0].department
        matters = [one for one in agent_matters() if one.department == first]
        choices = tuple(
            Choice(
                id=one.id,
                label=self._making.told(one.name),
                detail=self._making.text("agent.here" if place < HERE else "agent.window"),
                icon="certificate" if place < HERE else "place",
            )
            for place, one in enumerate(matters)
        )
        return replace(self._making.filled("pick", "agent_matters", 4), choices=choices)

    def _hand_over(self) -> View:
        choices = (
            Choice(id="1", label=self._making.told("居住证办理"), detail="44202611220340272673", icon="certificate"),
        )
        return replace(self._making.filled("pick", "hand_over_cases", 4), choices=choices, is_own_list=True)

    def _case_rows(self) -> tuple[Row, ...]:
        return (
            Row(label=self._making.text("label.matter"), value=self._making.told("居住证办理")),
            Row(label=self._making.text("label.case_no"), value="44202611220340272673"),
        )

    def _agree(self) -> View:
        view = self._making.filled("consent", "hand_over_agree", 4)
        return replace(view, rows=self._case_rows(), picture="agree")

    def _handed_over(self) -> View:
        state = Row(label=self._making.text("label.state"), value=self._making.text("case_state.delivered"))
        rows = (*self._case_rows(), state)
        view = self._making.filled("result", "handed_over", 4)
        return replace(view, rows=rows, words=view.words | {"back": ""}, picture="page", tone="good")

    def _window(self) -> View:
        matter = agent_matters()[-1]
        rows = (
            Row(label=self._making.text("label.matter"), value=self._making.told(matter.name)),
            Row(label=self._making.text("label.office"), value=self._making.told(matter.department)),
        )
        return replace(self._making.filled("result", "agent_window", 5), rows=rows, picture="page")
