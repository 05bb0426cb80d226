"""What a scripted person types into an item's form: their own case, a paper of theirs, a household number."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.flows import FLOWS, driver_medical, progress, verify_document
from kiosk.flows.filling_in import field_name
from kiosk.flows.inquiring import form_named, form_of
from kiosk.forms.form import Amount, Form, Number, Text
from kiosk.hall.medical_people import HEIGHT
from kiosk.hall.person_ways import Tells
from kiosk.items.catalogue import load_catalogue
from kiosk.items.flow_names import APPLY
from kiosk.items.item import Item
from printing.layout_schema import SlipLayout

HOUSEHOLD = "0000012345"
PHONE = "13800000000"
RESUME = "resume"
"""The flow that goes on with a form that was kept."""
KEPT = "individual-business"
"""The item of which whoever goes on with a form has kept one."""


def answers_for(item: Item, citizen: str, tell: Tells) -> tuple[str, ...]:
    """In the order of the form's questions that are typed.

    Args:
        item: what is wanted.
        citizen: number of the person.
        tell: asks the sandbox for what the person holds.
    """
    if item.settings.flow == RESUME:
        kept = tell("platform", "draft", number=citizen, item=KEPT)
        return (str(kept["code"]), *answers_for(load_catalogue(frozenset(FLOWS))[KEPT], citizen, tell))
    known = _known(item, citizen, tell)
    left = (question for question in _form(item).questions if question.id not in known)
    typed = [question for question in left if isinstance(question, Number | Amount | Text)]
    return tuple(_KNOWN.get(question.id, _anything)(citizen, tell) for question in typed)


def _known(item: Item, citizen: str, tell: Tells) -> frozenset[str]:
    """Questions that nobody asks, since the platform has filled them in."""
    if item.settings.flow != APPLY:
        return frozenset()
    asked = {field_name(question.id): question.id for question in _form(item).questions}
    try:
        found = tell("platform", "known", number=citizen, item=item.id, fields=list(asked))["fields"]
    except ValueError:
        # Whoever may not apply is told so at the terminal.
        return frozenset()
    return frozenset(asked[name] for name in found)


def _form(item: Item) -> Form:
    match item.settings.flow:
        case "progress" if item.settings.record == progress.RECORD:
            return form_named(progress.FORM)
        case "verify_document" if not isinstance(item.paper, SlipLayout):
            return form_named(verify_document.FORM)
        case driver_medical.FLOW:
            return form_named(driver_medical.FORM)
        case _:
            return form_of(item, offers_copies=True)


def _case(part: str) -> Callable[[str, Tells], str]:
    return lambda citizen, tell: str(tell("platform", "cases", number=citizen)["cases"][0][part])


def _paper(citizen: str, tell: Tells) -> str:
    return str(tell("platform", "paper", number=citizen)["code"])


def _flat(part: str) -> Callable[[str, Tells], str]:
    return lambda citizen, tell: str(tell("platform", "certificate", number=citizen)[part])


def _anything(citizen: str, tell: Tells) -> str:  # noqa: ARG001  as all the others
    return "YANGLI 1"


_KNOWN: Mapping[str, Callable[[str, Tells], str]] = MappingProxyType(
    {
        "funds": lambda *_: "5",
        "capital": lambda *_: "50",
        "area": lambda *_: "80",
        "staff": lambda *_: "2",
        "insured": lambda *_: "2",
        "landlord-phone": lambda *_: PHONE,
        "household-no": lambda *_: HOUSEHOLD,
        "water-no": lambda *_: HOUSEHOLD,
        "power-no": lambda *_: HOUSEHOLD,
        "gas-no": lambda *_: HOUSEHOLD,
        "buyer-phone": lambda *_: PHONE,
        "phone": lambda *_: PHONE,
        "height": lambda *_: HEIGHT,
        "words": lambda *_: "",
        "case-no": _case("case_no"),
        "code": _case("code"),
        "verification-code": _paper,
        "certificate-no": _flat("certificate_no"),
        "holder": _flat("holder"),
        "print-no": _flat("print_no"),
    }
)
"""By the id of the question."""
