"""Names that the platform, a slip or a register tells in Simplified Chinese, for whoever reads something else."""

import re
from dataclasses import replace
from datetime import datetime
from typing import get_args

import pytest
from whole_catalogue import whole_catalogue

from config.texts import Texts, load_texts
from drivers.clock import BEIJING
from kiosk.booking import Booking
from kiosk.flows import agent, settle_offence, showing
from kiosk.flows.appointment import QUEUE
from kiosk.forms.writing import Aids
from kiosk.items.registers import agent_matters
from kiosk.look import agents, bookings, offences, paying, services
from kiosk.look.told import as_read
from kiosk.offence import OffenceUnderWay
from kiosk.paying import Paying
from kiosk.platform.booking_values import Queue
from kiosk.platform.offence_values import Evidence
from kiosk.platform.payment_values import Bill, BillRow, OrderLine
from kiosk.sandbox.records.public_services import Utility
from kiosk.session import Level, Look, Session, Terminal
from kiosk.view import Language, View
from printing.layouts import load_any
from printing.payment_slip import PaymentSlip, pairs
from printing.records.extract import RegisterExtract

HAN = re.compile(r"[\u3400-\u9fff]")
CATALOGUE = whole_catalogue()
AIDS = Aids.load()


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


def session(language: Language, item: str = "agent-service") -> Session:
    terminal = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE, aids=AIDS)
    return Session(terminal=terminal, boot="0" * 32, item=CATALOGUE[item], look=Look(language=language))


def bare(texts: Texts, language: Language, words: str) -> View:
    return View(page=1, screen="pick", language=language, words=texts.words(language, words))


def test_every_department_of_the_agents_register_has_a_name_in_each_language(texts: Texts) -> None:
    names = agent.departments()
    shown = {
        language: [
            tile.label
            for tile in agents.departments(
                texts, session(language), agent.DEPARTMENTS, bare(texts, language, "agent_departments")
            ).choices[1:]
        ]
        for language in get_args(Language)
    }
    assert shown["zh-Hans"] == list(names)
    assert [one for one in shown["en"] if HAN.search(one)] == []
    assert shown["zh-Hant"][names.index("人力资源社会保障")] == "人力資源社會保障"
    assert shown["zh-Hant"][names.index("档案")] == "檔案"


def test_a_matter_that_is_done_here_is_called_as_its_item(texts: Texts) -> None:
    matter = next(one for one in agent_matters() if one.item == "residence-permit")
    asked = session("en")
    asked = replace(asked, serving=replace(asked.serving, way=str(agent.departments().index(matter.department))))
    tiles = agents.matters(texts, asked, agent.MATTERS, bare(texts, "en", "agent_matters")).choices
    here = next(tile for tile in tiles if tile.id == matter.id)
    assert here.label == CATALOGUE["residence-permit"].settings.name.en


def test_a_bill_names_its_rows_in_the_language_of_the_page(texts: Texts) -> None:
    rows = ("账期", "上次示数", "本次示数", "用量")
    bill = Bill(
        bill="WATER-0001",
        name="水费",
        issuer="样例供水公司",
        holder="测*甲",
        account="******0712",
        rows=tuple(BillRow(name=name, value="107") for name in rows),
        lines=(
            OrderLine(name="水费", amount_fen=12050, is_government=False),
            OrderLine(name="违约金", amount_fen=800, is_government=False),
        ),
        amount_fen=12850,
    )
    view = {
        language: paying.LOOKS["bill"](
            texts,
            replace(session(language, "water-bill"), paying=Paying(bill=bill)),
            bare(texts, language, "bill"),
        )
        for language in get_args(Language)
    }
    assert [row.label for row in view["en"].rows if HAN.search(row.label)] == []
    hant = [row.label for row in view["zh-Hant"].rows]
    assert {"賬期", "上次示數", "水費", "違約金"} <= set(hant)
    assert "樣例供水公司" in [row.value for row in view["zh-Hant"].rows]
    assert "测*甲" in [row.value for row in view["zh-Hant"].rows], "a name is written as it is"


@pytest.mark.parametrize("state", ["delivered", "refunding"])
@pytest.mark.parametrize("way", ["code", "card"])
def test_whatever_a_slip_of_a_payment_names_has_a_name_in_english(texts: Texts, state: str, way: str) -> None:
    at = datetime(2026, 11, 22, 21, 5, tzinfo=BEIJING)
    told = PaymentSlip(
        state=state,
        item="水费查询缴费",
        amount_fen=12850,
        order="0f3a91c277de",
        way=way,
        reference="1",
        paid_at=at,
        about=(("收款单位", "甲"), ("编号", "1"), ("当事人", "甲"), ("户号", "1"), ("户名", "甲")),
        payment_code="1",
        receipt=("1", "2", "3"),
        case_no="1",
        refund_by="2026-12-07",
        terminal="t-01",
        at=at,
        sample=True,
    )
    names = [name for name, _ in pairs(told)[1:]]
    assert [name for name in names if HAN.search(as_read(texts, session("en"), name))] == []
    paid_with = dict(pairs(told))["支付方式"]
    assert not HAN.search(as_read(texts, session("en"), paid_with))


def test_the_provinces_own_names_of_charges_and_stages_are_known(texts: Texts) -> None:
    told = (*get_args(Utility), "交通违法罚款", "受理", "审查", "决定", "办结", "综合窗口", "综合业务", "公安户政")
    told += ("已收寄", "运输中", "派送中")
    assert [name for name in told if HAN.search(as_read(texts, session("en"), name))] == []


def test_what_nobody_knows_stays_as_it_was_told_in_the_script_of_the_page(texts: Texts) -> None:
    assert as_read(texts, session("en"), "样例河道管理处") == "样例河道管理处"
    assert as_read(texts, session("zh-Hant"), "样例河道管理处") == "樣例河道管理處"
    assert as_read(texts, session("zh-Hans"), "样例河道管理处") == "样例河道管理处"


def test_what_is_decided_about_an_offence_is_told_in_the_language_of_the_page(texts: Texts) -> None:
    rows = {"时间": "2026-10-03", "地点": "样例大道（演示）", "行为": "机动车不按规定停放", "记分": "6 分"}
    bill = Bill(
        bill="FINE-0001",
        name="交通违法罚款",
        issuer="样例交警支队（演示）",
        holder="测**",
        account="***********0712",
        rows=tuple(BillRow(name=name, value=value) for name, value in rows.items()),
        lines=(),
        amount_fen=20000,
    )
    evidence = Evidence(
        subject="0" * 32,
        bill="FINE-0001",
        taken_at=datetime(2026, 10, 3, 8, 15, tzinfo=BEIJING),
        camera="YL-0752",
        rule="《中华人民共和国道路交通安全法》第九十条",
        picture="",
        sha256="0" * 64,
    )
    shown = {}
    for language in get_args(Language):
        asked = session(language, "traffic-fine")
        asked = replace(asked, paying=Paying(bill=bill), offence=OffenceUnderWay(evidence=evidence))
        view = offences.notice(texts, asked, settle_offence.NOTICE, bare(texts, language, "offence_notice"))
        shown[language] = {row.label: row.value for row in view.rows}
    assert [label for label in shown["en"] if HAN.search(label)] == []
    assert "6 points" in shown["en"].values()
    assert shown["zh-Hant"]["地點"] == "樣例大道（演示）"
    assert shown["zh-Hant"]["行為"] == "機動車不按規定停放"


def test_the_queues_of_a_hall_are_written_in_the_script_of_the_page(texts: Texts) -> None:
    queue = Queue(id="b", name="不动产登记", counter="3楼 B区 5-8号窗口", waiting=0, minutes=0)
    asked = replace(session("zh-Hant"), booking=Booking(queues=(queue,)))
    view = bookings.queue(texts, asked, QUEUE, bare(texts, "zh-Hant", "queue"))
    assert [tile.label for tile in view.choices] == ["不動產登記"]


def test_amounts_that_come_with_their_unit_are_told_with_it(texts: Texts) -> None:
    told = ("128.50 元", "107 吨", "12 m³")
    assert [as_read(texts, session("en"), one) for one in told] == ["128.50 yuan", "107 tonnes", "12 m³"]
    assert as_read(texts, session("zh-Hant"), "107 吨") == "107 噸"


def test_a_record_is_told_in_the_script_of_the_page_but_not_whose_it_is(texts: Texts) -> None:
    record = RegisterExtract.model_validate(
        {"subject": "subject-0001", "issuer": "样例机构（演示）", "name": "陈样例", "number": "449901199001010013"}
        | {"title": "交通违法查询", "queried_at": datetime(2026, 11, 22, 3, 0, tzinfo=BEIJING)}
        | {"lines": ({"name": "违法记录数", "value": "没有记录"},), "entries": ()}
    )
    name = next(one for one, item in CATALOGUE.items() if item.paper == load_any("register-extract"))
    asked = replace(session("zh-Hant", name), record=record)
    view = services.served(texts, asked, showing.result(Level.CARD_AND_FACTOR, 4), bare(texts, "zh-Hant", "result"))
    rows = {row.label: row.value for row in view.rows}
    assert rows["違法記錄數"] == "沒有記錄"
    assert any("*" in value and "樣" not in value for value in rows.values()), "a name is written as it is"
