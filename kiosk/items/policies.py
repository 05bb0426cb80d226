"""Which policies may fit, by a few answers: config/policies.toml. Pure; nothing of the answers is kept."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

import config
from config.toml_file import Block, checked
from kiosk.wording import Wording

Id = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]


class Policy(Block):
    """One of them."""

    id: Id
    name: Wording
    hint: Wording
    when: Annotated[dict[Id, tuple[Id, ...]], Field(min_length=1, description="By question: the answers that fit.")]

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Whether every question that it names was answered by one of its answers."""
        return all(answers.get(question) in wanted for question, wanted in self.when.items())


class Policies(Block):
    """The file config/policies.toml."""

    policies: Annotated[tuple[Policy, ...], Field(min_length=1, max_length=300)]


@cache
def load_policies(path: Path | None = None) -> tuple[Policy, ...]:
    """All of them, read once.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(Policies, path or Path(config.__file__).parent / "policies.toml").policies


def matches(answers: Mapping[str, str], policies: tuple[Policy, ...]) -> tuple[Policy, ...]:
    """Those that may fit, in the order of the file."""
    return tuple(policy for policy in policies if policy.fits(answers))
