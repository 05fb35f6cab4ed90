"""Turns words and a layout into a tagged PDF (PDF/UA-1) with letters that come along.

The layouts are in `layout/`, the letters in `fonts/`. A layout reads its words from the input `words`.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_PLAIN = re.compile(r"[\u0020-\u007e\u00a0-\u0148\u014a-\u017f\u2010-\u2015\u2018-\u201e]*")
_PROBE = b"""#set document(title: "Probe")
#set text(font: "Inter")
= Probe
#sys.inputs.words"""


def typeset(layout: str, words: Mapping[str, Any], system_letters: bool = False) -> bytes:
    """The PDF of `layout`. The same words always give the same bytes.

    `system_letters` also looks for letters among the machine's fonts. Raises LettersMissingError when
    something cannot be written, instead of printing empty boxes.
    """
    return _compile(_HERE / "layout" / f"{layout}.typ", json.dumps(words), system_letters)


class LettersMissingError(ValueError):
    """A text has letters that no font here can write; the text says which."""


def can_write(text: str, system_letters: bool = False) -> bool:
    """Can the fonts write every letter of this text?"""
    if _PLAIN.fullmatch(text):
        return True
    try:
        _compile(_PROBE, text, system_letters)
    except LettersMissingError:
        return False
    return True


def _compile(source: Path | bytes, words: str, system_letters: bool) -> bytes:
    import typst

    try:
        pdf: bytes = typst.compile(  # type: ignore[misc]
            source,
            root=_HERE / "layout",
            font_paths=[str(_HERE / "fonts")],
            ignore_system_fonts=not system_letters,
            sys_inputs={"words": words},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            raise LettersMissingError(str(error)) from None
        raise
    return pdf
