"""Thirty difficult people before one terminal."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from hall_of_people import Visit
from people import PEOPLE
from province_in_process import InProcess, province_in


@pytest.fixture(scope="session")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    """The province of all of them, made once: nobody sees anything of another."""
    made: AbstractContextManager[InProcess] = province_in(
        tmp_path_factory.mktemp("people"), citizens={one.number: one for one in PEOPLE}
    )
    with made as province:
        yield province


@pytest.fixture
def visit(there: InProcess) -> Visit:
    """A person steps up to the terminal."""
    return Visit(there)
