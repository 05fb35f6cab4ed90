"""What a screen reader finds in the handout: language, headings in order, pictures in words, table heads."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.sheet import handout_pdf
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.prescribing import prescribe
from tests.exchange.handout.samples import full_cover, full_plan
from tests.exchange.samples import example_intake

CATALOGUE = load_catalogue()
EDITIONS = [Edition("a4"), Edition("letter", large_print=True), Edition(per_session=True)]


@dataclass(frozen=True)
class Element:
    """One element of the structure tree: its role, its own entries, and the roles above it."""

    role: str
    entries: DictionaryObject
    above: tuple[str, ...]


def structure(reader: PdfReader) -> list[Element]:
    """The structure tree in reading order."""
    return list(_walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], ()))


def _walk(node: object, above: tuple[str, ...]) -> Iterator[Element]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _walk(child, above)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        role = str(node["/S"]).removeprefix("/")
        yield Element(role, node, above)
        yield from _walk(node.get("/K", ArrayObject()), (*above, role))


@pytest.fixture(scope="module", params=EDITIONS, ids=["a4", "large-letter", "per-session"])
def reader(request: pytest.FixtureRequest) -> PdfReader:
    return PdfReader(io.BytesIO(handout_pdf(full_plan(), CATALOGUE, request.param, full_cover())))


def test_the_file_claims_the_accessible_standard() -> None:
    assert b"pdfuaid" in handout_pdf(full_plan(), CATALOGUE)


def test_the_file_is_marked_and_names_its_language_and_title(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Your exercises"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])


def test_every_picture_says_what_it_shows(reader: PdfReader) -> None:
    texts = [str(e.entries.get("/Alt", "")) for e in structure(reader) if e.role == "Figure"]
    assert len(texts) >= 2 * len(full_plan().items)
    assert all(texts)


def test_there_is_one_first_heading_and_no_level_is_skipped(reader: PdfReader) -> None:
    levels = [int(e.role[1]) for e in structure(reader) if e.role in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_head_and_every_row_its_cells(reader: PdfReader) -> None:
    elements = structure(reader)
    tables = sum(e.role == "Table" for e in elements)
    assert tables > 0
    assert sum(e.role == "THead" for e in elements) == tables
    assert all("THead" in e.above for e in elements if e.role == "TH")
    assert all("TR" in e.above for e in elements if e.role in {"TH", "TD"})


def test_every_link_is_reached_and_says_where_it_leads(reader: PdfReader) -> None:
    links = sum(e.role == "Link" for e in structure(reader))
    notes = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    assert links == len({str(n["/A"]["/URI"]) for n in notes})
    assert all(str(n.get("/Contents", "")) for n in notes)


def test_pages_are_walked_in_the_order_of_the_structure(reader: PdfReader) -> None:
    assert {str(page["/Tabs"]) for page in reader.pages} == {"/S"}


def test_everything_painted_is_either_in_the_structure_or_marked_as_decoration(reader: PdfReader) -> None:
    painting = {b"Tj", b"TJ", b"'", b'"', b"Do", b"S", b"s", b"f", b"f*", b"B", b"b", b"sh"}
    for page in reader.pages:
        depth = 0
        for _, operator in ContentStream(page.get_contents(), reader).operations:
            depth += (operator in {b"BDC", b"BMC"}) - (operator == b"EMC")
            assert depth > 0 or operator not in painting
        assert depth == 0


def test_a_blocked_plan_is_as_readable() -> None:
    blocked = prescribe(replace(example_intake(), red_flags=("infection",)), CATALOGUE)
    elements = structure(PdfReader(io.BytesIO(handout_pdf(blocked, CATALOGUE))))
    assert [e.role for e in elements if e.role.startswith("H")] == ["H1", "H2"]
    assert any(e.role == "LI" for e in elements)
