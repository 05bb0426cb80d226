"""Who may do what: config/staff-rights.toml. The one place where that is decided."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import config
from config.toml_file import SettingsError

FILE = Path(config.__file__).parent / "staff-rights.toml"


class Role(Enum):
    """What an account is for. Nobody has two: whoever audits does not act."""

    PATROL = "patrol"
    """巡检."""
    MAINTENANCE = "maintenance"
    """维护."""
    BUSINESS = "business"
    """业务."""
    ADMIN = "admin"
    """管理."""
    AUDIT = "audit"
    """审计."""


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do one thing."""

    roles: frozenset[Role]
    two_persons: bool = False
    first_alone: bool = False
    """Whether one person may do it as long as there is nobody who could be the second."""


class Rights:
    """The table.

    Args:
        table: action → who may do it.
    """

    def __init__(self, table: Mapping[str, Right]) -> None:
        self._table = table

    @property
    def actions(self) -> tuple[str, ...]:
        """All that are listed."""
        return tuple(self._table)

    def may(self, role: Role, action: str) -> bool:
        """Whether somebody of that role may do that.

        Raises:
            KeyError: nobody listed that action: a mistake of ours, never a yes.
        """
        return role in self._table[action].roles

    def needs_two(self, action: str) -> bool:
        """Whether a second person has to sign.

        Raises:
            KeyError: as `may`.
        """
        return self._table[action].two_persons

    def first_alone(self, action: str) -> bool:
        """Whether the only one who may do that does it alone.

        Raises:
            KeyError: as `may`.
        """
        return self._table[action].first_alone


def load_rights(file: Path = FILE) -> Rights:
    """Read the table.

    Raises:
        SettingsError: a role that does not exist, or something that is no right.
    """
    table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    try:
        return Rights(MappingProxyType({action: _right(entry) for action, entry in table.items()}))
    except (KeyError, ValueError) as error:
        raise SettingsError(f"{file}: {error}: name roles of kiosk/staff/rights.py") from error


def _right(entry: Mapping[str, Any]) -> Right:
    return Right(
        frozenset(Role(role) for role in entry["roles"]),
        bool(entry.get("two_persons", False)),
        bool(entry.get("first_alone", False)),
    )
