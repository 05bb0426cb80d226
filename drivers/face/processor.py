"""What the processor can do, read before anything that needs it is loaded.

dlib's wheel is built with AVX, and on a processor without it the process ends by SIGILL, which Python cannot catch.
Boards with Celeron J1900, J3455, J4125 or J6412 have none.
"""

from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


def has_avx(cpuinfo: Path = CPUINFO) -> bool:
    """Whether every core has AVX (proc(5): the line `flags`). False also where there are no such lines (ARM)."""
    try:
        text = cpuinfo.read_text("ascii", "replace")
    except OSError:
        return False
    flags = [line.partition(":")[2].split() for line in text.splitlines() if line.split(":")[0].strip() == "flags"]
    return bool(flags) and all("avx" in words for words in flags)
