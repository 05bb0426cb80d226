"""One province for all capabilities: nothing that a test asks changes it, but for papers, which are more each time."""

from collections.abc import Iterator

import pytest
from province_in_process import InProcess, province_in

from kiosk.sandbox.citizens import Citizen


@pytest.fixture(scope="session")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    """The province and its gateway."""
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture(scope="session")
def somebody(there: InProcess) -> Citizen:
    """A resident of whom there is something on record in every register of the samples."""
    return there.province.register.samples(1)[0]
