"""What programs of this machine already know: CUPS its queues, pcscd its readers, upsd its batteries, ALSA its cards.

Asked in their own words; a program that is not there, or says nothing in time, knows nothing.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[list[str]], str]
LIMIT_S = 10.0
CARDS = Path("/proc/asound/cards")
CUPS = "/run/cups/cups.sock"
_QUEUE = re.compile(r"^device for ([^:\s]+): (\S+)$", re.MULTILINE)
_CARD = re.compile(r"^\s*\d+ \[(\w+)\s*\]: (.+)$", re.MULTILINE)
_SLOT = re.compile(r"\s*(?:\[[^\]]*\]\s*)?(?:\([^)]*\)\s*)?\d\d \d\d$")
"""What pcscd puts behind a reader's name: interface, serial number, number and slot."""
_NO_SPEAKER = ("Loopback", "HDMI")


def asked(command: list[str]) -> str:
    """What a program says; empty where it is not there or fails."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout if said.returncode == 0 else ""


def pcsc_readers() -> list[str]:
    """Names of the readers as pcscd lists them; none without it."""
    from smartcard.pcsc.PCSCExceptions import BaseSCardException  # the library looks for pcscd when it is imported
    from smartcard.System import readers

    try:
        return [str(reader) for reader in readers()]
    except BaseSCardException:
        return []


def known_to_programs(
    ask: Ask = asked, readers: Callable[[], list[str]] = pcsc_readers, cards: Path = CARDS
) -> dict[str, dict[str, Any]]:
    """Tables of the terminal's file: the first of each kind.

    Args:
        ask: runs a program.
        readers: of smart cards.
        cards: ALSA's list.
    """
    found: dict[str, dict[str, Any]] = {}
    queues = [(name, uri) for name, uri in _QUEUE.findall(ask(["lpstat", "-v"])) if uri.startswith(("ipp:", "ipps:"))]
    if queues:
        name, uri = queues[0]
        found["a4_printer"] = {"queue": name, "cups": CUPS, "device": re.sub("^ipps", "ipp", uri)}
    if known := readers():
        found["smart_card"] = {"reader": _SLOT.sub("", known[0])}
    if batteries := ask(["upsc", "-l"]).split():
        found["ups"] = {"model": "nut", "name": batteries[0]}
    try:
        listed = _CARD.findall(cards.read_text("utf-8", "replace"))
    except OSError:
        listed = []
    speakers = [name for name, about in listed if not any(word in about for word in _NO_SPEAKER)]
    if speakers:
        found["sound"] = {"model": "aplay", "device": f"plughw:CARD={speakers[0]}"}
    return found
