"""What a session has gathered for the comparison: embeddings of good frames, dlib's answers, the best frame."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drivers.camera.opencv import opencv
from drivers.face.card_picture import cropped
from drivers.face.matcher import Likeness, decided, fused, similarity
from drivers.face.second_opinion import PORTRAIT_EYES_PX, distance

if TYPE_CHECKING:
    from config.device_settings import FaceSettings
    from drivers.face.matcher import Embedding
    from drivers.face.measure import Look
    from drivers.face.portrait import Portrait
    from drivers.face.second_opinion import Descriptor, SecondOpinion

APART_S = 0.1
"""Our choice: frames closer together show the same noise and the same blur."""
OPINIONS = 3
"""dlib needs 80 ms a face; the spread of its distance is .012, a third of what three frames leave."""
ANSWER_S = 3.0
"""Limit for dlib's last answer. It is there long before a session of some seconds ends, unless the machine is busy with
something else; then it is worth waiting for, because without it nobody is proven."""
PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX, PICTURE_EYES_PX, PICTURE_EYE_LINE_PX = 358, 441, 95.0, 203.0
"""GA 461-2004: what platforms compare is a portrait of this form; the rest of the hall is nobody's business."""
PICTURE_QUALITY = 92


@dataclass(slots=True)
class Evidence:
    """All of one draw; a new draw begins with none.

    Args:
        settings: thresholds and number of frames.
        second: dlib.
        portrait: what the frames are compared with, None where the platform compares.
        embedding: SFace's of the portrait.
    """

    settings: "FaceSettings"
    second: "SecondOpinion"
    portrait: "Portrait | None" = field(repr=False)
    embedding: "Embedding | None" = field(repr=False)
    _embeddings: "list[Embedding]" = field(default_factory=list, repr=False)
    _portrait_question: int = 0
    _frame_questions: set[int] = field(default_factory=set)
    _descriptors: "list[Descriptor]" = field(default_factory=list, repr=False)
    _of_portrait: "Descriptor | None" = field(default=None, repr=False)
    _best: "Look | None" = field(default=None, repr=False)
    _last_s: float = float("-inf")

    def ask_for_portrait(self) -> None:
        """Have dlib look at the portrait."""
        if self.portrait is not None:
            enlarged = max(1.0, PORTRAIT_EYES_PX / self.portrait.face.eye_distance_px)
            self._portrait_question = self.second.ask(self.portrait.pixels, self.portrait.face, enlarged)

    def drop(self) -> None:
        """Forget all frames; answers that are under way are of the old draw."""
        self._embeddings.clear()
        self._descriptors.clear()
        self._frame_questions.clear()
        self._best, self._last_s = None, float("-inf")

    def wants(self, look: "Look") -> bool:
        """Whether this frame should be embedded for the comparison."""
        return (
            self.portrait is not None
            and len(self._embeddings) < 2 * self.settings.frames
            and look.seen.taken_s - self._last_s >= APART_S
        )

    def keep(self, look: "Look", embedding: "Embedding") -> None:
        """Take a frame that is fit for the comparison."""
        self._embeddings.append(embedding)
        self._last_s = look.seen.taken_s
        self._gather(0.0)
        if look.face is not None and len(self._descriptors) < OPINIONS and not self.second.is_busy:
            self._frame_questions.add(self.second.ask(look.frame.pixels, look.face))

    def consider(self, look: "Look") -> None:
        """Remember the sharpest frame that is fit for the comparison and shows the face that is judged."""
        if look.seen.face is None or look.face is None:
            return
        if (
            self._best is None
            or self._best.seen.face is None
            or look.seen.face.sharpness > self._best.seen.face.sharpness
        ):
            self._best = look

    def likeness(self) -> Likeness:
        """What all of it comes to."""
        if self.embedding is None or len(self._embeddings) < self.settings.frames:
            return Likeness.UNSURE
        if not self._frame_questions and self._best is not None and self._best.face is not None:
            # On a busy machine dlib may have been at the portrait all the time.
            self._frame_questions.add(self.second.ask(self._best.frame.pixels, self._best.face))
        self._gather(ANSWER_S)
        found = decided(self.similarity(self.settings.frames), self.distance(), self.settings)
        # Whoever is unsure after five frames looks at all there are.
        return decided(self.similarity(), self.distance(), self.settings) if found is Likeness.UNSURE else found

    def similarity(self, frames: int | None = None) -> float:
        """SFace's cosine between the portrait and the first frames fused."""
        if self.embedding is None or not self._embeddings:
            return 0.0
        return similarity(self.embedding, fused(self._embeddings[:frames]))

    @property
    def frames(self) -> int:
        """How many there are to compare."""
        return len(self._embeddings)

    def distance(self) -> float | None:
        """Dlib's mean distance, None where it said nothing."""
        of_portrait = self._of_portrait
        if of_portrait is None or not self._descriptors:
            return None
        return sum(distance(of_portrait, other) for other in self._descriptors) / len(self._descriptors)

    def picture(self) -> bytes | None:
        """JPEG of the best frame's face."""
        if self._best is None or self._best.face is None:
            return None
        portrait = cropped(
            self._best.frame.pixels,
            self._best.face.points[:2],
            width_px=PICTURE_WIDTH_PX,
            height_px=PICTURE_HEIGHT_PX,
            eye_distance_px=PICTURE_EYES_PX,
            eye_line_px=PICTURE_EYE_LINE_PX,
        )
        cv2 = opencv()
        return bytes(cv2.imencode(".jpg", portrait, [cv2.IMWRITE_JPEG_QUALITY, PICTURE_QUALITY])[1])

    def _gather(self, within_s: float) -> None:
        while answers := self.second.answers(within_s):
            for question, answer in answers.items():
                # Answers to an earlier draw or session are nobody's.
                if question == self._portrait_question:
                    self._of_portrait = answer
                elif question in self._frame_questions:
                    self._descriptors.append(answer)
