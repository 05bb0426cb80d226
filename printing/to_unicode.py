"""reportlab's table from a font's codes back to text, mended for characters above U+FFFF.

reportlab 5.1.0 writes their code points as five hexadecimal digits, so a copied 𬴊 becomes another letter; ISO 32000-1
clause 9.10.3 asks for UTF-16BE.
"""

from collections.abc import Callable

from reportlab.pdfbase import ttfonts

reportlabs_own: Callable[[str, list[int]], str] = ttfonts.makeToUnicodeCMap
"""As it comes with reportlab; a test shows what it does wrong."""
_AT_ONCE = 100
"""ISO 32000-1, the note to clause 9.10.3 (Adobe technical note 5014): no bfchar block lists more."""


def table(fontname: str, subset: list[int]) -> str:
    """The ToUnicode table of one font subset.

    Args:
        fontname: the subset's PostScript name.
        subset: the code point of each code, from 0 on.
    """
    lines = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    blocks = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
        for block in (lines[start : start + _AT_ONCE] for start in range(0, len(lines), _AT_ONCE))
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo\n<< /Registry ({fontname})\n/Ordering ({fontname})\n/Supplement 0\n>> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n"
        f"{blocks}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def mend() -> None:
    """Have reportlab use it."""
    ttfonts.makeToUnicodeCMap = table
