"""Install into a machine or a folder, and take it away again without a trace. Standard library only.

What is laid is written down, on disk, before the first file of it is: an installation that was cut off is taken away
by the same `uninstall`. A file that was there before is kept beside and comes back.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.upkeep import gate as gate_module
from kiosk.upkeep.on_disk import READABLE, held, write
from kiosk.upkeep.pieces import CONFIG, NETWORK, OPT, PIECES, RUN, SECRETS, STATE, TRUSTED, USB_RULES, Piece
from kiosk.upkeep.release import Release
from kiosk.upkeep.slots import Slots
from kiosk.upkeep.versions import ISOLATED, InstallError, fill, packages

LAID = "installed.json"
GATE = "gate"
BEFORE = "before"
"""Below OPT: files that were there before ours, by their path."""
ALONE = tuple(
    f"kiosk-{name}"
    for name in (
        "out-of-service.service",
        "start-anew.timer",
        *(f"{one}.{kind}" for one in ("gate", "self-check", "nightly") for kind in ("timer", "service")),
        "change.path",
        "change.service",
    )
)
"""What the target does not stop, or only with something else: root's own, which must not go on filling what goes."""
NAMED = Path("etc/udev/rules.d/71-kiosk-names.rules")
"""Where docs/install.md has `devices detect --rules` write, before an installation: it goes where the file goes."""
CHECK_S = 120.0
"""Limit for checking a terminal's file (our choice: it takes 2 s)."""
USER = "kiosk"
USERS = (USER, "kiosk-display")
_ACCOUNTS = ("passwd", "group", "shadow", "gshadow")
_SEEN = (Path("etc/.pwd.lock"), *(Path("etc") / f"{name}{dash}" for name in _ACCOUNTS for dash in ("", "-")))
"""What systemd-sysusers and userdel write."""


@dataclass(frozen=True, slots=True)
class Root:
    """The machine, or a folder that will be one."""

    path: Path = Path("/")

    @property
    def is_this_machine(self) -> bool:
        """Whether its systemd and its processes are ours."""
        return self.path == Path("/")

    @property
    def software(self) -> Slots:
        """The versions."""
        return Slots(self.path / OPT)

    @property
    def files(self) -> Slots:
        """The terminal's file and the one before it."""
        return Slots(self.path / CONFIG)

    @property
    def is_installed(self) -> bool:
        """Whether something was begun here, finished or not."""
        return (self.path / OPT / LAID).exists()


@contextmanager
def at_work(root: Root) -> Iterator[None]:
    """One installation, update or taking away at a time: by hand, from the screen, by two people.

    Raises:
        InstallError: another is under way.
    """
    with held(root.path) as is_ours:
        if not is_ours:
            raise InstallError("an installation or an update is under way here: wait for its end")
        yield


def install(root: Root, release: Release) -> str:
    """Install a release; where one is installed already, lay it ready for the next start.

    Returns:
        What was done, one line.

    Raises:
        InstallError, SlotError: not possible; a first installation is taken away again.
    """
    with at_work(root):
        return _install(root, release)


def _install(root: Root, release: Release) -> str:
    if root.is_installed and not root.software.current:
        # Cut off before it could start: what was laid goes, and the installation begins anew.
        _uninstall(root, everything=False)
    if root.is_installed:
        version = fill(root.software, release)
        if version == root.software.current:
            return f"{version} is installed already"
        root.software.try_next(version)
        root.software.prune()
        return f"{version} is tried at the next start; {root.software.good} is the way back"
    # Root's own umask may be 077, and the core has to come through to its file.
    before = os.umask(READABLE)
    try:
        return _first(root, release)
    finally:
        os.umask(before)


def _first(root: Root, release: Release) -> str:
    _begin(root)
    is_done = False
    try:
        version = _lay_all(root, release)
        is_done = True
    finally:
        # Whatever ended it, a person's Ctrl-C too: half an installation is none. A journal of an earlier one stays.
        if not is_done:
            _uninstall(root, everything=False)
    return f"{version} is installed below {root.path}"


def _lay_all(root: Root, release: Release) -> str:
    version = fill(root.software, release)
    source = packages(root.software.folder(version)) / "config"
    _lay_gate(root, packages(root.software.folder(version)) / "kiosk")
    for piece in PIECES:
        _lay(root, piece, source)
    _accounts(root)
    for folder, mode in ((CONFIG, 0o755), (SECRETS, 0o700), (STATE, 0o700)):
        (root.path / folder).mkdir(parents=True, exist_ok=True)
        (root.path / folder).chmod(mode)
    _own(root, SECRETS, STATE)
    root.software.install_first(version)
    os.sync()
    _systemctl(root, "daemon-reload")
    return version


def uninstall(root: Root, *, everything: bool) -> tuple[str, ...]:
    """Take away what was laid; what was there before comes back.

    Args:
        root: where.
        everything: the journal, the keys and the terminal's file too.

    Returns:
        What stays, and why.

    Raises:
        InstallError: nothing is installed there.
    """
    with at_work(root):
        return _uninstall(root, everything=everything)


def _uninstall(root: Root, *, everything: bool) -> tuple[str, ...]:
    if not root.is_installed:
        if not (root.path / OPT).is_dir():
            raise InstallError(f"nothing is installed below {root.path}")
        # Cut off before anything was laid: what was there before is there.
        shutil.rmtree(root.path / OPT)
        return ()
    _systemctl(root, "stop", "kiosk.target", *ALONE)
    laid = json.loads((root.path / OPT / LAID).read_text("utf-8"))
    for told in reversed(laid["paths"]):
        path, kept = root.path / told, root.path / OPT / BEFORE / told
        path.unlink(missing_ok=True)
        if kept.exists() or kept.is_symlink():
            _move(kept, path)
    # Read by systemd-networkd at its next start: whoever takes us away over the network is not cut off by it.
    (root.path / NETWORK).unlink(missing_ok=True)
    for user in USERS if laid["accounts"] else ():
        _tool(root, "userdel", user)
    for user in USERS if laid["accounts"] else ():
        # userdel takes the group along only where login.defs says so.
        _tool(root, "groupdel", user)
    for account in laid["accounts_absent"]:
        (root.path / account).unlink(missing_ok=True)
    stays: tuple[str, ...] = ()
    if everything:
        for folder in (CONFIG, SECRETS, STATE, RUN):
            shutil.rmtree(root.path / folder, ignore_errors=True)
        (root.path / NAMED).unlink(missing_ok=True)
    else:
        there = [folder for folder in (STATE, SECRETS, CONFIG) if (root.path / folder).is_dir()]
        stays = tuple(f"/{folder} stays: --everything takes it too" for folder in there)
    # Last: while the list is there, another uninstall can finish what this one could not.
    shutil.rmtree(root.path / OPT)
    for folder in reversed(laid["folders"]):
        _remove_if_empty(root.path / folder)
    _systemctl(root, "daemon-reload")
    return stays


def lay_first_file(root: Root, file: Path) -> None:
    """Have the version that was just installed check the terminal's first file and take it: nothing else knows how.

    Raises:
        InstallError: the file is not in order; the version stays, without one.
    """
    python = root.software.folder(root.software.current) / "bin" / "python"
    command = (str(python), *ISOLATED, "-m", "kiosk", "config", "apply", "--root", str(root.path), str(file))
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=CHECK_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InstallError(f"{file}: cannot be checked: {python} does not run ({type(error).__name__})") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        told = said[-1].removeprefix("kiosk: ") if said else f"exit code {done.returncode}"
        lacks = f"{root.software.current} is installed, with no terminal's file: mend it, run this again"
        raise InstallError(f"{told}\n{lacks}")


def lay_trust(root: Root, content: bytes) -> None:
    """Lay the root of trust: from then on updates are believed that its people sign.

    Raises:
        InstallError: it is none.
    """
    try:
        is_root = json.loads(content)["signed"]["_type"] == "root"
    except (ValueError, KeyError, TypeError, RecursionError):
        is_root = False
    if not is_root:
        raise InstallError("the file for --update-root is no root of updates: it is REPO/metadata/1.root.json")
    target = root.path / TRUSTED
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(content)
    fresh.chmod(0o644)
    fresh.rename(target)
    os.sync()


def _begin(root: Root) -> None:
    """Write down what will be laid, and keep what is there now; cut off before the list is whole, nothing was begun."""
    opt = root.path / OPT
    if opt.exists():
        # No file was laid without the list: what lies here is what the last attempt kept aside, and is kept anew.
        shutil.rmtree(opt)
    targets = [*(piece.target for piece in PIECES), TRUSTED, USB_RULES]
    wanted = {parent for path in (*targets, OPT, CONFIG / "x", SECRETS / "x", STATE / "x") for parent in path.parents}
    wanted.add(OPT)
    absent = sorted(str(folder) for folder in wanted if folder != Path() and not (root.path / folder).exists())
    accounts_absent = [str(path) for path in _SEEN if not (root.path / path).exists()]
    has_users = USER in _names(root)
    opt.mkdir(parents=True)
    for target in targets:
        there = root.path / target
        if there.is_symlink() or there.exists():
            _move(there, opt / BEFORE / target, keeps=True)
    laid = {
        "paths": [str(target) for target in targets],
        "folders": absent,
        "accounts": not has_users,
        "accounts_absent": accounts_absent,
    }
    os.sync()
    write(opt / LAID, json.dumps(laid, indent=1))


def _lay_gate(root: Root, package: Path) -> None:
    """What decides which version starts lies beside them all."""
    gate = root.path / OPT / GATE
    for name in gate_module.FILES:
        target = gate / "kiosk" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / name, target)
    (gate / "__main__.py").write_text(gate_module.STARTS, "utf-8")


def _lay(root: Root, piece: Piece, source: Path) -> None:
    target = root.path / piece.target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    fresh.unlink(missing_ok=True)
    if piece.link:
        fresh.symlink_to(piece.link)
    else:
        shutil.copyfile(source / piece.source, fresh)
        fresh.chmod(piece.mode)
    fresh.rename(target)


def _move(there: Path, target: Path, *, keeps: bool = False) -> None:
    """With its mode, owner and times; a link as a link."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(there, target, follow_symlinks=False)
    if os.geteuid() == 0:
        facts = there.lstat()
        os.chown(target, facts.st_uid, facts.st_gid, follow_symlinks=False)
    if not keeps:
        there.unlink()


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _accounts(root: Root) -> None:
    """Users by systemd-sysusers, which a machine's start would call too: a folder gets them at its first start."""
    if (root.path / "etc" / "passwd").exists():
        command = ["systemd-sysusers", f"--root={root.path}", "kiosk.conf"]
        if os.geteuid() == 0 and shutil.which(command[0]) is not None:
            _checked(command)


def _own(root: Root, *folders: Path) -> None:
    ids = _names(root).get(USER)
    if ids is not None and os.geteuid() == 0:
        for folder in folders:
            os.chown(root.path / folder, *ids)


def _names(root: Root) -> dict[str, tuple[int, int]]:
    """The root's users with their numbers, not this machine's."""
    try:
        lines = (root.path / "etc" / "passwd").read_text("utf-8").splitlines()
    except OSError:
        return {}
    rows = [line.split(":") for line in lines if line.count(":") == 6]
    return {row[0]: (int(row[2]), int(row[3])) for row in rows}


def _tool(root: Root, name: str, *arguments: str) -> None:
    if os.geteuid() != 0 or shutil.which(name) is None:
        return
    where = () if root.is_this_machine else ("--root", str(root.path))
    subprocess.run([name, *where, *arguments], capture_output=True, check=False)


def _checked(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise InstallError(f"{command[0]}: {done.stderr.strip().splitlines()[-1:] or done.returncode}")


def _systemctl(root: Root, *arguments: str) -> None:
    """Where systemd runs this machine; a folder has nothing that runs."""
    if root.is_this_machine and Path("/run/systemd/system").is_dir():
        subprocess.run(["systemctl", *arguments], capture_output=True, check=False)
