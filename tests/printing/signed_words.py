"""A statement as a platform signs it, signed once: every test draws the same code, as large as real ones are."""

from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec

from printing.statement import Statement, point_of

CODE = "ABCDEFGHJKMN2345PQRS"
PAGE = "https://verify.sandbox.invalid/v"
POINTS = (point_of(ec.derive_private_key(4499, ec.SECP256R1()).public_key()),)
"""Of a key that anybody can derive: it signs for nobody."""
SAID = Statement(
    title="广东省社会保险个人参保证明",
    document_no="202611210000000712",
    code=CODE,
    name="张*例",
    number="4499**********712X",
    issued_on=date(2026, 11, 21),
    content=bytes(range(16)),
)
DIGITS = (
    "7993833907676879931190941788922875059880932984271385168718550510841996210832919451323123951013541000"
    "9226288622805503840610707026855809011176424588270252735779989327143960997858247352973550794070429173"
    "9814614882881237275429096597920824437223062548026745419646991190187806396263329210909975123575904388"
    "5635707088113566871143484572453579132586440907422835466881005022651377642670625564819571423507783971"
    "26375344825923591023319467316928590056416599665392772528659447491"
)
URL = f"{PAGE}#{DIGITS}"
