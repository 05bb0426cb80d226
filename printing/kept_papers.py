"""What CUPS is told to keep on the disk of papers that are printed.

Only its file can be read. CUPS does not tell over IPP what it keeps: that needs a finished job to look at.
"""

from pathlib import Path

CUPSD_CONF = Path("/etc/cups/cupsd.conf")
"""Where Debian has it; readable for root and group lp."""
_DEFAULTS = {"preservejobfiles": "86400", "preservejobhistory": "yes"}
"""cupsd.conf(5) of CUPS 2.4: what holds where the file says nothing."""
_NAMES = {"preservejobfiles": "PreserveJobFiles", "preservejobhistory": "PreserveJobHistory"}
_NO = frozenset({"no", "off", "false", "disabled", "0"})


def keeping(conf: Path = CUPSD_CONF) -> tuple[str, ...]:
    """The directives by which CUPS keeps papers or the list of them after a job; empty when it keeps nothing.

    Raises:
        OSError: the file cannot be read, so nobody knows.
    """
    said = dict(_DEFAULTS)
    for line in conf.read_text("utf-8", "replace").splitlines():
        name, _, value = " ".join(line.split("#", 1)[0].split()).partition(" ")
        if name.lower() in said:
            said[name.lower()] = value.strip().lower()
    return tuple(f"{_NAMES[name]} {value}" for name, value in said.items() if value not in _NO)
