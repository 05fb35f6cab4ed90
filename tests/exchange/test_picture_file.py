import struct

from hipwise.exchange.picture_file import png_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><path d="M0 0h400v100z"/></svg>'
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def test_a_png_is_as_wide_as_asked_and_keeps_the_shape() -> None:
    png = png_of(SVG, 800)
    assert png.startswith(PNG_HEAD)
    assert struct.unpack(">II", png[16:24]) == (800, 200)
