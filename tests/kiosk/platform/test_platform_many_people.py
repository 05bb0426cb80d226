"""Many people at once, at a platform that swaps, delays, repeats and cuts: never another person's record."""

import threading
import tomllib
from pathlib import Path

import pytest
from sandbox_lab import WANTED, Enrolled, Sandbox

from drivers.idcard import IdCard
from kiosk.platform.api import Platform
from kiosk.platform.errors import RESIDENT_KEYS, PlatformError
from kiosk.platform.values import Identity, Issued
from printing.records.about import name_of, number_of

PEOPLE, ROUNDS = 10, 4
FAULTS = ("swap", "stale", "latency", "repeat", "cut", "swap_number", "busy", "swap_subject", "late", "wrong_id")


def test_nobody_gets_another_persons_document(sandbox: Sandbox, enrolled: Enrolled) -> None:
    platforms = [enrolled(f"many-{position}") for position in range(2)]
    cards = sandbox.citizens(PEOPLE)
    identities = [sandbox.identified(platforms[position % 2], card) for position, card in enumerate(cards)]
    for kind in FAULTS * 3:
        sandbox.tell("fault", kind=kind, at="/documents", seconds=0.05)
    got: list[tuple[IdCard, Issued]] = []
    refused: list[PlatformError] = []
    together = threading.Barrier(PEOPLE)

    def visit(platform: Platform, card: IdCard, identity: Identity) -> None:
        for round_ in range(ROUNDS):
            together.wait(10)
            try:
                deed = f"{card.number}-{round_}"
                got.append((card, platform.issue(identity, WANTED, deed=deed, number=card.number)))
            except PlatformError as error:
                refused.append(error)

    threads = [
        threading.Thread(target=visit, args=(platforms[position % 2], card, identity))
        for position, (card, identity) in enumerate(zip(cards, identities, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) + len(refused) == PEOPLE * ROUNDS
    assert len(got) >= PEOPLE, "most are served all the same"
    assert refused, "and the faults did strike"
    for card, issued in got:
        assert (number_of(issued.record), name_of(issued.record)) == (card.number, card.name)
    assert len({issued.document_no for _, issued in got}) == len(got)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_error_has_words_for_a_resident(language: str) -> None:
    texts = tomllib.loads((Path(__file__).parents[3] / "config" / "texts" / f"{language}.toml").read_text("utf-8"))
    assert set(texts["trouble"]) >= RESIDENT_KEYS
