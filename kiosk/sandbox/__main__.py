"""`python -m kiosk.sandbox`: a process of its own that serves the platform's contract over HTTPS on loopback."""

import contextlib
import json
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import uvicorn

from drivers.control import ControlServer
from drivers.process import begin
from kiosk.sandbox import certificates, data_file, upload_control
from kiosk.sandbox.app import Desks, application
from kiosk.sandbox.china_time import SandboxClock
from kiosk.sandbox.citizens import Register
from kiosk.sandbox.control import Control, address
from kiosk.sandbox.doctor_desk import DoctorDesk
from kiosk.sandbox.face_desk import FaceOrder
from kiosk.sandbox.faults import Faults, FaultyWire
from kiosk.sandbox.gate import Gate
from kiosk.sandbox.places import GUANGDONG, LANDS
from kiosk.sandbox.province import Province
from kiosk.sandbox.store import Store
from kiosk.sandbox.upload_page import UploadPage
from kiosk.sandbox.wallet import Wallet
from printing.statement import point_of
from printing.verify_page import page_for

PAAS_ID = "kiosk-sandbox"
GRACE_S = 1
"""How long an answer that is on its way may take when the sandbox ends."""


class _Server(uvicorn.Server):
    """Says when it serves."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


@click.command()
@click.option("--run", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder for all its files.")
@click.option("--control", type=click.Path(path_type=Path), help="Socket of the control line.")
@click.option("--data", type=click.Path(path_type=Path), help="Citizens of your own, see docs/sandbox-data.md.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same citizens.")
@click.option("--port", default=0, show_default=True, help="0: a free one.")
@click.option("--land", "land_id", type=click.Choice(list(LANDS)), default=GUANGDONG.id, help="Which province it is.")
@click.option("--data-schema", is_flag=True, help="Write the JSON Schema of --data to standard output and end.")
@click.option("--openapi", is_flag=True, help="Write the contract to standard output and end.")
def main(
    folder: Path | None,
    control: Path | None,
    data: Path | None,
    seed: int,
    port: int,
    land_id: str,
    *,
    data_schema: bool,
    openapi: bool,
) -> None:
    """A province for demo, development and tests. Writes `ready` when it serves; ends on SIGTERM."""
    if openapi:
        sys.stdout.write(contract())
        return
    if data_schema:
        sys.stdout.write(data_file.schema())
        return
    if folder is None or control is None:
        raise click.UsageError("--run and --control are needed")
    try:
        own = data_file.read(data, LANDS[land_id]) if data else data_file.Own({}, {})
    except data_file.DataError as error:
        raise click.UsageError(str(error)) from None
    begin("sandbox")
    os.umask(0o077)
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(Store(folder)) as store:
        key = certificates.statement_key(folder)
        seals = certificates.SealAuthority.made(SandboxClock().now())
        register = Register(seed, own.citizens, LANDS[land_id], own.records)
        province = Province(register, store, key, seals, door_key=certificates.door_key(folder))
        province.doctors_key = certificates.doctors_key(folder)
        province.sealing_key = certificates.sealing_key(folder)
        serve(province, folder, control, port)


def contract() -> str:
    """The OpenAPI file's text."""
    return json.dumps(application().openapi(), ensure_ascii=False, indent=1) + "\n"


def serve(province: Province, folder: Path, control: Path, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    server_file = certificates.make(folder, province.clock.now(), province.seals)
    page = page_for((point_of(province.statement_key.public_key()),), certificates.VERIFICATION_PAGE, sample=True)
    (folder / "verify.html").write_text(page, "utf-8")
    token = secrets.token_hex(16)
    token_file = folder / "platform.token"
    token_file.unlink(missing_ok=True)
    token_file.write_text(token + "\n", "ascii")
    faults = Faults()
    app = application(province.register.land.gateway)
    wallet, faces = Wallet(province.clock), FaceOrder()
    app.state.desks = desks = Desks.of(province, wallet, faces)
    phones = UploadPage(Gate(app, province, paas_id=PAAS_ID, token=token), desks.uploads)
    gate = DoctorDesk(phones, desks.examining, province)

    def another(number: str) -> Mapping[str, str]:
        other = next(one for one in province.register.samples(2) if one.number != number)
        subject = province.store.subject(other.number)
        return {"subject": subject, "number": other.number, "name": other.name, "personal_no": other.personal_no}

    # asyncio turns Nagle's delay off (40 ms an answer) only where the protocol is named.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    url = f"https://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        FaultyWire(gate, faults, another),
        ssl_certfile=server_file,
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = _Server(config, _say_ready)
    # uvicorn raises the signal again when it has ended; without a handler of ours that would skip the closing below.
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: setattr(server, "should_exit", True))
    line = ControlServer(
        control,
        {
            **Control(
                province, faults, address(url, folder, PAAS_ID, province.register.land), wallet, faces
            ).handlers(),
            **upload_control.handlers(desks.uploads),
        },
    )
    try:
        server.run(sockets=[listening])
    finally:
        line.close()
        listening.close()


def _say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
