"""A chip that follows a script: exactly these commands, in this order, with these answers."""

from drivers.smart_card.apdu import PlainChip


class ScriptedChip:
    """Fulfils `transmit` of a PlainChip.

    Args:
        script: pairs of command and answer in hex.
    """

    def __init__(self, *script: tuple[str, str]) -> None:
        self._script = [(bytes.fromhex(command), bytes.fromhex(answer)) for command, answer in script]

    def transmit(self, apdu: bytes) -> bytes:
        assert self._script, f"one command too many: {apdu.hex(' ')}"
        command, answer = self._script.pop(0)
        assert apdu.hex(" ") == command.hex(" ")
        return answer

    def chip(self, *, is_t0: bool = False) -> PlainChip:
        return PlainChip(self.transmit, is_t0=is_t0)

    def assert_done(self) -> None:
        assert self._script == []
