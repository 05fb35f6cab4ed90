"""The cover: refusals, and the way through JSON and back."""

import json

import pytest

from hipwise.exchange.handout.cover import Cover, cover_from_mapping, cover_to_mapping
from hipwise.exchange.handout.edition import Edition
from tests.exchange.handout.samples import full_cover


def test_a_cover_survives_the_way_through_json() -> None:
    cover = full_cover(withheld=("Wait.",), paused={"bridge": ("It hurt.",)})
    assert cover == cover_from_mapping(json.loads(json.dumps(cover_to_mapping(cover))))


def test_another_signature_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of nobody, clinician"):
        Cover(signed="astrologer")


def test_another_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="a4 or letter"):
        Edition("a0")
