"""Views of the screens of paying: what is owed, how, the code, the card, what became of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from kiosk.view import Choice, Row, View
from screens.making import Making

AMOUNT: Final = "128.50"
BILL: Final = (
    ("收款单位", "样例供水公司（演示）"),
    ("户号", "******2345"),
    ("户名", "赵*样"),
    ("账期", "2026-10"),
    ("上次示数", "1024"),
    ("本次示数", "1131"),
    ("用量", "107 吨"),
    ("水费", "120.50 元"),
    ("违约金", "8.00 元"),
    ("一共", "128.50 元"),
)
SLIP: Final = (
    ("金额", "128.50 元"),
    ("大写", "人民币壹佰贰拾捌元伍角整"),
    ("订单号", "0f3a 91c2 77de 4b10 8c55 2d6e 9a01 44bb"),
    ("支付方式", "扫码支付（演示）"),
    ("交易流水号", "20261122000000000712"),
    ("支付时间", "2026-11-22 21:05:00"),
)
RECEIPT: Final = (
    ("缴款码", "44000000000000000712"),
    ("票据代码", "44060126"),
    ("票据号码", "0000000712"),
    ("校验码", "a1b2c3"),
)
REFUND: Final = (("退款受理号", "TK2026112200000712"), ("退款期限", "2026-12-07"))
ITEM: Final = {"zh-Hans": "水费查询缴费", "zh-Hant": "水費查詢繳費", "en": "Water bill"}


class PayingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "bill": self._bill,
            "bill-nothing": lambda: self._bill(owes=False),
            "bills": self._bills,
            "pay-ways": self._ways,
            "pay-code": lambda: self._pay("code", BILL[7:9]),
            "pay-code-fee": lambda: self._pay(
                "code", (("工本费", "128.50 元"), ("缴款码", "4400 0000 0000 0000 0712"))
            ),
            "pay-card": lambda: self._pay("card", BILL[7:9]),
            "pay-ask": lambda: self._filled("working", "pay_ask", 4),
            "pay-unsure": lambda: self._told("unsure", SLIP[:3], "careful"),
            "pay-reversed": lambda: self._told("reversed", SLIP, "plain"),
            "pay-sold-out": lambda: replace(
                self._told("reversed", SLIP, "plain"), notice=self._making.text("notice.coach_sold_out")
            ),
            "pay-refunding": lambda: self._told("refunding", (*SLIP, *REFUND), "plain"),
            "paid": lambda: self._paid((*BILL[:3], *SLIP)),
            "paid-fee": lambda: self._paid((*SLIP, *RECEIPT), slip=False),
        }

    def _bill(self, *, owes: bool = True) -> View:
        view = self._filled("result", "bill", 3)
        words = view.words
        if not owes:
            words = words | {"lead": words["nothing"], "primary": words["primary_end"], "back": ""}
            words |= self._making.hushed("spoken")
        return replace(view, rows=self._rows(BILL if owes else BILL[:7]), words=words, picture="page")

    def _bills(self) -> View:
        view = self._filled("pick", "bills", 3)
        told, beside = self._making.told, self._making.abreast
        choices = (
            Choice(
                id="F1", label=told("机动车不按规定停放"), detail=beside("2026-10-03", told("150.00 元")), icon="notice"
            ),
            Choice(
                id="F2",
                label=told("不按交通信号灯规定通行"),
                detail=beside("2026-09-11", told("200.00 元")),
                icon="notice",
            ),
            Choice(id="F3", label=told("机动车不礼让行人"), detail=self._later(), icon="notice", is_open=False),
        )
        return replace(view, choices=choices, is_own_list=True)

    def _later(self) -> str:
        return self._making.text("screen.bill.not_decided")

    def _ways(self) -> View:
        choices = tuple(
            Choice(
                id=way,
                label=self._making.text(f"pay_way.{way}"),
                detail=self._making.text(f"pay_way_hint.{way}"),
                icon=icon,
            )
            for way, icon in (("code", "phone"), ("card", "card"))
        )
        return replace(self._filled("pick", "pay_ways", 4), choices=choices)

    def _pay(self, way: Literal["code", "card"], rows: tuple[tuple[str, str], ...]) -> View:
        view = self._filled("pay", f"pay_{way}", 4)
        qr = "https://pay.sandbox.invalid/p/0f3a91c277de4b108c552d6e" if way == "code" else ""
        return replace(view, rows=self._rows(rows), qr=qr, picture="" if qr else "card", can_go_back=bool(qr))

    def _told(self, state: str, rows: tuple[tuple[str, str], ...], tone: Literal["careful", "plain"]) -> View:
        view = self._filled("result", "pay_told", 5)
        words = view.words | self._making.below(f"pay_told.{state}") | {"back": ""}
        return replace(view, rows=self._rows(rows), words=words, picture="slip", tone=tone)

    def _paid(self, rows: tuple[tuple[str, str], ...], *, slip: bool = True) -> View:
        view = self._filled("result", "paid", 5)
        words = view.words | {"back": ""} | ({} if slip else {"lead": view.words["lead_no_slip"]})
        return replace(view, rows=self._rows(rows), words=words, picture="slip", tone="good")

    def _filled(self, screen: str, section: str, step: int) -> View:
        return self._making.filled(screen, section, step, amount=AMOUNT, item=ITEM[self._making.language])

    def _rows(self, pairs: tuple[tuple[str, str], ...]) -> tuple[Row, ...]:
        return self._making.rows(*pairs)
