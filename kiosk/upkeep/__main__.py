"""Install, uninstall, go back: `python3 -m kiosk.upkeep --help`, out of a release's wheel and by `python -m kiosk`.

Standard library only. Exit codes: 0 done, 1 not possible.
"""

import argparse
import os
import sys
import syslog
from collections.abc import Sequence
from pathlib import Path

from kiosk.upkeep.install import Root, install, lay_first_file, lay_trust, uninstall
from kiosk.upkeep.release import ReleaseError, open_release, write_list
from kiosk.upkeep.slots import SlotError
from kiosk.upkeep.versions import InstallError

POLKIT = Path("usr/lib/polkit-1/polkitd")
"""The program of the Debian package polkitd."""
COMMANDS = {
    "install": "Install a release; where one is installed, lay it ready for the next start.",
    "uninstall": "Take away what was laid; what was there before comes back.",
    "rollback": "Have the version before this one tried at the next start.",
    "versions": "Say what runs, what was good, what is tried next, what was refused.",
    "try-again": "Take back what was said against a version, or a terminal's file, that was left.",
    "list-release": "Write the list of a folder's files that makes it a release.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """One command; what is wrong is one line."""
    told = _parser().parse_args(arguments)
    try:
        for line in told.does(told):
            sys.stdout.write(f"{line}\n")
    except (InstallError, SlotError, ReleaseError, OSError) as error:
        sys.stderr.write(f"kiosk: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: object, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(does=does)
        return added

    for name, does in (
        ("install", _install),
        ("uninstall", _uninstall),
        ("rollback", _rollback),
        ("versions", _versions),
        ("try-again", _try_again),
    ):
        added = command(name, does, COMMANDS[name])
        added.add_argument("--root", type=Path, default=Path("/"), help="A folder that will be a machine.")
        if name == "install":
            added.add_argument("--release", type=Path, required=True, help="The unpacked release.")
            added.add_argument("--config", type=Path, help="The terminal's file, checked before.")
            added.add_argument("--update-root", type=Path, help="Whose updates are believed: 1.root.json.")
        if name == "try-again":
            added.add_argument("--file", action="store_true", help="A revision of the terminal's file, no version.")
            added.add_argument("name", help="As `versions` or `config shown` names it.")
        if name == "uninstall":
            added.add_argument("--everything", action="store_true", help="The journal, the keys and the file too.")
    listing = command("list-release", _list, COMMANDS["list-release"])
    listing.add_argument("folder", type=Path)
    listing.add_argument("version")
    return parser


def _install(told: argparse.Namespace) -> tuple[str, ...]:
    root = Root(told.root.resolve())
    trusted = told.update_root.read_bytes() if told.update_root is not None else b""
    if told.config is not None and not told.config.is_file():
        raise InstallError(f"{told.config}: is no file: check the path")
    done = [install(root, open_release(told.release.resolve()))]
    if trusted:
        lay_trust(root, trusted)
    if told.config is not None and not root.files.current:
        lay_first_file(root, told.config.resolve())
        done.append(f"{told.config} is the terminal's file")
    elif told.config is not None:
        done.append(f"there is a terminal's file already; for another: kiosk config apply {told.config}")
    elif not root.files.current:
        done.append("there is no terminal's file yet: install --config FILE, or kiosk config apply FILE")
    if not (root.path / POLKIT).exists():
        done.append("polkitd is missing: without it the screen restarts no machine: apt-get install polkitd")
    return tuple(done)


def _uninstall(told: argparse.Namespace) -> tuple[str, ...]:
    stays = uninstall(Root(told.root.resolve()), everything=told.everything)
    return (*stays, f"taken away below {told.root}")


def _rollback(told: argparse.Namespace) -> tuple[str, ...]:
    slots = Root(told.root.resolve()).software
    left = slots.current if slots.is_on_trial else ""
    wanted = slots.want_previous()
    if left:
        return (f"{left} is left: {wanted} runs from the next start on",)
    return (f"{wanted} is tried at the next start; {slots.current} is the way back",)


def _versions(told: argparse.Namespace) -> tuple[str, ...]:
    slots = Root(told.root.resolve()).software
    lines = {"runs": slots.current, "good": slots.good, "before": slots.previous, "tried next": slots.waiting}
    refused = (f"{name:12}{why}" for name, why in slots.refused().items())
    undecided = (f"{name:12}{why}; no verdict: bring it again" for name, why in slots.undecided().items())
    return (*(f"{what:12}{name or '-'}" for what, name in lines.items()), *refused, *undecided)


def _try_again(told: argparse.Namespace) -> tuple[str, ...]:
    root = Root(told.root.resolve())
    slots = root.files if told.file else root.software
    why = {**slots.undecided(), **slots.refused()}.get(told.name, "")
    is_here = slots.try_again(told.name)
    # Of whom: the account that became root, by its number.
    who = os.environ.get("SUDO_UID", str(os.getuid()))
    syslog.openlog("kiosk", facility=syslog.LOG_AUTH)
    syslog.syslog(f"user {who} has {told.name} tried again, which was left: {why}")
    return (f"{told.name} {'is tried at the next start' if is_here else 'may be brought again'}",)


def _list(told: argparse.Namespace) -> tuple[str, ...]:
    return (f"{write_list(told.folder, told.version)}",)


if __name__ == "__main__":
    sys.exit(main())
