"""一次性签订承诺书: read, signed once on the glass for all that is promised, and a copy of it."""

import hashlib
from pathlib import Path

from applying_bench import submissions
from materials_bench import Gatherer
from province_in_process import province_in

from drivers.signature_pad import Point, Signature
from drivers.signature_pad.frames import vector_of
from kiosk.sandbox.submitted_cases import SubmittedCases


def test_a_statement_is_signed_once_and_its_vector_lies_with_the_office(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Gatherer(there, "individual-business")
        person.to_list()
        person.press("primary", "choice-committed", "primary")
        said = [row.value for row in person.view.rows]
        person.press("primary")
        person.signs()
        person.to("已经受理")
        found = SubmittedCases(there.province).by_number(submissions(there)[-1]["case_no"])
        assert found is not None
        promise = found.application.promise
        assert promise is not None
        inked = promise.signature
        assert inked is not None
        strokes = tuple(
            tuple(Point(x / 100, y / 100, at / 1000) for x, y, at in zip(*[iter(stroke)] * 3, strict=True))
            for stroke in inked.strokes
        )
        vector = vector_of(Signature(strokes, inked.width / 100, inked.height / 100))
        assert hashlib.sha256(vector).hexdigest() == inked.sha256
        copy = next(words for words in person.slip_words if "承诺书" in words)
        assert all(line in copy for line in said)
        assert promise.text_sha256[:16] in copy
