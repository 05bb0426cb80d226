"""The platform goes away while somebody applies: it waits here unreadable, is lodged once, or runs out, counted."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from applying_bench import Wire, submissions
from materials_bench import Gatherer, waiting_files
from province_in_process import InProcess, StandingClock, province_in
from unlodged_bench import ACCEPTED, DECLARE, ITEM, Killed, dies, kept, look, offered, rows

from kiosk import unlodged as storage
from kiosk.journal import Journal, first_bad_row
from kiosk.platform import sealed, sealing
from kiosk.platform.errors import NoConnection, PlatformError, Refused, WrongAnswer
from kiosk.platform.sealed_values import SealedRequest
from kiosk.platform.values import ErrorCode
from kiosk.recovery import settle_open_deeds
from kiosk.unlodged import KEEP_HOURS, Unlodged, about_of


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


@pytest.fixture
def wire(there: InProcess) -> Iterator[Wire]:
    made = Wire(there)
    yield made
    made.close()


def test_it_waits_here_and_nobody_says_that_it_is_done(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    assert person.view.tone == "careful"
    assert [row.value for row in person.view.rows][1] == "尚未提交"
    slip = person.slip_words[-1]
    assert "尚未提交，不是受理回执" in slip
    assert (there.province.clock.now() + timedelta(hours=KEEP_HOURS)).strftime("%Y-%m-%d %H:%M") in slip
    assert "受理编号" not in slip
    assert submissions(there) == []


def test_the_terminal_cannot_read_it_back(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    (file,) = waiting_files(there)
    lies = file.read_bytes()
    assert set(json.loads(lies)) == {"deed", "item", "until", "envelope"}
    for word in (citizen.name, citizen.number, citizen.phone or "?", "answers"):
        assert word.encode() not in lies
    assert file.stat().st_mode & 0o077 == 0
    inside = b64decode(json.loads(lies)["envelope"])
    assert citizen.name.encode() not in inside


def test_only_the_platforms_key_opens_an_envelope_and_only_with_what_stands_beside_it() -> None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    own, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    envelope = sealing.sealed(b"an application", own.public_key().public_bytes_raw(), b"about")
    assert sealing.opened(envelope, own, b"about") == b"an application"
    assert sealing.sealed(b"an application", own.public_key().public_bytes_raw(), b"about") != envelope
    broken = envelope[:-1] + bytes([envelope[-1] ^ 1])
    for found, key, about in (
        (envelope, other, b"about"),
        (envelope, own, b"later"),
        (broken, own, b"about"),
        (b"short", own, b"about"),
    ):
        with pytest.raises(sealing.NotOpenedError):
            sealing.opened(found, key, about)


def test_it_is_lodged_once_when_the_platform_answers_again(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    person.leave()
    wire.orders.clear()
    look(person)
    look(person)
    assert [one["item"] for one in submissions(there)] == [ITEM]
    assert waiting_files(there) == []
    (ended,) = rows(there, "waiting-ended")
    assert (ended["outcome"], ended["case_no"]) == ("lodged", submissions(there)[0]["case_no"])
    told = [one["text"] for one in there.tell("platform", "outbox")["messages"] if one["number"] == person.number]
    assert "已提交受理" in told[-1]
    assert len(told[-1]) <= 70


@pytest.mark.parametrize("order", ["cut", "lost", "down"])
def test_an_answer_that_never_came_is_asked_for_under_the_same_deed(there: InProcess, wire: Wire, order: str) -> None:
    person = kept(there, wire)
    wire.orders = {"POST /v1/sealed-applications": order}
    look(person)
    assert len(waiting_files(there)) == 1
    wire.orders.clear()
    look(person)
    assert len(submissions(there)) == 1
    assert waiting_files(there) == []


def test_an_answer_about_another_is_not_believed(there: InProcess, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    person = kept(there, wire)
    wire.orders.clear()
    real = sealed.deliver

    def another(platform: Any, request: SealedRequest) -> Any:
        return real(platform, request).model_copy(update={"state": "refused", "case_no": ""})

    monkeypatch.setattr(sealed, "deliver", another)
    look(person)
    assert rows(there, "waiting-ended")[0]["outcome"] == "refused", "what the platform says stands in the journal"


@pytest.mark.parametrize("answer", [Refused(ErrorCode.BROKEN), WrongAnswer("not in the form")], ids=str)
def test_one_that_the_platform_does_not_answer_holds_up_no_other_and_waits_on(
    there: InProcess, wire: Wire, monkeypatch: pytest.MonkeyPatch, answer: PlatformError
) -> None:
    person = kept(there, wire)
    (file,) = waiting_files(there)
    told = json.loads(file.read_bytes())
    stuck = file.with_stem("0" * 32)
    sooner = (there.province.clock.now() + timedelta(hours=1)).isoformat()
    stuck.write_text(json.dumps({**told, "deed": stuck.stem, "until": sooner}))
    wire.orders.clear()
    real = sealed.deliver

    def deliver(platform: Any, request: SealedRequest) -> Any:
        if request.deed == stuck.stem:
            raise answer
        return real(platform, request)

    monkeypatch.setattr(sealed, "deliver", deliver)
    look(person)
    assert len(submissions(there)) == 1
    assert waiting_files(there) == [stuck], "it is asked again until it is answered, or its time is over"
    there.province.clock.move(3600)
    look(person)
    assert [row["outcome"] for row in rows(there, "waiting-ended")] == ["lodged", "expired"]


def test_what_is_over_is_removed_and_counted_even_while_nobody_answers(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    there.province.clock.move(KEEP_HOURS * 3600 + 60)
    look(person, answers=False)
    assert waiting_files(there) == []
    assert [row["outcome"] for row in rows(there, "waiting-ended")] == ["expired"]
    wire.orders.clear()
    look(person)
    assert submissions(there) == []


def test_the_platform_takes_nothing_that_comes_too_late(there: InProcess, wire: Wire) -> None:
    kept(there, wire)
    (file,) = waiting_files(there)
    told = json.loads(file.read_bytes())
    wire.orders.clear()
    there.province.clock.move(KEEP_HOURS * 3600 + 60)
    taken = sealed.deliver(
        there.platform, SealedRequest.model_validate({k: told[k] for k in ("deed", "until", "envelope")})
    )
    assert (taken.state, taken.why) == ("refused", "limit_reached")
    assert submissions(there) == []


def test_who_has_applied_elsewhere_meanwhile_gets_no_second_case(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    wire.orders.clear()
    again = Gatherer(there, ITEM, number=person.number, terminal="t-02")
    again.to(ACCEPTED)
    look(person)
    assert len(submissions(there)) == 1
    assert rows(there, "waiting-ended")[0] == {"outcome": "refused", "refused": "conflict"}


def test_trying_again_lodges_it_at_once_and_keeps_nothing(there: InProcess, wire: Wire) -> None:
    person = offered(there, wire)
    wire.orders.clear()
    person.press("back")
    assert person.title == ACCEPTED
    assert waiting_files(there) == []
    assert len(submissions(there)) == 1


def test_who_leaves_instead_leaves_nothing_here(there: InProcess, wire: Wire) -> None:
    offered(there, wire).leave()
    assert waiting_files(there) == []
    assert rows(there, "waiting-intended") == []


def test_an_item_that_does_not_allow_it_is_not_taken(there: InProcess, wire: Wire) -> None:
    person = Gatherer(there, "old-age-allowance")
    person.to(DECLARE)
    wire.orders["POST /v1/applications"] = "down"
    person.press("primary")
    assert person.title == "申请没有交上去"
    assert waiting_files(there) == []


def test_without_the_platforms_key_it_is_not_taken(there: InProcess, wire: Wire) -> None:
    person = offered(there, wire)
    person.hall.unlodged._key = b""
    person.press("primary")
    assert person.title == "这份申请没有存下来"
    assert waiting_files(there) == []


def test_a_full_disk_is_told_and_leaves_nothing(there: InProcess, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    person = offered(there, wire)

    def full(*_: object) -> NoReturn:
        raise OSError("no room")

    monkeypatch.setattr(storage, "_write_whole", full)
    person.press("primary")
    assert person.title == "这份申请没有存下来"
    assert waiting_files(there) == []
    assert [row["outcome"] for row in rows(there, "waiting-settled")] == ["not_done"]


def then(first: Callable[..., Any]) -> Callable[..., Any]:
    def both(*told: Any, **more: Any) -> NoReturn:
        first(*told, **more)
        raise Killed

    return both


POINTS = (
    "before the intent",
    "after the intent",
    "before it is on the disk",
    "after it is on the disk",
    "after the result",
)
LIES = POINTS[3:]


def kill_at(there: InProcess, point: str, patch: pytest.MonkeyPatch) -> None:
    match point:
        case "before the intent":
            patch.setattr(there.journal, "intend", dies)
        case "after the intent":
            patch.setattr(there.journal, "intend", then(there.journal.intend))
        case "before it is on the disk":
            patch.setattr("os.fsync", dies)
        case "after it is on the disk":
            patch.setattr(storage, "_write_whole", then(storage._write_whole))
        case "after the result":
            patch.setattr(there.journal, "settle", then(there.journal.settle))


@pytest.mark.parametrize("point", POINTS)
def test_kill_minus_nine_while_it_is_kept(there: InProcess, wire: Wire, point: str) -> None:
    person = offered(there, wire)
    with pytest.MonkeyPatch.context() as patch:
        kill_at(there, point, patch)
        with pytest.raises(Killed):
            person.press("primary")
    alive = restarted(there)
    wire.orders.clear()
    after = storage_of(alive)
    after.look(there.platform, answers=True)
    assert len(submissions(there)) == (point in LIES)
    assert waiting_files(there) == []
    settled = [row["outcome"] for row in rows(there, "waiting-settled")]
    assert settled == ([] if point == "before the intent" else ["done" if point in LIES else "not_done"])
    assert first_bad_row(there.state) is None
    alive.journal.close()


@pytest.mark.parametrize("point", ["before the answer", "after the answer", "after the row"])
def test_kill_minus_nine_while_it_is_handed_over(there: InProcess, wire: Wire, point: str) -> None:
    person = kept(there, wire)
    wire.orders.clear()
    with pytest.MonkeyPatch.context() as patch:
        match point:
            case "before the answer":
                patch.setattr(sealed, "deliver", dies)
            case "after the answer":
                patch.setattr(sealed, "deliver", then(sealed.deliver))
            case _:
                patch.setattr(there.journal, "write", then(there.journal.write))
        with pytest.raises(Killed):
            look(person)
    alive = restarted(there)
    storage_of(alive).look(there.platform, answers=True)
    assert len(submissions(there)) == 1
    assert waiting_files(there) == []
    assert [row["outcome"] for row in rows(there, "waiting-ended")] == ["lodged"]
    alive.journal.close()


def restarted(there: InProcess) -> InProcess:
    there.journal.close()
    alive = replace(there, journal=Journal(there.state, StandingClock(there.province)))
    settle_open_deeds(alive.journal, None)  # type: ignore[arg-type]  # no print is open
    return alive


def storage_of(there: InProcess) -> Unlodged:
    folder = there.state.parent / "state-t-01" / storage.FOLDER
    return Unlodged(folder, there.journal, StandingClock(there.province), there.platform.sealing_key)


def test_an_envelope_under_another_deed_or_day_is_refused(there: InProcess, wire: Wire) -> None:
    kept(there, wire)
    (file,) = waiting_files(there)
    told = json.loads(file.read_bytes())
    wire.orders.clear()
    for changed in ({"deed": "f" * 32}, {"until": "2099-01-01T00:00:00+08:00"}):
        request = SealedRequest.model_validate(
            {name: {**told, **changed}[name] for name in ("deed", "until", "envelope")}
        )
        taken = sealed.deliver(there.platform, request)
        assert (taken.state, taken.why) == ("refused", "bad_request"), changed
        assert about_of(request.deed, request.until) != about_of(told["deed"], request.until) or "until" in changed
    assert submissions(there) == []


def test_the_platform_that_is_down_is_not_asked_in_vain(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    wire.orders["POST /v1/sealed-applications"] = "down"
    look(person)
    assert len(waiting_files(there)) == 1
    with pytest.raises(NoConnection):
        sealed.deliver(
            there.platform,
            SealedRequest(deed="0" * 32, until=there.province.clock.now(), envelope="AAAA"),
        )
