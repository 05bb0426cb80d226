"""GM65 and EM3095 scan engines, 9600 8N1, set to be triggered by command."""

from drivers.code_scanner import frames
from drivers.code_scanner.armed_scanner import Language
from drivers.code_scanner.frames import Answer, gm65_request

START = gm65_request(frames.GM65_WRITE, frames.GM65_TRIGGER, b"\x01")
STOP = gm65_request(frames.GM65_WRITE, frames.GM65_TRIGGER, b"\x00")
QUESTION = gm65_request(frames.GM65_READ, frames.GM65_BAUD, b"\x02")
"""The baud rate: two bytes that every engine has."""


def _answers(request: bytes, answer: Answer) -> bool:
    # An answer does not say to what; a written register is answered by one byte, our question by two.
    wanted = 2 if request == QUESTION else 1
    return answer.status != frames.Gm65Status.DONE or len(answer.data) == wanted


GM65 = Language(
    start=START,
    stop=STOP,
    question=QUESTION,
    cutter=frames.gm65_cutter,
    answers=_answers,
    fault_of=frames.gm65_fault_of,
)
