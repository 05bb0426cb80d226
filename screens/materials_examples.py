"""Examples of the screens of materials: what is missing, how it is given, promised, signed; and what waits here."""

from collections.abc import Callable
from dataclasses import replace
from math import sin
from typing import Final

from kiosk.promise_terms import promise_terms
from kiosk.view import Choice, Keyboard, Row, View
from screens.making import Making

Said = tuple[str, str, str]
LEASE: Final[Said] = ("租房合同", "租約", "Lease")
LETTER: Final[Said] = ("委托书", "委託書", "Letter of authority")
FLAT: Final[Said] = ("不动产权证书", "不動產權證書", "Property certificate")
SHOP: Final[Said] = ("居住证办理", "居住證辦理", "Residence permit")
DUE: Final = "2026-12-04"
SIGNS: Final = {"licence": "card", "scan": "page", "phone": "phone", "committed": "certificate", "owed": "clock"}
LINK: Final = "https://upload.sandbox.invalid/u/0123456789abcdefABCDEF"
STROKES: Final = tuple(
    tuple(
        number
        for step in range(24)
        for number in (1_400 + 2_300 * place + 70 * step, round(5_000 + 2_200 * sin(step / 3 + place)))
    )
    for place in range(3)
)
"""Nobody's name: three waves."""


class MaterialsExamples:
    """Makes them in one language; argument as ProofExamples."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._place = ("zh-Hans", "zh-Hant", "en").index(making.language)

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "material-licences": lambda: self._making.view("working", section="material_licences", step=5),
            "materials-lacking": lambda: self._list(lacking=True),
            "materials-there": lambda: self._list(lacking=False),
            "material-way": self._way,
            "material-lay": lambda: self._lay(""),
            "material-lay-again": lambda: self._lay("page_blurred"),
            "material-page": self._page,
            "material-keep": lambda: self._making.view("working", section="material_keep", step=5),
            "material-phone": self._phone,
            "promise": self._promise,
            "signature": lambda: self._signature(()),
            "signature-written": lambda: self._signature(STROKES),
            "promise-copy": lambda: self._making.view("working", section="promise_copy", step=5),
            "unlodged-offer": self._offer,
            "unlodged-keep": lambda: self._making.view("working", section="unlodged_keep", step=5),
            "unlodged-kept": self._kept,
            "supplement": lambda: self._making.view("working", section="supplement", step=4),
        }

    def _of(self, said: Said) -> str:
        return said[self._place]

    def _list(self, *, lacking: bool) -> View:
        rows = (
            Choice(id="flat", label=self._making.text("material_given.licence"), detail=self._of(FLAT), is_chosen=True),
            Choice(
                id="lease",
                label=self._making.text("material_given.none" if lacking else "material_given.scan", count=3),
                detail=self._of(LEASE),
                is_chosen=not lacking,
            ),
            Choice(
                id="letter",
                label=self._making.text("material_given.none" if lacking else "material_given.owed"),
                detail=self._of(LETTER),
                is_chosen=not lacking,
            ),
        )
        view = self._making.view("review", section="materials", step=5, picture="page")
        words = dict(view.words)
        if lacking:
            words |= {"title": self._making.text("material_said.lacking", count=2), "lead": words["lead_lacking"]}
            words |= {"primary": words["primary_lacking"]}
        return replace(view, choices=rows, words=words)

    def _way(self) -> View:
        choices = tuple(
            Choice(
                id=way,
                label=self._making.text(f"material_way.{way}", name=self._of(FLAT)),
                detail=self._making.text(f"material_way_hint.{way}", days=10),
                icon=sign,
            )
            for way, sign in SIGNS.items()
        )
        view = self._making.view("pick", section="material_way", step=5, picture="page")
        title = self._making.text("material_said.way", material=self._of(LEASE))
        return replace(view, choices=choices, words=view.words | {"title": title}, is_own_list=True)

    def _lay(self, notice: str) -> View:
        view = self._making.view("lay_card", section="lay_page", step=5, picture="glass_page")
        if notice:
            return replace(view, notice=self._making.text(f"notice.{notice}"))
        return replace(view, words=view.words | {"secondary": ""})

    def _page(self) -> View:
        view = self._making.view("paper", section="material_page", step=5)
        words = view.words | {"page": self._making.text("material_said.page", page=1)}
        return replace(view, words=words, paper_page=1, paper_pages=1)

    def _phone(self) -> View:
        steps = (
            self._making.text("screen.material_phone.step_scan"),
            self._making.text("material_said.choose", count=6),
            self._making.text("screen.material_phone.step_wait"),
        )
        view = self._making.view("phone", section="material_phone", step=5)
        title = self._making.text("material_said.phone", material=self._of(LEASE))
        rows = tuple(Row(label=f"{number}", value=step) for number, step in enumerate(steps, 1))
        return replace(view, rows=rows, qr=LINK, words=view.words | {"title": title})

    def _promise(self) -> View:
        view = self._making.view("promise", step=5, picture="agree")
        values = {"materials": self._of(LEASE), "due": DUE}
        sides = ((view.words["yours"], promise_terms().owed.yours), (view.words["ours"], promise_terms().owed.ours))
        rows = tuple(
            Row(label=side, value=line.of(self._making.language).format(**values))
            for side, lines in sides
            for line in lines
        )
        return replace(view, rows=rows)

    def _signature(self, strokes: tuple[tuple[int, ...], ...]) -> View:
        view = self._making.view("signature", step=5)
        words = view.words | {"other_way": view.words["by_word"]}
        return replace(view, words=words, keyboard=Keyboard(strokes=strokes), can_go_on=bool(strokes))

    def _state(self) -> Row:
        return Row(label=self._making.text("label.waits_state"), value=self._making.text("form.waits_state"))

    def _offer(self) -> View:
        rows = (
            Row(label=self._making.text("label.matter"), value=self._of(SHOP)),
            self._state(),
            Row(label=self._making.text("label.who_reads"), value=self._making.text("form.who_reads")),
            Row(label=self._making.text("label.waits_until"), value=self._making.text("form.waits_hours", hours=72)),
        )
        return self._making.view("consent", section="unlodged_offer", step=5, picture="network", rows=rows)

    def _kept(self) -> View:
        rows = (
            Row(label=self._making.text("label.matter"), value=self._of(SHOP)),
            self._state(),
            Row(label=self._making.text("label.waits_number"), value="7F3A09C2"),
            Row(label=self._making.text("label.waits_until"), value="2026-11-25 21:05"),
        )
        view = self._making.view("result", section="unlodged_kept", step=5, tone="careful", picture="network")
        return replace(view, rows=rows, notice=self._making.text("notice.waiting_slip_given"))
