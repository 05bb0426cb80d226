"""Which bytes of a PJL line may stand in a wire trace: our questions, and answers without names.

Documents never pass on this line, they go through the queue. But the printer tells us the names of other machines' jobs
and what its display shows, and both may name a person.
"""

import re
from collections.abc import Iterable

from drivers.trace import Direction

_LINE = re.compile(
    rb"^(?:@PJL (?:INFO STATUS|INFO PAGECOUNT|USTATUS JOB|USTATUS PAGE|USTATUS DEVICE|ECHO kiosk \d{1,9})"
    rb"|CODE\d?=\d{5}|ONLINE=(?:TRUE|FALSE)|PAGECOUNT=\d{1,12}|PAGES=\d{1,6}|START|END|CANCELED|\?|\x0c+)\r?\n?",
    re.MULTILINE,
)


def shown(direction: Direction, said: bytes) -> Iterable[range]:
    """Of what comes back, from the first message on, only lines of known words and numbers."""
    if direction is Direction.SENT:
        return (range(len(said)),)
    begins = said.find(b"@PJL ")
    return tuple(range(*found.span()) for found in _LINE.finditer(said) if 0 <= begins <= found.start())
