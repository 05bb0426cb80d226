"""Newland scan engines with the unified setting, 9600 or 115200 8N1, set to level trigger (`@SCNMOD0`)."""

from drivers.code_scanner import frames
from drivers.code_scanner.armed_scanner import Language
from drivers.code_scanner.frames import Answer, newland_request

START = newland_request("SCNTRG1")
STOP = newland_request("SCNTRG0")
QUESTION = newland_request("SCNMOD*")


def _answers(request: bytes, answer: Answer) -> bool:
    text = request[len(frames.NEWLAND_REQUEST) : -len(frames.NEWLAND_END)]
    return answer.data.startswith(text.removesuffix(b"*"))


NEWLAND = Language(
    start=START,
    stop=STOP,
    question=QUESTION,
    cutter=frames.newland_cutter,
    answers=_answers,
    fault_of=frames.newland_fault_of,
)
