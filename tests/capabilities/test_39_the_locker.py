"""智慧政务自助取件柜: put in by the staff, taken out by its receiver at any hour, by the code of the message."""

from pathlib import Path

from locker_bench import CU16, LockerHall
from province_in_process import province_in


def test_it_is_put_in_and_taken_out(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        hall = LockerHall(there, tmp_path, CU16)
        parcel = hall.parcel(there.province.register.samples(1)[0])
        assert hall.deposit(parcel).screen == "done"
        assert hall.collect(hall.known(parcel)["code"]).words["title"] == "取件完成"
        assert hall.known(parcel)["state"] == "collected"
        hall.balance()
        hall.kill()
