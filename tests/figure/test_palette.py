"""The colours of the figure."""

import re

import pytest

from hipwise.figure.palette import DEFAULT_SKIN_TONE, SKIN_TONES, skin_tone


def test_every_tone_is_a_pair_of_colours():
    for tone in SKIN_TONES:
        assert re.fullmatch("#[0-9a-f]{6}", tone.skin)
        assert re.fullmatch("#[0-9a-f]{6}", tone.hair)


def test_tones_run_from_light_to_dark():
    light = [sum(int(tone.skin[i : i + 2], 16) for i in (1, 3, 5)) for tone in SKIN_TONES]
    assert light == sorted(light, reverse=True)


def test_the_default_tone_exists():
    assert skin_tone(DEFAULT_SKIN_TONE).id == DEFAULT_SKIN_TONE


def test_an_unknown_tone_is_refused():
    with pytest.raises(KeyError):
        skin_tone("tone-0")
