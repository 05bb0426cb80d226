"""A process that reads what strangers bring gives away nearly everything, before it reads the first byte. No root.

    begin("pages"); limit(memory=…, processor_s=…); confine(readable=("/usr",))

What is given away: new powers (no_new_privs), the network and calls into the kernel that no reader needs (seccomp-BPF,
seccomp(2)), every file but those named (Landlock, landlock(7), where the kernel has it), memory, time and files of its
own (setrlimit(2)).
"""

import ctypes
import errno
import logging
import os
import platform
import resource
import stat
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

log = logging.getLogger(__name__)

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_RET_KILL, _RET_ERRNO, _RET_ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_LD_W_ABS, _JEQ, _JGE, _RET = 0x20, 0x15, 0x35, 0x06
_X32: Final = 0x40000000
"""Bit of the second table of calls on x86-64, which would walk round a list of the first (seccomp(2), Caveats)."""
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_FILES_OF_VERSION = (0, (1 << 13) - 1, (1 << 14) - 1, (1 << 15) - 1)
"""Rights that each version of Landlock knows (linux/landlock.h): 13 in the first, REFER, TRUNCATE."""
_NET_VERSION, _NET = 4, 0b11
_BELOW = 1

_RUNS = ("execve", "execveat")
_REFUSED: MappingProxyType[str, tuple[int, int]] = MappingProxyType(
    {
        "socket": (41, 198),
        "socketpair": (53, 199),
        "connect": (42, 203),
        "bind": (49, 200),
        "listen": (50, 201),
        "accept": (43, 202),
        "ptrace": (101, 117),
        "mount": (165, 40),
        "umount2": (166, 39),
        "pivot_root": (155, 41),
        "chroot": (161, 51),
        "unshare": (272, 97),
        "setns": (308, 268),
        "bpf": (321, 280),
        "perf_event_open": (298, 241),
        "keyctl": (250, 219),
        "add_key": (248, 217),
        "request_key": (249, 218),
        "init_module": (175, 105),
        "finit_module": (313, 273),
        "delete_module": (176, 106),
        "kexec_load": (246, 104),
        "process_vm_readv": (310, 270),
        "process_vm_writev": (311, 271),
        "open_by_handle_at": (304, 265),
        "io_uring_setup": (425, 425),
        "userfaultfd": (323, 282),
        "mknodat": (259, 33),
        "swapon": (167, 224),
        "reboot": (169, 142),
        "execve": (59, 221),
        "execveat": (322, 281),
    }
)
"""Calls that no reader needs: their numbers on x86-64 and on the generic table of aarch64 (asm/unistd.h)."""
_MACHINES: MappingProxyType[str, tuple[int, int]] = MappingProxyType(
    {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
)
"""Which number is theirs, and their name to the filter (linux/audit.h)."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What is in force."""

    has_filter: bool
    """Calls into the kernel are filtered."""
    has_walls: bool
    """Files that were not named are out of reach."""


def limit(*, memory: int, processor_s: int, written: int = 0, files: int = 64) -> None:
    """Bound what this process and its children may use, each for itself.

    Args:
        memory: bytes of address space.
        processor_s: seconds of a core.
        written: bytes of any file it may write.
        files: that may be open.
    """
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, processor_s),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def confine(*, readable: Sequence[str] = (), runs_programs: bool = False) -> Confinement:
    """Give the rest away; nothing brings it back.

    Args:
        readable: folders whose files can still be opened for reading; what is open already stays open.
        runs_programs: whether programs of these folders can be run; they inherit all of this.

    Raises:
        OSError: the kernel refuses no_new_privs.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl: no_new_privs")
    has_walls = _walled(libc, readable, runs_programs=runs_programs)
    has_filter = _filtered(libc, runs_programs=runs_programs)
    if not (has_walls and has_filter):
        log.warning("confined by less than this program knows: filter %s, walls %s", has_filter, has_walls)
    return Confinement(has_filter, has_walls)


def _walled(libc: ctypes.CDLL, readable: Sequence[str], *, runs_programs: bool) -> bool:
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return False
    handled = _FILES_OF_VERSION[min(version, len(_FILES_OF_VERSION) - 1)]
    net = _NET if version >= _NET_VERSION else 0
    attributes = struct.pack("=QQ", handled, net)
    rules = libc.syscall(_LANDLOCK_CREATE, attributes, len(attributes) if version >= _NET_VERSION else 8, 0)
    if rules < 0:
        return False
    rights = _READ_FILE | _READ_DIR | (_EXECUTE if runs_programs else 0)
    try:
        for folder in readable:
            _open_up(libc, rules, folder, rights)
        return bool(libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _open_up(libc: ctypes.CDLL, rules: int, folder: str, rights: int) -> None:
    try:
        below = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # What is not there needs no leave.
        return
    try:
        if not stat.S_ISDIR(os.fstat(below).st_mode):
            rights &= ~_READ_DIR
        libc.syscall(_LANDLOCK_ADD, rules, _BELOW, struct.pack("=Qi", rights, below), 0)
    finally:
        os.close(below)


class _Program(ctypes.Structure):
    """struct sock_fprog of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _filtered(libc: ctypes.CDLL, *, runs_programs: bool) -> bool:
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    column, machine = known
    refused = [numbers[column] for name, numbers in _REFUSED.items() if not (runs_programs and name in _RUNS)]
    lines = [
        (_LD_W_ABS, 0, 0, 4),
        (_JEQ, 1, 0, machine),
        (_RET, 0, 0, _RET_KILL),
        (_LD_W_ABS, 0, 0, 0),
        (_JGE, len(refused) + 1, 0, _X32),
        *((_JEQ, len(refused) + 1 - at, 0, number) for at, number in enumerate(refused, 1)),
        (_RET, 0, 0, _RET_ALLOW),
        (_RET, 0, 0, _RET_ERRNO | errno.EPERM),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    program = _Program(len(lines), code)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
