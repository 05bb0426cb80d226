"""Views of the screens of the copying station."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, View
from screens.making import Making

LINK: Final = "https://upload.sandbox.invalid/u/dHJ5LW1lLW5vdy1wbGVhc2U"
FILES: Final = (("租房合同.pdf", "pdf", "0.4 MB"), ("户口簿首页.jpg", "jpeg", "2.1 MB"), ("成绩单.pdf", "pdf", "88 kB"))
NOTICES: Final = ("no_card", "same_side")


class CopyingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "glass-clear": lambda: self._lay("glass_clear", 2),
            "copy-front": lambda: self._lay("copy_front", 2),
            "copy-back": lambda: self._lay("copy_back", 3),
            **{f"copy-notice-{why}": self._noticed(why) for why in NOTICES},
            "copy-page": lambda: self._lay("copy_page", 1),
            "copy-pages": lambda: self._pages(fen=0),
            "copy-pages-priced": lambda: self._pages(fen=20),
            "copy-pages-of-files": lambda: self._pages(fen=0, files=(2, 1, 1)),
            "copy-copies": self._copies,
            "copy-done": self._done,
            "copy-left-there": lambda: replace(self._done(), notice=self._making.text("notice.copy_left_there")),
            "file-ways": self._ways,
            "file-phone": lambda: self._phone(pages=0),
            "file-phone-came": lambda: self._phone(pages=3),
            "file-phone-refused": lambda: replace(
                self._phone(pages=1), notice=self._making.text("notice.copy_wrong_kind")
            ),
            "file-insert": lambda: replace(self._making.filled("lay_card", "file_insert", 2), picture="stick"),
            "file-choice": self._files,
            "file-read": lambda: self._making.filled("working", "file_read", 2),
        }

    def _lay(self, section: str, step: int) -> View:
        pictures = {"copy_front": "glass_card", "copy_back": "glass_card_back"}
        return replace(self._making.filled("lay_card", section, step), picture=pictures.get(section, "glass_page"))

    def _noticed(self, why: str) -> Callable[[], View]:
        section = "copy_back" if why == "same_side" else "copy_front"
        return lambda: replace(self._lay(section, 2), notice=self._making.text(f"notice.copy_{why}"))

    def _pages(self, *, fen: int, files: tuple[int, ...] = ()) -> View:
        view = self._making.filled("result", "copy_pages", 2)
        count = sum(files) or 3
        price = self._making.text("copying.each", amount=f"0.{fen:02d}") if fen else self._making.text("copying.free")
        total = (
            Row(
                label=self._making.text("label.total"),
                value=self._making.text("form.yuan", amount=f"0.{fen * count:02d}"),
            ),
        )
        rows = (
            Row(label=self._making.text("label.pages"), value=self._making.text("copying.pages", count=count, most=10)),
            *(
                Row(
                    label=self._making.text("copying.file", number=number),
                    value=self._making.text("copying.of_file", count=pages),
                )
                for number, pages in enumerate(files, 1)
            ),
            Row(label=self._making.text("label.price"), value=price),
            *(total if fen else ()),
        )
        words = dict(view.words)
        if files:
            words |= {name: words[f"{name}_file"] for name in ("lead", "another", "back")}
        return replace(view, rows=rows, words=words, picture="page")

    def _copies(self) -> View:
        choices = tuple(
            Choice(id=str(count), label=self._making.text("copying.copies", count=count), icon="page")
            for count in (1, 2, 3, 4, 5, 10)
        )
        return replace(self._making.filled("pick", "copy_copies", 4), choices=choices, picture="page")

    def _done(self) -> View:
        view = self._making.view("done", section="copy_done", step=5)
        words = self._making.words("copy_done", pages=3)
        return replace(
            view, words=words | {"other_way": ""}, tone="good", picture="no_slip", seconds_left=25, holder=""
        )

    def _ways(self) -> View:
        choices = tuple(
            Choice(
                id=way,
                label=self._making.text(f"file_way.{way}"),
                detail=self._making.text(f"file_way_hint.{way}"),
                icon=icon,
            )
            for way, icon in (("phone", "phone"), ("stick", "card"))
        )
        return replace(self._making.filled("pick", "file_ways", 1), choices=choices, picture="phone")

    def _phone(self, *, pages: int) -> View:
        view = self._making.filled("phone", "file_phone", 2)
        words = dict(view.words)
        if pages:
            words["lead"] = self._making.text("copying.came", count=pages)
        rows = tuple(Row(label="", value=words[f"step_{number}"]) for number in (1, 2, 3))
        return replace(view, words=words, qr=LINK, rows=rows, can_go_on=pages > 0, is_own_list=True)

    def _files(self) -> View:
        choices = tuple(
            Choice(
                id=str(number),
                label=name,
                detail=self._making.text(f"copying.{kind}", size=size),
                icon="certificate" if kind == "pdf" else "page",
            )
            for number, (name, kind, size) in enumerate(FILES, 1)
        )
        return replace(self._making.filled("pick", "file_choice", 2), choices=choices, is_own_list=True, picture="page")
