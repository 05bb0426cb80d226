"""The process of a call: opens the camera, offers, talks, and keeps nothing.

    python -m kiosk.calls.process --parent PID --line FD

FD is its end of a connected socket. It ends when the core hangs up, when the core ends, and by anything unexpected.
"""

import argparse
import asyncio
import os
import socket

from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamTrack

from drivers.camera import Camera, NoLamp
from drivers.catalog import CAMERAS
from drivers.clock import SystemClock
from drivers.faults import DeviceError
from drivers.picture_line import FrameError, Link
from drivers.process import crash_loudly, die_with_parent, harden, log_to_stderr
from kiosk.calls.media import CameraTrack, MicrophoneTrack, hear, look
from kiosk.calls.messages import Answered, Begin, Failed, Line, Offered, Seen, to_process


async def talk(link: Link) -> None:
    """One call, until the core hangs up."""
    loop = asyncio.get_running_loop()
    said = link.messages(to_process)

    async def next_said() -> Begin | Answered | None:
        return await loop.run_in_executor(None, next, said, None)

    begin = await next_said()
    if not isinstance(begin, Begin):
        raise FrameError("not begun")
    # The core burns the camera's lamp before this process is started, and until it has ended.
    camera: Camera = CAMERAS[begin.camera.model](begin.camera, SystemClock(), NoLamp(), demo=begin.is_demo)
    try:
        await loop.run_in_executor(None, camera.open)
    except DeviceError as error:
        link.send(Failed(fault=error.fault, detail=error.detail))
        return
    peer = RTCPeerConnection(RTCConfiguration(iceServers=_servers(begin)))
    tasks: set[asyncio.Task[None]] = set()

    @peer.on("connectionstatechange")
    def moved() -> None:
        link.send(Line(state=peer.connectionState))

    @peer.on("track")
    def came(track: MediaStreamTrack) -> None:
        seen = look(track, lambda picture: link.send(Seen(picture=picture)))
        tasks.add(asyncio.ensure_future(seen if track.kind == "video" else hear(track, begin.loudspeaker)))

    peer.addTrack(CameraTrack(camera))
    peer.addTrack(MicrophoneTrack(begin.microphone))
    await peer.setLocalDescription(await peer.createOffer())
    link.send(Offered(sdp=peer.localDescription.sdp))
    while isinstance(answered := await next_said(), Answered):
        await peer.setRemoteDescription(RTCSessionDescription(answered.sdp, "answer"))
    await peer.close()
    camera.close()


def _servers(begin: Begin) -> list[RTCIceServer]:
    if not begin.ice_servers:
        # Without this, aiortc would ask a server of its own choice in the net.
        return []
    named = {"username": begin.turn_user, "credential": begin.turn_secret} if begin.turn_user else {}
    return [RTCIceServer(urls=list(begin.ice_servers), **named)]


def main() -> None:
    """Serve the core until it hangs up."""
    harden()
    crash_loudly()
    log_to_stderr("call")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--line", type=int, required=True, metavar="FD")
    parser.add_argument("--parent", type=int, required=True, metavar="PID", help="ends when this one has ended")
    arguments = parser.parse_args()
    die_with_parent(arguments.parent)
    asyncio.run(talk(Link(socket.socket(fileno=arguments.line))))
    # Threads of a camera or a codec must not keep it alive.
    os._exit(0)


if __name__ == "__main__":
    main()
