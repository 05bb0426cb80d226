"""One simulated printing system for all process tests here; starting it takes half a second."""

from collections.abc import Iterator

import pytest
from one_visit import two_pages
from real_printer import RealPrinter, started

from printing.document import Paper


@pytest.fixture(scope="session")
def shared_printer() -> Iterator[RealPrinter]:
    with started() as printer:
        yield printer


@pytest.fixture
def printer(shared_printer: RealPrinter) -> Iterator[RealPrinter]:
    shared_printer.make_well()
    yield shared_printer
    shared_printer.make_well()


@pytest.fixture
def paper() -> Paper:
    return two_pages()
