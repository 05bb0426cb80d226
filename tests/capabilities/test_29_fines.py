"""交通违法处理到邮政营业厅: a fine that is decided is paid here, with the number of its electronic receipt."""

from pathlib import Path

from paying_hall import paying_hall
from province_in_process import visit


def test_a_fine_is_paid_and_the_slip_has_the_receipts_number(tmp_path: Path) -> None:
    with paying_hall(tmp_path) as (hall, _):
        citizen = str(hall.there.tell("platform", "fined")["number"])
        taken = visit(hall, "traffic-fine", citizen)
        assert (taken.last.screen, taken.last.words["title"]) == ("result", "交好了")
        told = {part.name: part.value for part in taken.slips[-1].parts if hasattr(part, "name")}
        assert len(told["缴款码"]) == 20
        assert (len(told["票据代码"]), len(told["票据号码"]), len(told["校验码"])) == (8, 10, 6)
        assert citizen not in str(told)
        assert {row.label: row.value for row in taken.last.rows}["票据号码"] == told["票据号码"]
        hall.settle()
        money = hall.desk.counters()
        assert money["charged"] == money["delivered"] > 0
