"""The plan as a file: a tagged PDF (PDF/UA-1) on A4 or Letter, in usual or large print."""

from dataclasses import replace

from hipwise.exchange.handout.cover import NO_COVER, Cover
from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.words import handout_words
from hipwise.exchange.typesetting import can_write, typeset
from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import Plan


def handout_pdf(
    plan: Plan, catalogue: Catalogue, edition: Edition | None = None, cover: Cover = NO_COVER
) -> bytes:
    """The plan as a PDF.

    A name that no font here can write leaves an empty line to write on; `letters_missing` tells.
    Raises UnknownIdError for an exercise that the library does not have.
    """
    system_letters = not all(map(can_write, _names(cover)))
    printable = replace(
        cover,
        name=_printable(cover.name),
        clinic=_printable(cover.clinic),
        phone=_printable(cover.phone),
        signed_by=_printable(cover.signed_by),
    )
    return typeset("handout", handout_words(plan, catalogue, edition, printable), system_letters)


def letters_missing(cover: Cover) -> list[str]:
    """The names on the cover that no font here can write."""
    return [name for name in _names(cover) if not can_write(name, system_letters=True)]


def _names(cover: Cover) -> tuple[str, ...]:
    return (cover.name, cover.clinic, cover.phone, cover.signed_by)


def _printable(name: str) -> str:
    return name if can_write(name, system_letters=True) else ""
