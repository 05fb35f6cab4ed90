"""A drawing as a picture of pixels."""

from pathlib import Path

_LETTERS = Path(__file__).parent / "fonts"
_SHEET = b"""#set page(width: float(sys.inputs.width) * 1pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""
_POINTS_PER_INCH = 72.0


def png_of(svg: str, width: int) -> bytes:
    """An SVG drawing as PNG on white, `width` pixels wide. Typst draws it, so that no browser is needed."""
    import typst

    inputs = {"svg": svg, "width": str(width)}
    png: bytes = typst.compile(  # type: ignore[call-overload]
        _SHEET,
        sys_inputs=inputs,
        format="png",
        ppi=_POINTS_PER_INCH,
        font_paths=[str(_LETTERS)],
        ignore_system_fonts=True,
    )
    return png
