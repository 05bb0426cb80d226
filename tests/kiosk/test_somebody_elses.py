"""An answer about somebody or something else than was asked for is neither shown nor printed, whoever mixed it up."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from at_the_terminal import at, get, glass, press, shown
from province_in_process import Hall, InProcess, Taken, province_in

from kiosk import effects, events
from kiosk.hall.person import Seen
from kiosk.hands.services import checked
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.line import Answer
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.services import case_by_scan, open_record
from kiosk.sandbox.cases import link
from kiosk.sandbox.citizens import Citizen

Spoil = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def somebody(there: InProcess) -> Citizen:
    return there.province.register.samples(1)[0]


@dataclass
class SpoiltLine:
    """The answers to one path come changed; everything about them but that is as it should be."""

    line: Any
    path: str
    spoil: Spoil

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, limit_s: float) -> Answer:
        answer: Answer = self.line.send(method, path, headers, body, limit_s)
        if not path.startswith(f"/v1{self.path}") or answer.status != 200:
            return answer
        content = json.loads(answer.body)
        self.spoil(content)
        return replace(answer, body=json.dumps(content, ensure_ascii=False).encode())


@contextmanager
def spoilt(there: InProcess, path: str, spoil: Spoil) -> Iterator[None]:
    line = there.platform._line
    there.platform._line = SpoiltLine(line, path, spoil)  # type: ignore[assignment]  # the same calls
    try:
        yield
    finally:
        there.platform._line = line


def assert_nothing_came(taken: Taken) -> None:
    assert taken.last.screen == "trouble", taken.screens
    assert [*taken.documents, *taken.texts, *taken.slips] == []
    assert not {"check", "result", "timeline"} & set(taken.screens), "nor was it seen"


def said(**fields: Any) -> Spoil:
    return lambda content: content.update(fields)


def case_of_another(content: dict[str, Any]) -> None:
    content["progress"]["case_no"] = "4".zfill(20)


NOT_ASKED_FOR: list[tuple[str, str, Spoil]] = [
    ("licence-copy", "/licences", said(subject="subject-of-another")),
    ("residence-permit-progress", "/cases", said(subject="subject-of-another")),
    ("exit-progress", "/case-queries", case_of_another),
    ("property-query", "/records", said(purpose="公证")),
    ("property-query", "/records", said(subject="subject-of-another")),
    ("licence-copy", "/records", said(purpose="银行业务")),
    ("licence-copy", "/records", said(identifier="1.2.156.3005.2.another")),
    ("power-use", "/open-records", said(household_no="******9999")),
    ("property-progress", "/records", said(subject="subject-of-another")),
    ("property-authenticity", "/open-records", said(certificate_no="粤（2019）惠州市不动产权第5****9号")),
    ("property-authenticity", "/open-records", said(holder="别*人")),
    ("property-authenticity", "/open-records", said(kind="property-progress")),
]


@pytest.mark.parametrize(("item", "path", "spoil"), NOT_ASKED_FOR)
def test_what_was_not_asked_for_is_neither_shown_nor_taken_along(
    there: InProcess, somebody: Citizen, item: str, path: str, spoil: Spoil
) -> None:
    assert get(at(there), item, somebody).last.screen != "trouble", "without the mistake it is fine"
    with spoilt(there, path, spoil):
        assert_nothing_came(get(at(there), item, somebody))


def test_the_case_of_a_receipt_is_the_one_whose_number_the_receipt_bears(there: InProcess, somebody: Citizen) -> None:
    number = there.tell("platform", "cases", number=somebody.number)["cases"][0]["case_no"]
    assert case_by_scan(there.platform, link(number)).progress.case_no == number
    with spoilt(there, "/case-scans", case_of_another), pytest.raises(WrongAnswer):
        case_by_scan(there.platform, link(number))


def test_a_right_signature_over_other_words_than_the_platforms_is_no_genuine_paper(
    there: InProcess, somebody: Citizen
) -> None:
    document = get(at(there), "ss-enrolment-certificate", somebody).documents[0]
    assert document.verification is not None
    payload = document.verification.url.encode()
    assert not checked(payload, there.platform).is_forged
    with spoilt(there, "/verify/", said(name_masked="别*人")):
        assert checked(payload, there.platform).is_forged


def test_what_another_city_has_in_its_books_is_no_answer(there: InProcess) -> None:
    wanted = OpenRequest(
        item="power-use", record="utility-payment", city="441300", asked={"household_no": "0000012345"}
    )
    assert open_record(there.platform, wanted).household_no == "******2345"  # type: ignore[union-attr]  # of that kind
    guide = OpenRequest(item="service-guide", record="service-guide", city="441300")
    with spoilt(there, "/open-records", said(kind="tax-code")), pytest.raises(WrongAnswer):
        open_record(there.platform, guide)


def test_of_several_cases_the_chosen_one_is_shown(there: InProcess, somebody: Citizen) -> None:
    hall = at(there)
    listed = _up_to_cases(hall, somebody)
    assert len(listed) > 1
    assert listed[-1] in shown(press(hall, f"choice-{listed[-1]}"))
    assert not any(other in shown(glass(hall)) for other in listed[:-1])


def _up_to_cases(hall: Any, somebody: Citizen) -> list[str]:
    """Press on as a person does until the list stands there."""
    press(hall, "choice-progress", "primary", "choice-identity", "primary")
    hall.tell("idcard", "lay", **hall.tell("platform", "citizen", number=somebody.number))
    for digit in hall.tell("platform", "outbox")["messages"][-1]["code"]:
        press(hall, f"digit-{digit}")
    view = glass(hall)
    assert view.screen == "pick", view.screen
    return [choice.id for choice in view.choices]


def test_a_licence_that_may_not_be_printed_is_not_offered(there: InProcess, somebody: Citizen) -> None:
    def shut(content: dict[str, Any]) -> None:
        next(one for one in content["licences"] if one["may_print"])["may_print"] = False

    open_to_all = get(at(there), "licence-copy", somebody)
    first = next(one.licence for one in open_to_all.records)
    with spoilt(there, "/licences", shut):
        taken = get(at(there), "licence-copy", somebody)
    assert taken.records[0].licence != first


def test_who_has_no_licence_that_may_be_printed_is_told_so(there: InProcess, somebody: Citizen) -> None:
    def none(content: dict[str, Any]) -> None:
        content["licences"] = [one | {"may_print": False} for one in content["licences"]]

    with spoilt(there, "/licences", none):
        assert_nothing_came(get(at(there), "licence-copy", somebody))


class SaysSoError(Exception):
    """The screen says that no slip came."""


class WithoutSlips(Hall):
    """The printer of slips fails at every one."""

    told: events.Event = events.SlipSettled(is_printed=False)

    def _put_out(self, effect: effects.Effect) -> list[events.Event]:
        return [self.told] if isinstance(effect, effects.PrintSlip) else super()._put_out(effect)

    def newest(self) -> Seen:
        seen = super().newest()
        assert seen.screen != "done", "nothing came out"
        if seen.screen == "result" and self.taken.last.notice:
            raise SaysSoError
        return seen


@pytest.mark.parametrize("told", [events.SlipSettled(is_printed=False), events.Failed("no_paper", can_try_again=True)])
def test_a_slip_that_did_not_come_is_not_said_to_have_come(
    there: InProcess, somebody: Citizen, told: events.Event
) -> None:
    hall = WithoutSlips(there, at(there).session.terminal)
    hall.told = told
    with pytest.raises(SaysSoError):
        get(hall, "power-use", somebody)
