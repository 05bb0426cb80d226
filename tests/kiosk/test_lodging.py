"""Orders of the post, numbers, hours, complaints: each done once, whatever breaks, and the journal says the truth."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

import pytest
from lodging_bench import (
    DESKS,
    LODGED,
    MISHAPS,
    Bench,
    CrashedError,
    CrashingJournal,
    Mishap,
    bench_in,
    idle,
    is_home,
    leave,
)
from waiting import shared

from kiosk.hall.person import LostError
from kiosk.platform.line import Answer


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench_in(tmp_path_factory.mktemp("province")) as made:
        yield made


def stands(bench: Bench) -> tuple[int, int]:
    """Things done, and things that the journal knows of."""
    bench.line.clear()
    return bench.taken(), len(bench.outcomes())


@pytest.mark.parametrize("item", LODGED)
def test_it_is_done_once_and_its_slip_says_so(bench: Bench, item: str) -> None:
    before, known = stands(bench)
    hall = bench.hall()
    bench.person(hall, item).visit(30.0)
    assert hall.taken.last.screen == "done"
    assert len(hall.taken.slips) == 1
    assert (bench.taken() - before, bench.outcomes()[known:]) == (1, ["done"])


@pytest.mark.parametrize("item", LODGED)
@pytest.mark.parametrize("end", [leave, idle])
def test_whoever_leaves_at_any_step_leaves_nothing_behind(bench: Bench, item: str, end: object) -> None:
    """At every page in turn: nothing is lodged before the last word, and nothing of the person stays."""
    _, known = stands(bench)
    whole = bench.hall()
    bench.person(whole, item).visit(30.0)
    pages = len({view.page for view in whole.taken.views})
    for stop in range(1, pages):
        hall = bench.hall()
        before = bench.taken()
        seen: set[int] = set()

        def is_there(hall: object = hall, seen: set[int] = seen, stop: int = stop) -> None:
            seen.add(hall.newest().page)  # type: ignore[attr-defined]  # a Hall
            if len(seen) >= stop:
                raise CrashedError

        person = bench.person(hall, item)
        press = hall.press

        def pressing(name: str, press: object = press, look: object = is_there) -> None:
            look()  # type: ignore[operator]  # as above
            press(name)  # type: ignore[operator]  # as above

        hall.press = pressing  # type: ignore[method-assign]  # stops before the so-many-th page is left
        with suppress(CrashedError, LostError):
            person.visit(1.0)
        hall.press = press  # type: ignore[method-assign]  # as it was
        end(hall)  # type: ignore[operator]  # leave or idle
        end(hall)  # type: ignore[operator]  # a result asks before it ends
        assert is_home(hall.session), (stop, hall.newest())
        assert bench.taken() - before <= 1
    assert set(bench.outcomes()[known:]) <= {"done"}


@pytest.mark.parametrize("item", LODGED)
@pytest.mark.parametrize("mishap", shared(MISHAPS, 3))
def test_whatever_the_platform_does_it_is_done_once_or_not_at_all(bench: Bench, item: str, mishap: Mishap) -> None:
    hall = bench.hall()
    person = bench.person(hall, item)
    bench.line.clear()
    person.visit(30.0)
    questions = bench.line.asked
    for at in range(questions):
        before, known = bench.taken(), len(bench.outcomes())
        hall = bench.hall()
        person = bench.person(hall, item)
        bench.line.order(mishap, at)
        with suppress(LostError):
            person.visit(2.0)
        bench.line.clear()
        new = bench.outcomes()[known:]
        done = bench.taken() - before
        assert done <= 1
        assert len(new) <= 1 + (mishap == "busy"), "nothing is asked for twice"
        assert ("done" in new) == bool(done) or "unknown" in new, (at, new, done)
        bench.restart()
        assert bench.outcomes().count("done") == bench.taken(), (at, mishap)
        assert "unknown" not in bench.outcomes()
        assert "open" not in bench.outcomes()


@pytest.mark.parametrize("item", LODGED)
def test_what_nobody_knows_is_said_and_never_asked_for_again(bench: Bench, item: str) -> None:
    before, _ = stands(bench)
    hall = bench.hall()
    person = bench.person(hall, item)
    # Its answer is lost, and so are all answers to what became of it.
    bench.line.is_desk_cut = True
    person.visit(30.0)
    view = hall.taken.last
    assert view.screen == "trouble"
    assert "不要再办" in view.words["lead"]
    assert view.words["primary"] == "", "there is no way to try again"
    assert bench.outcomes()[-1] == "unknown"
    bench.line.clear()
    bench.restart()
    assert bench.taken() == before + 1
    assert bench.outcomes()[-1] == "done"


@pytest.mark.parametrize("item", LODGED)
@pytest.mark.parametrize("lost", [1, 2])
def test_a_lost_answer_is_asked_for_and_nothing_is_lodged_again(bench: Bench, item: str, lost: int) -> None:
    before, known = stands(bench)
    hall = bench.hall()
    person = bench.person(hall, item)
    bench.line.cuts_left = lost
    person.visit(30.0)
    assert hall.taken.last.screen == "done", "the person has it in hand"
    desk = [path for path in bench.line.paths if path.startswith(DESKS)]
    assert [path.endswith("/outcome") for path in desk] == [False, *[True] * lost]
    assert (bench.taken() - before, bench.outcomes()[known:]) == (1, ["done"])


CRASHES = ("before intent", "after intent", "during", "after effect", "after result")


@pytest.mark.parametrize("item", LODGED)
@pytest.mark.parametrize("crash", shared(CRASHES, 2))
def test_kill_9_anywhere_and_the_books_agree_with_the_platform(bench: Bench, item: str, crash: str) -> None:
    before, known = stands(bench)
    journal = bench.journal
    if crash == "during":
        send = bench.line.send

        def sending(method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
            answer = send(method, path, headers, body, deadline)
            if path.removeprefix("/v1") in ("/express-orders", "/queue-tickets", "/bookings", "/complaints"):
                raise CrashedError
            return answer

        bench.line.send = sending  # type: ignore[method-assign]  # the core ends while it waits
    else:
        kind = "lodgement-intended" if "intent" in crash else "lodgement-settled"
        after = crash in ("after intent", "after result")
        bench.there.journal = CrashingJournal(journal, kind, after=after)  # type: ignore[assignment]  # as a journal
    hall = bench.hall()
    with pytest.raises(CrashedError):
        bench.person(hall, item).visit(30.0)
    bench.there.journal = journal
    if crash == "during":
        bench.line.send = send  # type: ignore[method-assign]  # as it was
    bench.restart()
    done = {"before intent": 0, "after intent": 0}.get(crash, 1)
    assert bench.taken() - before == done
    assert bench.outcomes()[known:] == {"before intent": [], "after intent": ["not_done"]}.get(crash, ["done"])
    bench.restart()
    assert bench.taken() - before == done, "a second start asks for nothing again"
