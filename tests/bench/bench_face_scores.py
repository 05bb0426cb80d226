"""`make bench`: scores of all free pairs of photographs, for each way a card's portrait is stored; one plot an engine.

A photograph stands before the camera (480x480, 90 px between the eyes), another is on the card (102x126). The bounds
count people and pairs of people, not scores: forty scores of one pair of sisters are one observation.
"""

import itertools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bounds import clopper_pearson
from face_pictures import CLIP, MAN, PHOTOS, Photo, card_portrait, face_of, frames_of, pixels_of
from face_plot import Row, draw

from config.device_settings import FaceSettings
from drivers.camera import Pixels
from drivers.face import models
from drivers.face.card_picture import Coding, cropped
from drivers.face.finding import Finder, Found
from drivers.face.matcher import Likeness, Matcher, decided, fused, similarity
from drivers.face.portrait import read
from drivers.face.second_opinion import PORTRAIT_EYES_PX, cut_out, described, distance

REPORT = Path(__file__).parents[2] / "out" / "bench"
CAMERA = {"width_px": 480, "height_px": 480, "eye_distance_px": 90.0, "eye_line_px": 210.0}
SETTINGS = FaceSettings()


@dataclass(frozen=True)
class Sample:
    """A face with what both engines make of it."""

    person: str
    file: str
    sface: Any
    dlib: Any
    is_good: bool = True


@dataclass(frozen=True)
class Pair:
    """A face before the camera against a portrait."""

    people: tuple[str, str]
    cosine: float
    distance: float
    is_good: bool

    @property
    def is_genuine(self) -> bool:
        return self.people[0] == self.people[1]

    @property
    def unit(self) -> str:
        """What counts once: a person, or a pair of people."""
        return " + ".join(sorted(set(self.people)))


class Engines:
    """Both, loaded."""

    def __init__(self) -> None:
        from face_recognition import api

        self.api = api
        self.finder = Finder(models.detector())
        self.matcher = Matcher(models.recognizer())

    def live(self, photo: Photo) -> Sample:
        if photo == MAN:
            # The same file would be compared with itself; his clip is another day.
            frames = [self.sample("", "", pixels) for pixels in frames_of(CLIP, 5, every=6)]
            return Sample(photo.person, CLIP, fused([one.sface for one in frames]), frames[0].dlib)
        pixels = pixels_of(photo.file)
        eyes = face_of(photo, pixels, self.finder).points[:2]
        return self.sample(photo.person, photo.file, cropped(pixels, eyes, **CAMERA))  # type: ignore[arg-type] # of int and float

    def sample(self, person: str, file: str, pixels: Pixels) -> Sample:
        face = self.finder.faces(pixels, pixels.shape[1])[0]
        return Sample(person, file, self.embedding(pixels, face), self.descriptor(pixels, face))

    def card(self, photo: Photo, coding: Coding) -> Sample | None:
        found = read(card_portrait(photo, self.finder, coding), self.finder, self.matcher)
        if found is None:
            return None
        return Sample(
            photo.person,
            photo.file,
            self.matcher.embedding(found.aligned),
            self.descriptor(found.pixels, found.face),
            found.is_good(SETTINGS),
        )

    def embedding(self, pixels: Pixels, face: Found) -> Any:
        return self.matcher.embedding(self.matcher.aligned(pixels, face))

    def descriptor(self, pixels: Pixels, face: Found) -> Any:
        enlarged = max(1.0, PORTRAIT_EYES_PX / face.eye_distance_px)
        return described(self.api, *cut_out(pixels, face), enlarged)


def rate(pairs: list[Pair], happened: Callable[[Pair], bool]) -> str:
    """A rate with its bounds over people or pairs of people: a unit counts as soon as one of its scores does."""
    hits = [pair for pair in pairs if happened(pair)]
    units, hit = {pair.unit for pair in pairs}, {pair.unit for pair in hits}
    low, high = clopper_pearson(len(hit), len(units))
    return f"{len(hits)}/{len(pairs)} scores, {len(hit)}/{len(units)} units, 95 % bounds {low:.1%} to {high:.1%}"


def table(coding: Coding, pairs: list[Pair]) -> str:
    """The figures of one coding."""
    genuine, impostor = [pair for pair in pairs if pair.is_genuine], [pair for pair in pairs if not pair.is_genuine]
    mean = sum(pair.cosine for pair in genuine) / len(genuine)
    text = (
        f"\n## {coding.value}\n\nSFace cosine: one person mean {mean:.3f}, least {min(p.cosine for p in genuine):.3f}; "
        f"two people most {max(p.cosine for p in impostor):.3f}. dlib distance: one person most "
        f"{max(p.distance for p in genuine):.3f}; two people least {min(p.distance for p in impostor):.3f}. "
        f"Portraits good enough: {sum(p.is_good for p in genuine)}/{len(genuine)} of these comparisons.\n\n"
        "| rule | false accepts | false rejections |\n| --- | --- | --- |\n"
    )
    rules: dict[str, Callable[[Pair], bool]] = {
        f"SFace >= {SETTINGS.alike_from:g}": lambda p: p.cosine >= SETTINGS.alike_from,
        "the same, dlib may refuse": lambda p: decided(p.cosine, p.distance, SETTINGS) is Likeness.ALIKE,
        f"SFace >= {SETTINGS.unsure_from:g}": lambda p: p.cosine >= SETTINGS.unsure_from,
        "SFace >= 0.363 (its README)": lambda p: p.cosine >= 0.363,
        "dlib alone <= 0.6 (its default)": lambda p: p.distance <= 0.6,
    }
    for name, accepts in rules.items():
        rejected = rate(genuine, lambda pair, accepts=accepts: not accepts(pair))  # type: ignore[misc] # bound now
        text += f"| {name} | {rate(impostor, accepts)} | {rejected} |\n"
    good = [pair for pair in pairs if pair.is_good]
    if len(good) < len(pairs):
        alike = [pair for pair in good if decided(pair.cosine, pair.distance, SETTINGS) is Likeness.ALIKE]
        one_person = sum(pair.is_genuine for pair in good)
        text += (
            f"\nOf the comparisons with a portrait that is good enough ({len(good)} of {len(pairs)}), "
            f"{one_person - sum(pair.is_genuine for pair in alike)} of {one_person} of one person are rejected.\n"
        )
    return text


def test_scores_of_all_free_pairs() -> None:
    engines = Engines()
    live = [engines.live(photo) for photo in PHOTOS]
    text = (
        "# Scores on freely licensed photographs\n\n"
        f"{len(PHOTOS)} pictures of {len({photo.person for photo in PHOTOS})} people. "
        "A unit is a person (false rejections) or a pair of people (false accepts). What this cannot say: rates below "
        "those bounds, anything of real cards, and anything of a city's own people.\n"
    )
    cosines, distances = [], []
    for coding in Coding:
        cards = [card for photo in PHOTOS if (card := engines.card(photo, coding)) is not None]
        pairs = [
            Pair(
                (one.person, card.person),
                similarity(one.sface, card.sface),
                distance(one.dlib, card.dlib),
                card.is_good,
            )
            for one, card in itertools.product(live, cards)
            if one.file != card.file or one.person != card.person
        ]
        text += table(coding, pairs)
        genuine, impostor = [p for p in pairs if p.is_genuine], [p for p in pairs if not p.is_genuine]
        cosines.append(Row(coding.value, [p.cosine for p in genuine], [p.cosine for p in impostor]))
        distances.append(Row(coding.value, [p.distance for p in genuine], [p.distance for p in impostor]))
    lines = {"unsure": SETTINGS.unsure_from, "alike": SETTINGS.alike_from}
    draw(REPORT / "face_scores.png", "SFace: cosine of portrait and camera", cosines, (-0.3, 1.0), lines)
    veto = {"veto": SETTINGS.veto_distance, "dlib's default": 0.6}
    draw(REPORT / "face_scores_dlib.png", "dlib: distance of portrait and camera", distances, (0.2, 1.2), veto)
    (REPORT / "face_scores.md").write_text(text)
    sys.stdout.write(f"\n{text}\nplots: {REPORT.name}/face_scores.png, face_scores_dlib.png\n")
