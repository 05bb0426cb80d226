"""Camera, microphone and loudspeaker of a call, as WebRTC wants them. Lives in the process of the call only."""

import asyncio
import contextlib
import fractions
import logging
from collections.abc import Callable

from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, MediaStreamTrack
from av import AudioFrame, AudioResampler, VideoFrame

from drivers.camera import Camera
from drivers.camera.opencv import opencv

log = logging.getLogger(__name__)

WIDTH_PX = 640
"""Wide enough to see hands and posture; a processor of a terminal codes it in some milliseconds (our choice)."""
FRAMES_A_SECOND = 15
SEEN_A_SECOND = 10
"""Pictures of the other side that reach the screen; more than that a face does not need."""
JPEG_QUALITY = 75
FRAME_S = 2.0
"""How long a camera may owe a picture."""
RATE_HZ = 48_000
CHUNK_S = 0.02
_CLOCK = fractions.Fraction(1, 90_000)


class CameraTrack(MediaStreamTrack):
    """What the terminal's camera sees.

    Args:
        camera: open.
    """

    kind = "video"

    def __init__(self, camera: Camera) -> None:
        super().__init__()
        self._camera = camera
        self._number = 0
        self._first_s: float | None = None

    async def recv(self) -> VideoFrame:
        """The next picture, no more often than FRAMES_A_SECOND."""
        loop = asyncio.get_running_loop()
        frame = await loop.run_in_executor(None, self._camera.newest, FRAME_S, self._number)
        await asyncio.sleep(1 / FRAMES_A_SECOND)
        self._number = frame.number
        now_s = loop.time()
        self._first_s = now_s if self._first_s is None else self._first_s
        cv2, scale = opencv(), min(1.0, WIDTH_PX / frame.width_px)
        width, height = (round(size * scale) // 2 * 2 for size in (frame.width_px, frame.height_px))
        made = VideoFrame.from_ndarray(cv2.resize(frame.pixels, (width, height)), format="bgr24")
        made.pts = round((now_s - self._first_s) * 90_000)
        made.time_base = _CLOCK
        return made


class MicrophoneTrack(AudioStreamTrack):
    """What an ALSA device hears, through the program `arecord`.

    Args:
        device: ALSA name; empty for silence.
    """

    def __init__(self, device: str) -> None:
        super().__init__()
        self._device = device
        self._child: asyncio.subprocess.Process | None = None
        self._heard = 0

    async def recv(self) -> AudioFrame:
        """The next 20 ms."""
        if not self._device:
            silence = await super().recv()
            if not isinstance(silence, AudioFrame):
                raise MediaStreamError
            return silence
        if self._child is None:
            self._child = await asyncio.create_subprocess_exec(
                *("arecord", "-q", "-D", self._device, "-f", "S16_LE", "-r", str(RATE_HZ), "-c", "1", "-t", "raw"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        count = round(RATE_HZ * CHUNK_S)
        if self._child.stdout is None:
            raise MediaStreamError
        try:
            data = await self._child.stdout.readexactly(2 * count)
        except asyncio.IncompleteReadError:
            log.warning("no microphone: %s ended", self._device)
            self._device = ""
            return await self.recv()
        heard = AudioFrame(format="s16", layout="mono", samples=count)
        heard.planes[0].update(data)
        heard.sample_rate = RATE_HZ
        heard.pts, self._heard = self._heard, self._heard + count
        heard.time_base = fractions.Fraction(1, RATE_HZ)
        return heard

    def stop(self) -> None:
        """Let go of the device."""
        super().stop()
        if self._child is not None and self._child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()


async def look(track: MediaStreamTrack, seen: Callable[[bytes], None]) -> None:
    """Give every picture of the other side that the screen needs, until there are no more."""
    loop, cv2 = asyncio.get_running_loop(), opencv()
    after_s = loop.time()
    with contextlib.suppress(MediaStreamError):
        while True:
            frame = await track.recv()
            if loop.time() < after_s or not isinstance(frame, VideoFrame):
                continue
            after_s = loop.time() + 1 / SEEN_A_SECOND
            _, data = cv2.imencode(".jpg", frame.to_ndarray(format="bgr24"), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
            seen(bytes(data))


async def hear(track: MediaStreamTrack, device: str) -> None:
    """Play the other side's sound through the program `aplay`; without a device it is taken and dropped."""
    resampler = AudioResampler(format="s16", layout="stereo", rate=RATE_HZ)
    child = None
    if device:
        child = await asyncio.create_subprocess_exec(
            *("aplay", "-q", "-D", device, "-f", "S16_LE", "-r", str(RATE_HZ), "-c", "2", "-t", "raw", "-"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    try:
        with contextlib.suppress(MediaStreamError, BrokenPipeError, ConnectionResetError):
            while True:
                frame = await track.recv()
                if child is None or child.stdin is None or not isinstance(frame, AudioFrame):
                    continue
                for part in resampler.resample(frame):
                    child.stdin.write(bytes(part.planes[0])[: 4 * part.samples])
                await child.stdin.drain()
    finally:
        if child is not None and child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
