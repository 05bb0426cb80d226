"""Papers of an application: at each step of each way somebody cancels, walks away, or the platform or a device fails.

Whatever happens, nothing of the person stays here, what the journal says is what the province has, and pages lie with
an application or with nobody.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import pytest
from applying_bench import submissions
from every_step import Mishap, broken_off, walked
from materials_bench import Gatherer, paper, waiting_files
from PIL import Image
from province_in_process import InProcess, province_in
from waiting import shared

from kiosk.gathering import NOTHING_GATHERED
from kiosk.hall.copying_people import send
from kiosk.hall.person import LostError
from kiosk.hands import materials as hands
from kiosk.hands import page_picture
from kiosk.journal import read_rows
from kiosk.unknown_submissions import UnknownSubmissions

SHOP, ACCEPTED = "individual-business", "已经受理"
FIRST = "materials"
"""The step at which the papers begin; what comes before it has tests of its own."""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hands, "page_of", lambda picture, _: page_picture.looked_at(picture))
        with province_in(tmp_path_factory.mktemp("province")) as made:
            yield made


def _jpeg() -> bytes:
    target = io.BytesIO()
    with Image.open(io.BytesIO(paper())) as picture:
        picture.convert("RGB").save(target, "JPEG", quality=92)
    return target.getvalue()


def scanned(person: Gatherer) -> None:
    person.hall.glass.lies.append(paper())
    person.press("primary", "choice-scan", "primary")


def from_a_phone(person: Gatherer) -> None:
    def phone() -> None:
        person.hall.meanwhile = lambda: None
        # Where the page could not be opened, the phone has nowhere to send it.
        with suppress(ValueError):
            send(person.there.tell, "合同.jpg", _jpeg())

    person.hall.meanwhile = phone
    person.press("primary", "choice-phone")


def owed(person: Gatherer) -> None:
    person.press("primary", "choice-owed", "primary", "primary")
    person.signs()


def owed_by_word(person: Gatherer) -> None:
    person.press("primary", "choice-owed", "primary", "primary", "other-way")


def committed(person: Gatherer) -> None:
    person.press("primary", "choice-committed", "primary", "primary")
    person.signs()


WAYS: Mapping[str, Callable[[Gatherer], None]] = {
    "scanned": scanned,
    "from a phone": from_a_phone,
    "owed": owed,
    "owed, agreed to by word": owed_by_word,
    "committed": committed,
}
MISHAPS: tuple[Mishap, ...] = ("cancel", "idle", "fault", "kill", "alarm")


def comes(there: InProcess) -> Gatherer:
    """The next person, whose application nobody has yet, at the list of papers."""
    there.platform._breaker.worked()
    for table in ("submissions", "material_pages", "drafts"):
        there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    person = Gatherer(there, SHOP)
    person.to_list()
    return person


def goes(person: Gatherer, way: str) -> Callable[[], None]:
    def script() -> None:
        WAYS[way](person)
        person.to(ACCEPTED)

    return script


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("way", shared(WAYS, 5))
def test_whatever_breaks_it_off_the_books_agree_and_nothing_stays(there: InProcess, way: str, mishap: Mishap) -> None:
    person = comes(there)
    steps = walked(person.hall, goes(person, way))  # type: ignore[arg-type]  # nobody leaves by its name here
    assert {FIRST, "submit", "accepted"} <= set(steps), steps
    for step in shared(steps, 4):
        before = there.journal.newest()
        person = comes(there)
        # Somebody who does not understand what stands there any more goes away as well.
        with suppress(AssertionError, LostError):
            broken_off(person.hall, goes(person, way), step, mishap)  # type: ignore[arg-type]  # as above
        person.leave()
        held(there, person, before, f"{way}, {mishap} at {step}")


def held(there: InProcess, person: Gatherer, before: int, about: str) -> None:
    """Nobody stands there any more: books, pages, pad, disk."""
    UnknownSubmissions(there.journal).ask(there.platform, "")
    told = {row.deed: row for row in read_rows(there.state) if row.seq > before and row.kind.startswith("submission-")}
    said = [str(row.facts.get("outcome", "open")) for row in told.values()]
    taken = submissions(there)
    assert said.count("done") + said.count("open") >= len(taken), about
    assert said.count("done") <= len(taken), about
    counts = there.tell("platform", "material_counts")
    assert counts["used"] == 0 or taken, about
    assert person.hall.session.gathering == NOTHING_GATHERED, about
    assert person.hall.session.identity is None, about
    assert waiting_files(there) == [], about
