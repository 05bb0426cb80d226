"""Forms as data: what a file may say, how it is asked, what becomes of the answers."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from form_bench import FormBench, form_of
from pydantic import TypeAdapter

from config.toml_file import SettingsError
from kiosk.flows.ask_form import BATCH
from kiosk.forms.form import Form, Months, load_forms
from kiosk.forms.picking import Pick
from kiosk.taps import Asked, Chosen, Erased, Left, ListTurned, OtherWay, StepTaken
from kiosk.view import View

WORDS = 'ask = { zh-Hans = "问", zh-Hant = "問", en = "Ask" }'
TITLE = 'title = { zh-Hans = "核对", zh-Hant = "核對", en = "Check" }\n'


def question(name: str, kind: str, more: str = "") -> str:
    return f'[[questions]]\nid = "{name}"\nkind = "{kind}"\n{WORDS}\n{more}\n'


def options(*names: str) -> str:
    each = ", ".join(
        f'{{ id = "{name}", name = {{ zh-Hans = "甲", zh-Hant = "甲", en = "{name}" }} }}' for name in names
    )
    return f"options = [{each}]"


EVERYTHING = TITLE + "".join(
    (
        question("who", "choice", options("self", "child")),
        question("child", "number", 'check = "citizen"\nwhen = { who = ["child"] }'),
        question("born", "date"),
        question(
            "period",
            "period",
            'presets = [{ id = "year", months = 12, name = { zh-Hans = "一年", zh-Hant = "一年", en = "A year" } }]',
        ),
        question("money", "amount", 'most = "5000"'),
        question("licence", "list", 'of = "licences"'),
        question("city", "city"),
        question("place", "region"),
        question("note", "text", "optional = true\nmost = 10"),
    )
)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FormBench:
    return FormBench(monkeypatch, form_of(tmp_path, EVERYTHING))


def to_the_end(bench: FormBench) -> FormBench:
    bench.choose("self").choose("1940s", "1946", "7", "1").choose("year").digits("88.5").on()
    return bench.choose("l-2").choose("4405").choose("441303", "441303001").tap(OtherWay())


def test_every_answer_has_the_type_of_its_question(bench: FormBench) -> None:
    to_the_end(bench)
    assert bench.step == "ask-review"
    assert bench.answers == {
        "who": "self",
        "born": date(1946, 7, 1),
        "period": Months("202512", "202611"),
        "money": Decimal("88.5"),
        "licence": "l-2",
        "city": "4405",
        "place": "441303001",
    }
    assert bench.on().step == "end"


def test_the_answers_are_looked_over_as_people_read_them(bench: FormBench) -> None:
    to_the_end(bench)
    said = {choice.id: choice.detail for choice in bench.view.choices}
    assert said == {
        "who": "甲",
        "born": "1946年7月1日",
        "period": "2025.12 — 2026.11",
        "money": "88.50 元",
        "licence": "样例许可证二",
        "city": "汕头市",
        "place": "广东省惠州市惠阳区淡水街道",
        "note": "没有填",
    }


def test_a_question_that_an_answer_makes_pointless_is_not_asked_and_its_answer_gone(bench: FormBench) -> None:
    bench.choose("child").digits("449901194607010023").on()
    assert bench.step == "ask-born"
    assert bench.answers["child"] == "449901194607010023"
    bench.back().back().choose("self")
    assert bench.step == "ask-born"
    assert bench.answers == {"who": "self"}


def test_one_answer_is_changed_and_all_are_looked_over_again(bench: FormBench) -> None:
    to_the_end(bench).choose("money")
    assert bench.step == "ask-money"
    assert bench.view.entry == "88.5"
    bench.tap(*[Erased()] * 4).digits("7").on()
    assert bench.step == "ask-review"
    assert bench.answers["money"] == Decimal("7")
    bench.choose("born").back()
    assert bench.step == "ask-review"


def test_a_change_that_opens_a_question_asks_it_before_all_are_looked_over(bench: FormBench) -> None:
    to_the_end(bench).choose("who").choose("child")
    assert bench.step == "ask-child"
    assert bench.digits("449901194607010023").on().step == "ask-review"


def test_what_is_known_already_is_not_asked_but_can_be_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = TITLE + question("phone", "number", 'check = "phone"') + question("who", "choice", options("a", "b"))
    bench = FormBench(monkeypatch, form_of(tmp_path, text), {"phone": "13800000000"})
    assert bench.step == "ask-who"
    bench.choose("a")
    assert [(choice.id, choice.is_chosen, choice.detail) for choice in bench.view.choices] == [
        ("phone", True, "138****0000"),
        ("who", False, "甲"),
    ]
    assert "2项" in bench.view.words["lead"]
    bench.choose("phone").digits("1").on()
    assert bench.step == "ask-review"
    assert bench.choice("phone").is_chosen is False


def test_back_goes_one_touch_back_then_one_question_then_home(bench: FormBench) -> None:
    bench.choose("self").choose("1940s", "1946")
    assert [crumb.id for crumb in bench.view.crumbs] == ["1940s", "1946"]
    bench.back()
    assert [crumb.id for crumb in bench.view.crumbs] == ["1940s"]
    bench.back().back()
    assert bench.step == "ask-who"
    assert bench.choice("self").is_chosen
    bench.back()
    assert bench.session.item is None


def test_a_region_begins_in_the_own_city_and_any_other_is_two_touches_away(bench: FormBench) -> None:
    bench.choose("self").choose("1940s", "1946", "7", "1").choose("year").digits("1").on().choose("l-1", "4413")
    assert [crumb.label for crumb in bench.view.crumbs] == ["广东省", "惠州市"]
    bench.tap(StepTaken(1))
    assert "4405" in bench.offered
    bench.tap(StepTaken(0))
    assert "11" in bench.offered
    bench.choose("71")
    assert bench.answers["place"] == "71"


def test_what_leaves_no_choice_is_not_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = TITLE + question("day", "date", 'earliest = "2026-11-20"\nlatest = "today"')
    bench = FormBench(monkeypatch, form_of(tmp_path, text))
    assert bench.offered == ["20", "21", "22"]
    assert [crumb.label for crumb in bench.view.crumbs] == ["2026年", "11月"]
    assert bench.choose("21").answers == {"day": date(2026, 11, 21)}


def test_the_wrong_finger_changes_nothing(bench: FormBench) -> None:
    before = bench.session.filling
    bench.choose("nobody", "no-such-choice").tap(StepTaken(3), ListTurned(1), ListTurned(-1), Asked()).on()
    assert (bench.step, bench.session.filling.answers) == ("ask-who", before.answers)


def test_what_a_person_said_is_in_no_text_of_the_session_and_gone_after_it(bench: FormBench) -> None:
    bench.choose("child").digits("44990119460701002")
    assert "4499" not in repr(bench.session)
    assert "1946" not in repr(Chosen("self")) + repr(bench.session.filling)
    bench.tap(Left())
    assert bench.session.filling.answers == {}
    assert bench.session.filling.writing.text == ""


def test_a_masked_number_is_shown_at_a_touch_and_covered_again(bench: FormBench) -> None:
    bench.choose("child").digits("449901194607010023")
    assert bench.view.entry == "•••••• •••••••• 0023"
    assert bench.tap(Asked()).view.entry == "449901 19460701 0023"
    assert bench.tap(Asked()).view.entry.startswith("••")


def test_three_thousand_things_come_in_batches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    many = {"things": tuple(Pick(f"t-{number}", f"样例{number}") for number in range(3000))}
    monkeypatch.setattr("form_bench.LISTS", many)
    bench = FormBench(monkeypatch, form_of(tmp_path, TITLE + question("thing", "list", 'of = "things"')))
    assert (len(bench.view.choices), bench.view.list_first, bench.view.list_total) == (BATCH, 0, 3000)
    assert bench.view.is_own_list, "what was found of a person is read out in earphones only"
    bench.tap(ListTurned(1))
    assert (bench.offered[0], bench.view.list_first) == (f"t-{BATCH}", BATCH)
    bench.tap(*[ListTurned(1)] * 100)
    assert bench.offered[-1] == "t-2999"
    assert TypeAdapter(View).validate_json(TypeAdapter(View).dump_json(bench.view)) == bench.view


def test_an_empty_list_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("form_bench.LISTS", {})
    bench = FormBench(monkeypatch, form_of(tmp_path, TITLE + question("thing", "list", 'of = "things"')))
    assert bench.view.words["empty"] == "没有可以选的"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (question("a", "choice", options("x")), "options"),
        (question("a", "choice", options("x", "y")) * 2, "asked twice"),
        (question("a", "text", 'when = { b = ["x"] }'), "no earlier choice"),
        (
            question("a", "choice", options("x", "y")) + question("b", "text", 'when = { a = ["z"] }'),
            "no earlier choice",
        ),
        (question("a", "period", "own = false"), "offers no period"),
        (question("a", "date", 'earliest = "soon"'), "earliest"),
        (question("a", "number", "least = 9\nmost = 3"), "most"),
        (question("a", "sound"), "kind"),
        (question("a", "text", 'boards = ["qwerty"]'), "boards"),
        ("", "questions"),
    ],
)
def test_a_form_that_cannot_be_asked_is_named_with_its_file(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=rf"form\.toml.*{complaint}|{complaint}.*form\.toml"):
        form_of(tmp_path, TITLE + text)


def test_every_form_of_the_house_can_be_read_and_its_first_question_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = load_forms()
    assert "postal-address" in forms
    for form in forms.values():
        assert isinstance(form, Form)
        if form.questions:
            assert FormBench(monkeypatch, form).view.words["title"]
