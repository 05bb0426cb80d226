"""Where a 网格代办员 asks to act for a person (kiosk/sandbox/proofs.py says whether)."""

from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Request

from kiosk.platform.identity_values import AgentRequest
from kiosk.platform.values import Challenge
from kiosk.sandbox.callers import Caller
from kiosk.sandbox.proofs import ProofDesk


class _Desks(Protocol):
    @property
    def proofs(self) -> ProofDesk: ...


def _desk(request: Request) -> ProofDesk:
    return cast("_Desks", request.app.state.desks).proofs


Desk = Annotated[ProofDesk, Depends(_desk)]
router = APIRouter()


@router.post("/identity/agents", operation_id="act_as_agent")
async def act_as_agent(asked: AgentRequest, desk: Desk, terminal: Caller) -> Challenge:
    """A 网格代办员 asks to act for a person; the person's phone gets a code."""
    return desk.act(terminal, asked)
