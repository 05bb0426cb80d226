"""网络: seen, set by touch digit by digit, tried as any change of the file; what stands in the way is said before."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from installed_terminal import install
from staff_bench import Shift

from config.network_settings import NetworkSettings
from kiosk.hall.staff_people import PEOPLE
from kiosk.staff.pages import wired
from kiosk.staff.rights import Role
from kiosk.taps import Chosen, Erased
from kiosk.upkeep.install import Root
from kiosk.upkeep.network_file import NETWORKD, UNIT, rendered
from kiosk.upkeep.pieces import FILE, NETWORK, STATE, UNITS, WANTED
from kiosk.upkeep.slots import TRIAL_S
from kiosk.upkeep.wanted import take_wanted

MAINTENANCE = next(one for one in PEOPLE if one.role is Role.MAINTENANCE)
FIXED = NetworkSettings(
    interface="enp1s0", addressing="fixed", address="10.20.30.40/24", gateway="10.20.30.1", dns=("10.20.30.2",)
)
Made = Callable[..., Shift]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """An installed terminal with two wired sockets, whose network nobody else looks after."""
    monkeypatch.setattr(wired, "wired_interfaces", lambda: ("eno1", "enp1s0"))
    shifts: list[Shift] = []

    def make(network: NetworkSettings | None = None, role: Role = Role.MAINTENANCE) -> Shift:
        # Its own state folder is where the service with rights looks.
        folder = tmp_path / "root" / STATE
        folder.mkdir(parents=True)
        shift = Shift(folder, reader=False, settings={"network": network})
        shift.root = Root(tmp_path / "root")
        shift.means = replace(shift.means, root=shift.root, file=type(shift.means.file)(shift.root, shift.settings))
        shift.desk = shift._desk()
        machine = shift.root.path
        for unit in (UNITS / UNIT, Path("usr/lib/systemd/system") / NETWORKD):
            (machine / unit).parent.mkdir(parents=True)
            (machine / unit).touch()
        (machine / "run/systemd/resolve").mkdir(parents=True)
        (machine / "etc/resolv.conf").symlink_to("../run/systemd/resolve/stub-resolv.conf")
        install(shift.root)
        shifts.append(shift)
        shift.enter(role)
        shift.open("network")
        return shift

    yield make
    for shift in shifts:
        shift.close()


def address(shift: Shift, row: str, *parts: str) -> None:
    """As a finger types it: each part, then the next."""
    shift.choose(row)
    for number, part in enumerate(parts):
        shift.type(part)
        if number < len(parts) - 1:
            shift.choose("dot")
    shift.choose("done")


def wanted(shift: Shift) -> bytes:
    return (shift.folder / WANTED / FILE).read_bytes()


def test_a_fixed_address_is_typed_seen_beside_the_old_one_and_tried(made: Made) -> None:
    shift = made()
    assert "电脑自己的设置" in shift.said
    shift.choose("wired")
    assert "try" in shift.offered, "automatic is already another thing than what the machine has"
    shift.choose("interface")
    assert "enp1s0 现在：—" in shift.said
    shift.choose("addressing")
    assert "try" not in shift.offered
    assert "填分给这台机器的地址" in shift.said
    address(shift, "address", "10", "20", "30", "40")
    assert "本机地址 10.20.30.40 现在：—" in shift.said
    assert "/24 (255.255.255.0)" in shift.said
    address(shift, "gateway", "10", "20", "31", "1")
    assert "try" not in shift.offered
    assert "要在本机地址的网段里" in shift.said
    address(shift, "gateway", "10", "20", "30", "1")
    address(shift, "dns", "10", "20", "30", "2")
    shift.choose("try")
    assert "地址从哪里来：电脑自己的设置 → 固定地址" in shift.said
    assert "本机地址：— → 10.20.30.40" in shift.said
    assert "十分钟内平台没有应答" in shift.said
    assert not (shift.folder / WANTED / FILE).exists()
    shift.yes()
    assert "已提交，退出后试用" in shift.view.notice
    assert "等检查" in shift.said
    assert tomllib.loads(wanted(shift).decode())["network"] == {
        "interface": "enp1s0",
        "addressing": "fixed",
        "address": "10.20.30.40/24",
        "gateway": "10.20.30.1",
        "dns": ["10.20.30.2"],
    }
    about = "enp1s0 fixed 10.20.30.40/24 10.20.30.1 10.20.30.2"
    assert shift.acts()[-1] == (MAINTENANCE.number, "change-network", about, "")
    assert shift.outcomes()[-1] == "done"
    assert take_wanted(shift.root)[FILE].startswith("taken: ")
    assert shift.root.files.begin() == take_revision(shift)


def take_revision(shift: Shift) -> str:
    return shift.means.file.answer().removeprefix("taken: ")


def test_from_fixed_to_automatic_and_nothing_of_the_old_stays_in_the_file(made: Made) -> None:
    shift = made(FIXED)
    assert "没有生效" in shift.said, "nothing has laid it here"
    (shift.root.path / NETWORK).parent.mkdir(parents=True)
    (shift.root.path / NETWORK).write_text(rendered(FIXED), "utf-8")
    shift.open("network")
    assert "没有生效" not in shift.said
    assert "本机地址 10.20.30.40/24" in shift.said
    shift.choose("wired")
    assert "try" not in shift.offered, "nothing is changed yet"
    shift.choose("addressing")
    assert "自动获取（DHCP） 现在：固定地址" in shift.said
    shift.choose("try")
    shift.yes()
    network = tomllib.loads(wanted(shift).decode())["network"]
    assert network == {"interface": "enp1s0", "addressing": "automatic", "address": "", "gateway": "", "dns": []}


def test_where_the_files_interface_is_gone_another_is_chosen_and_that_again(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another board: what is there is offered, and the way back to what the file has."""
    monkeypatch.setattr(wired, "wired_interfaces", lambda: ("eno1",))
    shift = made(FIXED)
    shift.choose("wired")
    shift.choose("interface")
    assert "网口 eno1 现在：enp1s0" in shift.said
    shift.choose("interface")
    assert "网口 enp1s0 现在：enp1s0" in shift.said


def test_a_slip_of_the_finger_is_taken_back_part_by_part_and_whole(made: Made) -> None:
    shift = made(FIXED)
    shift.choose("wired")
    shift.choose("address")
    shift.type("109")
    shift.tap(Erased())
    shift.choose("dot")
    assert "改成 10." in shift.said
    shift.choose("clear")
    assert "clear" not in shift.offered
    shift.type("10")
    shift.choose("back")
    assert "本机地址 10.20.30.40 现在：10.20.30.40" in shift.said
    address(shift, "gateway")
    assert "网关 — 现在：10.20.30.1" in shift.said, "nothing typed leaves it empty"
    shift.choose("prefix")
    assert "dot" not in shift.offered
    shift.type("025")
    shift.choose("done")
    assert "/25 (255.255.255.128) 现在：/24 (255.255.255.0)" in shift.said
    shift.choose("prefix")
    shift.type("99")
    shift.choose("done")
    assert "合不上" in shift.said
    address(shift, "address", "10", "20", "300", "40")
    assert "try" not in shift.offered
    shift.choose("back")
    assert shift.page == "network"


def test_whoever_has_no_right_to_it_changes_nothing_whatever_was_touched(made: Made) -> None:
    shift = made(role=Role.MAINTENANCE)
    shift.leave()
    shift.clock.jump(60)
    shift.enter(Role.BUSINESS)
    assert "page:network" not in shift.offered
    shift.tap(Chosen("page:network:wired"))
    assert "不能做" in shift.view.notice
    shift.tap(Chosen("try"))
    assert not (shift.folder / WANTED / FILE).exists()
    assert shift.rows("staff-refused")[-1].facts["reason"] == "right:see-network"


def test_the_right_is_asked_again_at_the_act_itself(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the core: a page that is seen is not yet a page that may be used."""
    shift = made()
    shift.choose("wired")
    may = type(shift.desk._rights).may
    monkeypatch.setattr(
        type(shift.desk._rights),
        "may",
        lambda rights, role, action: action != "change-network" and may(rights, role, action),
    )
    shift.choose("try")
    assert "不能做" in shift.view.notice
    assert not (shift.folder / WANTED / FILE).exists()
    assert shift.rows("staff-refused")[-1].facts["reason"] == "right:change-network"


def stanza(machine: Path) -> None:
    (machine / "etc/network").mkdir()
    (machine / "etc/network/interfaces").write_text("iface eno1 inet dhcp\n")


def other(machine: Path) -> None:
    (machine / UNITS / "multi-user.target.wants").mkdir()
    (machine / UNITS / "multi-user.target.wants/NetworkManager.service").symlink_to("/lib/x")


@pytest.mark.parametrize(
    ("hinders", "said"),
    [
        (stanza, "eno1 由 /etc/network/interfaces 管"),
        (other, "NetworkManager"),
        (lambda machine: (machine / UNITS / UNIT).unlink(), "旧版安装的"),
        (lambda machine: (machine / "usr/lib/systemd/system" / NETWORKD).unlink(), "没有 systemd-networkd"),
    ],
)
def test_where_something_stands_in_the_way_it_is_said_and_there_is_no_button(
    made: Made, hinders: Callable[[Path], None], said: str
) -> None:
    shift = made()
    hinders(shift.root.path)
    shift.open("network")
    assert said in shift.said
    assert "wired" not in shift.offered


def test_without_a_socket_or_an_installation_it_is_only_seen(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = made()
    monkeypatch.setattr(wired, "wired_interfaces", lambda: ("eno1",))
    shift.choose("wired")
    assert "interface" not in shift.offered, "there is no other to choose"
    monkeypatch.setattr(wired, "wired_interfaces", lambda: ("we:ird",))
    shift.open("network")
    assert "没有找到有线网口" in shift.said
    (tmp_path / "bare").mkdir()
    bare = Shift(tmp_path / "bare", reader=False)
    bare.enter(Role.MAINTENANCE)
    bare.open("network")
    assert "这里没有安装" in bare.said
    assert "wired" not in bare.offered
    bare.close()


def test_name_servers_without_who_asks_them_are_told_before_anything_is_laid(made: Made) -> None:
    shift = made()
    (shift.root.path / "etc/resolv.conf").unlink()
    shift.choose("wired")
    shift.choose("addressing")
    address(shift, "address", "10", "20", "30", "40")
    address(shift, "dns_other", "10", "20", "30", "2")
    shift.choose("try")
    shift.yes()
    assert "systemd-resolved" in shift.view.notice
    assert shift.outcomes()[-1] == "not_done"
    assert not (shift.folder / WANTED / FILE).exists()


def test_what_the_platform_did_not_answer_by_is_told_of_after_it_went(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = made()
    shift.choose("wired")
    shift.choose("try")
    shift.yes()
    take_wanted(shift.root)
    now = [1_000.0]
    monkeypatch.setattr("time.clock_gettime", lambda _: now[0])
    files = shift.root.files
    files.begin()
    now[0] += TRIAL_S + 1.0
    files.judge(is_healthy=False)
    assert files.begin() == "first"
    shift.open("network")
    assert "用回了原来的 " in shift.said
    assert "within 600 s" in shift.said


def test_what_stands_on_the_page_is_kept_in_no_book(made: Made) -> None:
    """Digits that were typed and not wanted are in no row."""
    shift = made()
    shift.choose("wired")
    shift.choose("addressing")
    address(shift, "address", "172", "31", "254", "253")
    assert not any("172.31" in str(row.facts) for row in shift.rows("staff-act-intended", "staff-refused"))
