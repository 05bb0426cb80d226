"""公积金贷款还款明细: its pages are counted first; where the paper is too little, nothing is issued."""

from at_the_terminal import assert_paper_says_the_record, at, get, shown
from province_in_process import Hall, InProcess

from drivers.faults import Fault
from kiosk import effects, events
from kiosk.sandbox.citizens import Citizen

LEFT = 1


class FewSheets(Hall):
    """A terminal with few sheets left in its tray."""

    def _put_out(self, effect: effects.Effect) -> list[events.Event]:
        told = super()._put_out(effect)
        match told:
            case [events.PrinterAsked((), pages)] if pages > LEFT:
                return [events.PrinterAsked((Fault.PAPER_LOW,), pages)]
        return told


def test_the_statement_is_a_long_table_and_says_every_payment(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "fund-loan-repayment", somebody)
    text = assert_paper_says_the_record(taken, somebody.name)
    (record, *_) = taken.records
    assert len(record.repayments) > 24
    assert all(f"{row.paid_on:%Y-%m-%d}" in text for row in record.repayments)


def test_with_too_few_sheets_it_is_refused_before_it_is_issued_and_says_where_else(
    there: InProcess, somebody: Citizen
) -> None:
    hall = at(there)
    few = FewSheets(there, hall.session.terminal)
    taken = get(few, "fund-loan-repayment", somebody)
    assert taken.last.screen == "trouble"
    assert not taken.documents, "nothing was issued"
    assert "A栋二楼8号机" in shown(taken.last), "the next terminal is named"
