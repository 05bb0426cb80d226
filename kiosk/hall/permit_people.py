"""A person with a permit before the endorsement machine, for scripted visits."""

from collections.abc import Callable, Iterator

from kiosk.hall.person_ways import PERMIT, PERMIT_MODEL, Act, Tells

ITEM = "exit-endorsement"
Until = Callable[[Callable[[], bool], str], None]


def permit_acts(citizen: str, tell: Tells, until: Until) -> Iterator[Act]:
    """Put the own permit in; take it when it comes back. Its chip lies on the machine's antenna meanwhile."""

    def put_in() -> None:
        permit = tell("platform", "permit", number=citizen, kind=PERMIT)
        chip = {"kind": PERMIT_MODEL, **{name: permit[name] for name in ("number", "birth", "expiry", "name")}}
        until(lambda: bool(tell("endorser", "count")["open"]), "the machine's mouth to open")
        tell("smart_card", "remove")
        tell("smart_card", "insert", **chip)
        tell("endorser", "insert", card="permit")

    def take() -> None:
        until(lambda: tell("endorser", "count")["place"] == "mouth", "the permit to come back")
        tell("smart_card", "remove")
        tell("endorser", "take")

    yield put_in
    yield take
