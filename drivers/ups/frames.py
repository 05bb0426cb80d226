"""NUT's network protocol: what is said to upsd and what it says, without I/O.

Source: Network UPS Tools, RFC 9271 (UPS Management Protocol 1.3); the replies of upsd 2.8.0 with the driver dummy-ups
are test vectors.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drivers.faults import Fault
from drivers.ups import Condition, Power, PowerState

LINE_BYTES_MAX = 1024
"""Our choice; what UPSs tell is some ten times shorter."""
REPLY_BYTES_MAX = 65_536
"""Our choice: a UPS with 200 variables makes some 8 kB."""
_VARIABLE = re.compile(r'VAR (\S{1,64}) (\S{1,64}) "((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")

_WORDS = {
    "LB": Condition.LOW,
    "CHRG": Condition.CHARGING,
    "DISCHRG": Condition.DISCHARGING,
    "RB": Condition.REPLACE_BATTERY,
    "OVER": Condition.OVERLOADED,
    "BYPASS": Condition.BYPASS,
    "CAL": Condition.CALIBRATING,
    "FSD": Condition.SHUTTING_DOWN,
    "TRIM": Condition.ADJUSTING,
    "BOOST": Condition.ADJUSTING,
    "ALARM": Condition.ALARM,
}
_NO_CONDITION = frozenset({"OL", "OB", "OFF", "HB"})
"""Said by `Power`; HB is a battery that is full."""


class FrameError(ValueError):
    """A line that upsd does not write."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """upsd answered ERR."""

    code: str


Reply = Mapping[str, str] | Refusal
"""The variables of a UPS by their names, or why there are none."""


def ask_for_variables(name: str) -> bytes:
    """The request for everything that a UPS tells."""
    return f"LIST VAR {name}\n".encode("ascii")


class ReplyReader:
    """Takes the reply to `ask_for_variables`, whole or in pieces.

    Args:
        name: the UPS that was asked for.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._rest = b""
        self._taken = 0
        self._variables: dict[str, str] | None = None

    def feed(self, data: bytes) -> Reply | None:
        """Take what arrived; None while the reply is not complete.

        Raises:
            FrameError: this is no reply to our question.
        """
        self._taken += len(data)
        self._rest += data
        while b"\n" in self._rest:
            line, self._rest = self._rest.split(b"\n", 1)
            reply = self._line(line)
            if reply is not None:
                return reply
        if len(self._rest) > LINE_BYTES_MAX or self._taken > REPLY_BYTES_MAX:
            raise FrameError(f"a reply without an end, {self._taken} bytes")
        return None

    def _line(self, raw: bytes) -> Reply | None:
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FrameError(f"not text: {raw[:40].hex(' ')}") from error
        if line.startswith("ERR ") and self._variables is None:
            return Refusal(line.removeprefix("ERR ").split(" ")[0])
        if line == f"BEGIN LIST VAR {self._name}" and self._variables is None:
            self._variables = {}
            return None
        if self._variables is not None:
            if line == f"END LIST VAR {self._name}":
                return self._variables
            if (found := _VARIABLE.fullmatch(line)) and found[1] == self._name:
                self._variables[found[2]] = _ESCAPED.sub(r"\1", found[3])
                return None
        raise FrameError(f"not in the protocol: {raw[:40].hex(' ')}")


def state_of(variables: Mapping[str, str]) -> PowerState:
    """What the variables say of the power."""
    words = variables.get("ups.status", "").split()
    conditions = {_WORDS.get(word, Condition.OTHER) for word in words if word not in _NO_CONDITION}
    return PowerState(
        power=_power(words),
        conditions=frozenset(conditions),
        charge_percent=_number(variables.get("battery.charge"), 100),
        runtime_s=_number(variables.get("battery.runtime"), 1e7),
    )


def _power(words: list[str]) -> Power:
    # Where words contradict each other the worse one counts.
    for word, power in (("OFF", Power.OFF), ("OB", Power.BATTERY), ("OL", Power.MAINS), ("BYPASS", Power.MAINS)):
        if word in words:
            return power
    return Power.UNKNOWN


def _number(text: str | None, most: float) -> float | None:
    if text is None or not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", text) or float(text) > most:
        return None
    return float(text)


def fault_of(refusal: Refusal) -> Fault:
    """The one reduction of upsd's error codes (RFC 9271)."""
    match refusal.code:
        case "UNKNOWN-UPS" | "DRIVER-NOT-CONNECTED":
            return Fault.ABSENT
        case "DATA-STALE":
            return Fault.GONE
        case "ACCESS-DENIED" | "USERNAME-REQUIRED" | "PASSWORD-REQUIRED" | "FEATURE-NOT-CONFIGURED":
            return Fault.REFUSED
        case "UNKNOWN-COMMAND" | "INVALID-ARGUMENT" | "VAR-NOT-SUPPORTED":
            return Fault.GARBLED
        case _:
            return Fault.UNKNOWN
