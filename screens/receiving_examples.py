"""Views of the screens of getting a result: ways, EMS, queues and hours, complaints, ratings."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, Stage, View
from screens.making import Making

WAYS: Final = (
    ("here", "printer"),
    ("electronic", "phone"),
    ("locker", "house"),
    ("post", "forward"),
    ("window", "place"),
)
LEVELS: Final = ("very-good", "good", "fair", "bad", "very-bad")
STOPS: Final = (
    Stage(name="已收寄", office="样例营业部（演示）", lane=0, state="done", when="11-22 16:05"),
    Stage(name="运输中", office="样例处理中心（演示）", lane=0, state="done", when="11-22 22:05"),
    Stage(name="派送中", office="样例投递部（演示）", lane=0, state="running", when="11-23 12:05"),
)


class ReceivingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "deliver-ways": self._ways,
            "deliver-services": self._services,
            "mail-cases": self._mail_cases,
            "mail-check": lambda: self._making.view("check", section="mail_check", step=4, rows=self._order()),
            "parcel": self._parcel,
            "queue": self._queue,
            "ticket": self._ticket,
            "booking-what": self._booking_what,
            "booked": self._booked,
            "give-up": lambda: self._making.view("check", section="give_up", step=4, rows=self._hour()),
            "complaint-noted": self._noted,
            "answer-heard": self._heard,
            "done-rating": self._done_rating,
            "done-saved": self._done_saved,
            "rating-thanks": self._thanks,
        }

    def _row(self, label: str, value: str) -> Row:
        return Row(label=self._making.text(f"label.{label}"), value=value)

    def _ways(self) -> View:
        fee = self._making.text("form.yuan", amount="12.00")
        choices = tuple(
            Choice(
                id=way,
                label=self._making.text(f"delivery_way.{way}"),
                detail=self._making.text(f"delivery_{'shut' if way == 'locker' else 'hint'}.{way}", fee=fee),
                icon=sign,
                is_open=way != "locker",
            )
            for way, sign in WAYS
        )
        return self._making.view("pick", section="deliver_ways", step=4, choices=choices)

    def _services(self) -> View:
        def tile(service: str, fen: str, day: int, sign: str) -> Choice:
            fee = self._making.text("delivery_service.on_delivery", fee=self._making.text("form.yuan", amount=fen))
            detail = self._making.text("delivery_service.days", fee=fee, day=self._making.day(11, day))
            return Choice(id=service, label=self._making.text(f"delivery_service.{service}"), detail=detail, icon=sign)

        choices = (tile("standard", "12.00", 25, "forward"), tile("priority", "22.00", 23, "fast"))
        return self._making.view("pick", section="deliver_services", step=4, choices=choices, picture="period")

    def _mail_cases(self) -> View:
        ready = self._making.text("mail.ready", item=self._making.told("不动产转移登记"), day=self._making.day(11, 20))
        choices = (
            Choice(id="1", label=self._making.told("不动产权证书"), detail=ready, icon="certificate"),
            Choice(
                id="sent-0", label=self._making.told("居住证"), detail=self._making.text("mail.sent"), icon="forward"
            ),
        )
        return self._making.view("pick", section="mail_cases", step=3, choices=choices, is_own_list=True)

    def _order(self) -> tuple[Row, ...]:
        fee = self._making.text("delivery_service.on_delivery", fee=self._making.text("form.yuan", amount="12.00"))
        return (
            self._row("content", self._making.told("不动产权证书")),
            self._row("receiver", "赵*样"),
            self._row("receiver_phone", "138****0000"),
            self._row("receiver_address", f"{self._making.told('广东省惠州市惠阳区淡水街道')}***"),
            self._row("service", self._making.text("delivery_service.standard")),
            self._row("postage", fee),
            self._row("arrives", "2026-11-25"),
        )

    def _parcel(self) -> View:
        rows = (self._row("parcel_no", "EA100000003CN"), *self._order()[:1], self._row("arrives", "2026-11-25"))
        view = self._making.view(
            "timeline", section="parcel", step=5, rows=rows, stages=self._stops(), picture="period"
        )
        return self._slip(view)

    def _stops(self) -> tuple[Stage, ...]:
        told = self._making.told
        return tuple(replace(one, name=told(one.name), office=told(one.office)) for one in STOPS)

    def _slip(self, view: View) -> View:
        return replace(view, words=view.words | {"primary": view.words["primary_slip"], "back": ""})

    def _queue(self) -> View:
        told = (
            ("综合业务", self._making.text("queue.waiting", count=5, minutes=30)),
            ("不动产登记", self._making.text("queue.nobody")),
            ("税务", self._making.text("queue.waiting", count=12, minutes=72)),
            ("社保医保", self._making.text("queue.opens", day=self._making.weekday(11, 23), time="08:30")),
            ("公安户政", self._making.text("queue.nobody")),
        )
        choices = tuple(
            Choice(id=str(place), label=self._making.told(label), detail=detail, icon="slip")
            for place, (label, detail) in enumerate(told)
        )
        return self._making.view("pick", section="queue", step=1, choices=choices, picture="slip")

    def _ticket(self) -> View:
        rows = (
            self._row("ticket_no", "B012"),
            self._row("business", self._making.told("不动产登记")),
            self._row("counter", self._making.told("惠州市政务服务中心 3楼 B区 5-8号窗口")),
            self._row("when", f"{self._making.weekday(11, 23)} 09:00-09:30"),
            self._row("waiting", self._making.text("queue.people", count=5)),
        )
        view = self._slip(self._making.view("result", section="ticket", step=2, rows=rows, picture="page"))
        return replace(view, words=view.words | {"title": self._making.text("queue.yours", ticket="B012")})

    def _hour(self) -> tuple[Row, ...]:
        return (
            self._row("booking_no", "20261123000712"),
            self._row("place", self._making.told("样例人民医院（演示）")),
            self._row("room", self._making.told("门诊3楼 内科2诊室")),
            self._row("who", "样例医生甲 主任医师（演示）"),
            self._row("when", f"{self._making.weekday(11, 23)} 09:00-09:30"),
            self._row("number_in_line", "7"),
        )

    def _booking_what(self) -> View:
        give_up = self._making.text("booking.give_up", day=self._making.weekday(11, 23), time="09:00")
        choices = (
            Choice(
                id="new",
                label=self._making.text("booking.new"),
                detail=self._making.text("booking.new_hint"),
                icon="clock",
            ),
            Choice(
                id="give-up-1",
                label=give_up,
                detail=self._making.told("样例人民医院（演示） 门诊3楼 内科2诊室"),
                icon="erase",
            ),
        )
        view = self._making.view("pick", section="booking_what", step=3, choices=choices, picture="period")
        return replace(view, is_own_list=True)

    def _booked(self) -> View:
        view = self._slip(self._making.view("result", section="booked", step=5, rows=self._hour(), picture="page"))
        title = self._making.text("booking.booked", day=self._making.weekday(11, 23), time="09:00")
        return replace(view, words=view.words | {"title": title} | self._making.hushed("spoken_title"), tone="good")

    def _noted(self) -> View:
        rows = (
            self._row("case_no", "99202611220000000712"),
            self._row("query_code", "071200"),
            self._row("complaint_class", self._making.text("complaint_class.soon")),
            self._row("answered_by", "2026-11-27"),
        )
        view = self._making.view("result", section="complaint_noted", step=2, rows=rows, picture="page", tone="good")
        return self._slip(view)

    def _heard(self) -> View:
        rows = (
            self._row("you_said", self._making.abreast(self._making.told("投诉：自助机"), "2026-11-16")),
            self._row("answer", self._making.told("已核实：读卡器老化，当天更换。谢谢您的意见。")),
        )
        view = self._making.view("result", section="answer_heard", step=3, rows=rows, picture="page", tone="good")
        return replace(view, words=view.words | {"back": ""})

    def _done_saved(self) -> View:
        words = self._making.words("done", pages=1)
        words |= {"saved": self._making.text("spared.both", materials=4, trips=2)}
        return self._making.view("done", step=5, words=words, tone="good", sheets=1, seconds_left=30)

    def _done_rating(self) -> View:
        """As in large text: one button; five levels stand there in the standard size only."""
        words = self._making.words("done", pages=1)
        words |= {"saved": self._making.text("spared.both", materials=4, trips=2)}
        choices = (Choice(id="rate-", label=self._making.text("rating.say")),)
        return self._making.view("done", step=5, words=words, choices=choices, tone="good", sheets=1, seconds_left=30)

    def _thanks(self) -> View:
        view = self._making.view("result", section="rating_thanks", step=2, rows=(), picture="agree", tone="good")
        words = {"back": "", "empty": view.words["lead"], "primary": view.words["primary_end"]}
        return replace(view, words=view.words | words)
