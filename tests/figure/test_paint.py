import pytest

from hipwise.figure.paint import mixed_with_white, paint_table
from hipwise.figure.palette import SKIN_TONES
from hipwise.figure.prop_mesh import MATERIALS
from hipwise.figure.still import load_plates
from hipwise.library.catalogue import load_catalogue


@pytest.mark.parametrize("exercise", sorted(load_catalogue().exercises))
def test_every_layer_has_a_paint(exercise: str) -> None:
    paints = paint_table("tone-2")
    for plate in load_plates(exercise, "both").values():
        for picture in plate.pictures.values():
            assert {paint for paint, _ in picture} <= paints.keys()


def test_every_material_has_a_paint_for_both_sides() -> None:
    assert {f"{m}{side}" for m in MATERIALS for side in ("", "-shade")} <= paint_table("tone-2").keys()


def test_only_the_working_muscle_is_red() -> None:
    red = {name for name, paint in paint_table("tone-2").items() if "#d8412f" in paint}
    assert red == {"working", "working-pale"}


def test_skin_tones_differ() -> None:
    assert len({paint_table(tone.id)["skin"] for tone in SKIN_TONES}) == len(SKIN_TONES)


def test_an_unknown_tone_is_an_error() -> None:
    with pytest.raises(KeyError, match="tone-9"):
        paint_table("tone-9")


@pytest.mark.parametrize(("share", "colour"), [(0.0, "#204060"), (1.0, "#ffffff"), (0.5, "#90a0b0")])
def test_mixing_with_white(share: float, colour: str) -> None:
    assert mixed_with_white("#204060", share) == colour
