"""Who asks the sandbox, in the words of every router: the terminal, the person, the deed's id."""

from typing import Annotated, Protocol, cast

from fastapi import Depends, Header, Request

from kiosk.platform.values import Token
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk


class _Desks(Protocol):
    """What of kiosk.sandbox.app.Desks is needed here."""

    @property
    def identity(self) -> IdentityDesk: ...


def _terminal(request: Request) -> str:
    return str(request.state.terminal)


Caller = Annotated[str, Depends(_terminal)]
IdentityToken = Annotated[Token, Header(description="The token of an Identity, of this terminal and visit.")]
Key = Annotated[Token, Header(description="The deed's id: the same id always gets the same answer.")]


def _person(request: Request, terminal: Caller, x_identity_token: IdentityToken) -> Citizen:
    return cast("_Desks", request.app.state.desks).identity.citizen(terminal, x_identity_token)


Person = Annotated[Citizen, Depends(_person)]
