"""Somebody who cannot finish a form now, and has it kept."""

from applying_bench import Applicant
from province_in_process import InProcess

ITEM = "individual-business"
KEPT = "存好了"


def kept(there: InProcess) -> Applicant:
    """Half of the form is filled in, and kept."""
    person = Applicant(there, ITEM)
    person.to("主要做什么生意？")
    person.press("choice-repair")
    person.to("还要一起备案什么？")
    person.press("asked")
    return person
