"""An address as a QR code that a phone's camera reads."""

import io

import segno


def quick_link(address: str) -> dict[str, str] | None:
    """The code as SVG with its address, or None without an address.

    Error correction M: a fold or a drop of coffee may cost 15 % of the code. The quiet zone of four modules
    is part of the picture, so that no layout can print into it.
    """
    if not address:
        return None
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return {"svg": out.getvalue().decode(), "address": address}
