"""Everything a terminal stands among, on one machine: platform sandbox, devices, printers, below one run folder.

Demo, `kiosk visit` and the process tests use it. Each counterpart is a process of its own and the other end of a real
wire; all are started here and stopped by pid.
"""

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from config.settings import Settings, load
from drivers.clock import Clock, SystemClock
from drivers.control import ask
from kiosk.hall.counterparts import ALL, ALWAYS, COUNTERPARTS, Ground
from kiosk.hall.launcher import Launcher, Spec, StartError, python
from kiosk.hall.staff_people import write_accounts

__all__ = ["ALL", "Hall", "make_run_folder", "system_hall"]

OWNER = "owner.pid"
"""Whose run folder it is."""
LONGEST_BASE = 60
"""A Unix socket's path has at most 107 bytes (unix(7)); ours are up to 40 below the base."""
READY_S = 30.0
"""A slow machine starts cupsd and a sandbox in 5 s; six times that."""
TERMINAL = "demo-a2-07"
_NAME = re.compile(r"kiosk-[a-z0-9_]{8}")
"""As tempfile.mkdtemp has it."""
FORGOTTEN_S = 3600.0
"""A folder without an owner lives so long (our choice): whoever made it writes its number in the next moment."""
PLACE = "演示大厅 A2-07"
HOURS = ("08:30-12:00", "14:00-17:30")
PLACES = (
    {"kind": "hall", "name": "演示综合窗口", "where": "1楼进门右手边", "hours": HOURS},
    {"kind": "police", "name": "演示户政窗口", "where": "1楼12号", "hours": HOURS},
    {"kind": "exit-entry", "name": "演示出入境窗口", "where": "2楼3号", "hours": HOURS},
    {"kind": "social-card", "name": "演示社保卡窗口", "where": "2楼8号", "hours": HOURS},
)
"""Where people are sent whom the demo's terminal cannot serve."""


def make_run_folder() -> Path:
    """A fresh private folder with a short path, in memory where the machine has it."""
    for base in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm", tempfile.gettempdir()):  # noqa: S108  a mkdtemp below it
        if base and os.access(base, os.W_OK) and len(base) <= LONGEST_BASE:
            _sweep(Path(base))
            folder = Path(tempfile.mkdtemp(prefix="kiosk-", dir=base))
            (folder / OWNER).write_text(str(os.getpid()))
            return folder
    raise OSError("no folder for sockets can be written: set XDG_RUNTIME_DIR to a private folder with a short path")


def _sweep(base: Path) -> None:
    """Take away what runs left that were killed: their owner is gone, or was killed before it wrote its number."""
    for folder in base.glob("kiosk-*"):
        try:
            owner = int((folder / OWNER).read_text())
        except (OSError, ValueError):
            if _is_forgotten(folder):
                shutil.rmtree(folder, ignore_errors=True)
            continue
        if not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _is_forgotten(folder: Path) -> bool:
    """A private folder of ours, by the form of its name, that nobody has owned for long."""
    try:
        facts = folder.lstat()
    except OSError:
        return False
    age_s = SystemClock().now().timestamp() - facts.st_mtime
    is_ours = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid() and not facts.st_mode & 0o077
    return is_ours and _NAME.fullmatch(folder.name) is not None and age_s > FORGOTTEN_S


class Hall:
    """The counterparts of one terminal, and the file that tells the terminal where they are.

    Args:
        run: private folder for sockets, keys, logs.
        clock: for waits.
        fitted: devices beside card reader and both printers, names of `kiosk.hall.counterparts`; ALL for every one.
        data: citizens and records for the sandbox (docs/sandbox-data.md); generated ones without it.
        seed: of the generator.
        province: stem in config/provinces, whose platform the sandbox plays.
        limits: overrides of config Limits, e.g. {"farewell_s": 2.0}.
        settings: overrides of top-level settings.
        process_id: whether the receipt printer knows GS ( H.
        has_glass: whether papers and cards can be laid on the scanner's glass.

    Raises:
        ValueError: there is no such device.
    """

    def __init__(
        self,
        run: Path,
        clock: Clock,
        *,
        fitted: Iterable[str] = (),
        data: Path | None = None,
        seed: int = 1,
        province: str = "guangdong",
        limits: Mapping[str, float] | None = None,
        settings: Mapping[str, str | float | bool] | None = None,
        process_id: bool = True,
        has_glass: bool = False,
    ) -> None:
        self.run = run
        self.clock = clock
        self.launcher = Launcher(run / "log", clock)
        self.config = run / "terminal.toml"
        self.state = run / "state"
        self.missing: dict[str, str] = {}
        """Devices that this machine has no rights for, and what was said about it; the terminal has not got them."""
        self.core_environment: dict[str, str] = {}
        """What the core has to be started with to find everything."""
        self._ground = Ground(run, self.tell, process_id=process_id, has_glass=has_glass)
        wanted = {*ALWAYS, *fitted}
        if unknown := wanted - set(COUNTERPARTS):
            raise ValueError(f"there is no counterpart of {sorted(unknown)}, there are {sorted(COUNTERPARTS)}")
        self._fitted = {name: one for name, one in COUNTERPARTS.items() if name in wanted}
        self._data = data
        self._seed = seed
        self._province = province
        self._limits = dict(limits or {})
        self._settings = dict(settings or {})

    @property
    def slips(self) -> Path:
        """Pictures of what came out of the receipt printer."""
        return self._ground.slips

    @property
    def processes(self) -> tuple[str, ...]:
        """Names of what `start` starts, the platform first."""
        return tuple(spec.name for spec in self._specs())

    def start(self) -> Settings:
        """Start all counterparts and wait until they are ready; writes the terminal's file.

        Raises:
            StartError: naming the one that did not come up.
        """
        self.state.mkdir(mode=0o700, exist_ok=True)
        self.slips.mkdir(exist_ok=True)
        specs = self._specs()
        for spec in specs:
            self.launcher.start(spec)
        for spec in specs:
            self._await(spec.name)
        for name, one in self._fitted.items():
            for do, fields in one.beginning:
                self.tell(name, do, **fields)
            self.core_environment.update(one.environment(name, self._ground))
        self._write_config()
        return load(self.config)

    def tell(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        """Speak to a counterpart's control line (drivers/control.py)."""
        return ask(self._ground.control(device), do, within_s=10.0, **fields)

    def stop(self) -> None:
        """End everything that was started."""
        self.launcher.stop_all()

    def remove(self) -> None:
        """End everything and take the folder away."""
        self.stop()
        shutil.rmtree(self.run, ignore_errors=True)

    def _specs(self) -> list[Spec]:
        data = ("--data", str(self._data)) if self._data is not None else ()
        platform = python("kiosk.sandbox", "--run", str(self.run), "--control", str(self.run / "platform.sock"))
        specs = [
            Spec("platform", [*platform, "--seed", str(self._seed), "--land", self._province, *data], says_ready=True)
        ]
        for name, one in self._fitted.items():
            if one.argv is not None:
                specs.append(Spec(name, one.argv(name, self._ground), says_ready=True))
        return specs

    def _await(self, name: str) -> None:
        try:
            self.launcher.await_ready(name, READY_S)
        except StartError as error:
            if name not in self._fitted or not self._fitted[name].wants_rights:
                raise
            self.launcher.stop(name)
            del self._fitted[name]
            self.missing[name] = str(error)

    def _write_config(self) -> None:
        platform = self.tell("platform", "address")
        accounts = self.run / "accounts.json"
        write_accounts(accounts, self.clock.now())
        table: dict[str, Any] = {
            "terminal": TERMINAL,
            "place": PLACE,
            "city": platform["city"],
            "state_folder": str(self.state),
            "run_folder": str(self.run),
            "is_demo": True,
            "places": PLACES,
            "hall_plan": "demo",
            **self._settings,
            "platform": {
                "url": platform["url"],
                "trust": platform["trust"],
                "paas_id": platform["paas_id"],
                "gateway": platform["gateway"],
                "paas_token_file": platform["token_file"],
                "key_file": str(self.run / "terminal.key"),
            },
            **{name: one.block(name, self._ground) for name, one in self._fitted.items()},
            "staff": {"accounts_file": str(accounts), "log_folder": str(self.run / "log")},
            "limits": self._limits,
        }
        self.config.write_text("".join(_toml(table)), "utf-8")


def _toml(table: Mapping[str, Any]) -> list[str]:
    plain = [f"{name} = {_value(value)}\n" for name, value in table.items() if not isinstance(value, Mapping)]
    blocks = [(name, value) for name, value in table.items() if isinstance(value, Mapping)]
    return plain + [line for name, value in blocks for line in (f"\n[{name}]\n", *_lines(value))]


def _lines(block: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_value(value)}\n" for name, value in block.items()]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name} = {_value(part)}' for name, part in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def system_hall(**choices: Any) -> Hall:
    """A hall in a fresh run folder, by the machine's clock."""
    return Hall(make_run_folder(), SystemClock(), **choices)
