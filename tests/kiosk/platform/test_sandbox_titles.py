"""Real estate: each title is one paper with all its owners' names, and is known to be genuine; and two lists beside."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from province_in_process import InProcess, province_in

from drivers.clock import BEIJING
from kiosk.platform import services
from kiosk.platform.booking_values import TicketRequest
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.values import ErrorCode, IssueRequest, PrintReport, RecordRequest, SpoiledReport
from kiosk.sandbox import data_file
from kiosk.sandbox.booking_desk import BookingDesk
from kiosk.sandbox.citizens import Citizen, Register
from kiosk.sandbox.documents import DocumentDesk
from kiosk.sandbox.homes import Flat, flats_of
from kiosk.sandbox.places import GUANGDONG, ZHEJIANG, Land
from kiosk.sandbox.population import household_of
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from printing.records.property import PropertyAuthenticity, PropertyTitle
from printing.records.tax import IncomeList

DAY_S = 86_400
TITLE = "property-certificate-print"
TERMINAL = "huiyang-a2-07"
WANTED = RecordRequest(item=TITLE, record="property-title", city="441300", period_from="202611", period_to="202611")
OWN = "449901198001010019"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def flats(citizen: Citizen, land: Land = GUANGDONG, city: str = "惠州市") -> tuple[Flat, ...]:
    return flats_of(1, household_of(1, citizen.number, land), citizen.number, land, city, {})


def owner(there: InProcess, wanted: Callable[[tuple[Flat, ...]], bool]) -> Citizen:
    return next(one for one in there.province.register.everyone() if wanted(flats(one)))


def printed(there: InProcess, citizen: Citizen, deed: str, outcome: Any = "done") -> PropertyTitle:
    desk = DocumentDesk(there.province)
    issued = desk.issue(TERMINAL, citizen, IssueRequest(wanted=WANTED), deed)
    assert isinstance(issued.record, PropertyTitle)
    report = PrintReport(serial=deed[:12], document_no=issued.document_no, outcome=outcome, sheets=outcome == "done")
    desk.report(TERMINAL, report, deed)
    return issued.record


def refused(there: InProcess, citizen: Citizen) -> ErrorCode:
    with pytest.raises(RefusalError) as found:
        DocumentDesk(there.province).record(citizen, WANTED)
    return found.value.refusal.code


def test_a_title_is_printed_once_and_not_again_on_another_day(there: InProcess) -> None:
    citizen = owner(there, lambda found: len(found) == 1 and found[0].has_title)
    printed(there, citizen, "a" * 32)
    assert refused(there, citizen) is ErrorCode.PRINTED_BEFORE
    there.province.clock.move(3 * DAY_S)
    assert refused(there, citizen) is ErrorCode.PRINTED_BEFORE


def test_a_title_that_one_owner_has_printed_is_printed_for_no_other(there: InProcess) -> None:
    citizen = owner(there, lambda found: len(found) == 1 and found[0].has_title and len(found[0].owners) > 1)
    other = there.province.register.of(next(one for one in flats(citizen)[0].owners if one != citizen.number))
    assert other is not None
    printed(there, other, "a" * 32)
    assert refused(there, citizen) is ErrorCode.PRINTED_BEFORE


def test_a_title_whose_print_came_to_nothing_is_printed_still(there: InProcess) -> None:
    citizen = owner(there, lambda found: len(found) == 1 and found[0].has_title)
    first = printed(there, citizen, "a" * 32, "not_done")
    there.province.clock.move(DAY_S)
    assert printed(there, citizen, "b" * 32) == first
    assert refused(there, citizen) is ErrorCode.PRINTED_BEFORE


def test_a_title_is_not_called_spoiled_here_but_exchanged_at_the_window(there: InProcess) -> None:
    citizen = owner(there, lambda found: len(found) == 1 and found[0].has_title)
    printed(there, citizen, "a" * 32)
    there.province.clock.move(60)
    told = there.province.store.row("SELECT document_no FROM prints WHERE serial = ?", "a" * 12)
    assert told is not None
    report = SpoiledReport(
        document_no=told["document_no"],
        serial="a" * 12,
        reason="torn",
        account="1001",
        second="1006",
        at=there.province.clock.now(),
    )
    with pytest.raises(RefusalError) as found:
        DocumentDesk(there.province).void(TERMINAL, report, "a" * 32)
    assert found.value.refusal.code is ErrorCode.CONFLICT
    assert refused(there, citizen) is ErrorCode.PRINTED_BEFORE


def test_whoever_has_two_titles_gets_one_after_the_other(there: InProcess) -> None:
    citizen = owner(there, lambda found: len(found) > 1 and all(one.has_title for one in found))
    first = printed(there, citizen, "a" * 32)
    there.province.clock.move(DAY_S)
    both = {first.certificate_no, printed(there, citizen, "b" * 32).certificate_no}
    assert both == {one.certificate_no for one in flats(citizen)}
    assert refused(there, citizen) is ErrorCode.PRINTED_BEFORE


def test_what_is_only_pre_registered_has_no_title(there: InProcess) -> None:
    citizen = owner(there, lambda found: len(found) == 1 and found[0].state == "预告登记")
    assert refused(there, citizen) is ErrorCode.NOTHING_FOUND


@pytest.mark.parametrize(
    ("sharing", "shares"), [("单独所有", ["全部"]), ("共同共有", ["共同共有"] * 2), ("按份共有", None)]
)
def test_a_title_names_all_who_own_it_with_their_shares(
    there: InProcess, sharing: str, shares: list[str] | None
) -> None:
    citizen = owner(there, lambda found: len(found) == 1 and found[0].has_title and found[0].sharing == sharing)
    title, flat = DocumentDesk(there.province).record(citizen, WANTED), flats(citizen)[0]
    assert isinstance(title, PropertyTitle)
    assert title.sharing == sharing
    assert [one.number for one in title.holders] == list(flat.owners)
    people = [there.province.register.of(number) for number in flat.owners]
    assert [one.name for one in title.holders] == [one.name for one in people if one is not None]
    assert [one.share for one in title.holders] == (shares or [f"{share}%" for share in flat.shares])


def test_certificates_bear_the_provinces_own_digits() -> None:
    for land, begin in ((GUANGDONG, "D44"), (ZHEJIANG, "D33")):
        people = Register(1, {}, land).samples(30)
        found = [flat for one in people for flat in flats(one, land, land.cities[land.sample])]
        assert found
        assert all(flat.print_no and flat.print_no.startswith(begin) for flat in found)


def authentic(there: InProcess, **asked: str) -> PropertyAuthenticity:
    wanted = OpenRequest(item="property-authenticity", record="property-authenticity", city="441300", asked=asked)
    found = services.open_record(there.platform, wanted)
    assert isinstance(found, PropertyAuthenticity)
    return found


def own_people(tmp_path: Path, records: str = "{}") -> data_file.Own:
    path = tmp_path / "own.json"
    path.write_text(f'{{"citizens": [{{"number": "{OWN}", "name": "陈样例", "records": {records}}}]}}', "utf-8")
    return data_file.read(path)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_title_of_somebody_of_a_data_file_is_genuine(tmp_path: Path, seed: int) -> None:
    own = own_people(tmp_path)
    land = GUANGDONG
    found = flats_of(seed, household_of(seed, OWN, land), OWN, land, "惠州市", {})
    assert found, "has a home with these seeds"
    with province_in(tmp_path, seed=seed, citizens=own.citizens, records=own.records) as there:
        for flat in found:
            told = authentic(there, certificate_no=flat.certificate_no, holder="陈样例", print_no=flat.print_no or "")
            assert told.result == "一致"
            assert authentic(there, certificate_no=flat.certificate_no, holder="陈样").result == "不一致"


def test_a_certificate_that_only_a_data_file_knows_is_genuine(tmp_path: Path) -> None:
    number = "粤（2026）惠州市不动产权第5000001号"
    own = own_people(tmp_path, f'{{"property-title": {{"certificate_no": "{number}"}}}}')
    with province_in(tmp_path, citizens=own.citizens, records=own.records) as there:
        for typed in (number, number.replace("（", "(").replace("）", ")"), number.replace("（", "").replace("）", "")):
            assert authentic(there, certificate_no=typed, holder="陈样例").result == "一致"


def test_a_list_of_income_ends_with_the_last_month_that_is_declared(there: InProcess) -> None:
    citizen = there.province.register.samples(1)[0]
    wanted = RecordRequest(
        item="tax-list", record="income-list", city="441300", period_from="202601", period_to="202612"
    )

    def last_month(day: date) -> str:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING)
        there.province.clock.move(0)
        there.province.clock.move((at - there.province.clock.now()).total_seconds())
        found = RecordsDesk(there.province).about(citizen, wanted)
        assert isinstance(found, IncomeList)
        assert found.income_total == sum(one.income for one in found.entries)
        return found.entries[-1].month

    assert last_month(date(2026, 11, 14)) == "202609"
    assert last_month(date(2026, 11, 15)) == "202610"
    assert last_month(date(2026, 11, 30)) == "202610"


def numbers_of_a_day(there: InProcess, city: str = "441300") -> list[int]:
    """Two people take a number in every hour of a working day."""
    desk, found = BookingDesk(there.province), []
    for hour in (9, 10, 11, 14, 15, 16):
        at = datetime(2026, 11, 24, hour, tzinfo=BEIJING)
        there.province.clock.move(0)
        there.province.clock.move((at - there.province.clock.now()).total_seconds())
        for turn in "ab":
            ticket = desk.take(
                TERMINAL, TicketRequest(city=city, queue="general"), f"{city}{hour:02d}{turn}".ljust(32, "0")
            )
            found.append(int(ticket.ticket.ticket[1:]))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_nobody_gets_a_number_that_somebody_has_and_none_goes_back(tmp_path: Path, seed: int) -> None:
    with province_in(tmp_path, seed=seed) as there:
        found = numbers_of_a_day(there)
        assert found == sorted(set(found))


def test_each_hall_counts_for_itself(there: InProcess) -> None:
    assert numbers_of_a_day(there, "441200") == numbers_of_a_day(there, "441300")
