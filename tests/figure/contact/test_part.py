"""Parts are found on the skin by the names that content uses."""

import pytest

from hipwise.figure.contact.part import PartError, patches_of, skin_of, spot_of
from hipwise.figure.contact.skin import whole_skin
from hipwise.library.catalogue import load_catalogue

EXERCISES = load_catalogue().exercises.values()
three_centimetres_m = 0.03


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_every_part_that_content_names_has_skin(exercise) -> None:
    skin = whole_skin()
    for contact in exercise.movement.contacts:
        touched = (contact.on,) if contact.kind == "touches" else ()
        for part in (contact.part, *touched):
            assert all(len(skin_of(patch, skin)) for patch in patches_of(part))


def test_the_soles_spots_lie_on_the_floor() -> None:
    skin = whole_skin()
    spots = [spot_of(patch, skin) for patch in patches_of("working.foot")]
    assert skin.places[spots][:, 1] == pytest.approx(0.0, abs=three_centimetres_m / 10)


def test_the_other_side_is_the_mirror() -> None:
    right, left = patches_of("working.heel"), patches_of("other.heel")
    assert [(p.centre[0], p.centre[1], -p.centre[2]) for p in right] == [p.centre for p in left]


def test_an_unknown_part_is_refused_by_name() -> None:
    with pytest.raises(PartError, match=r"'working\.tail'"):
        patches_of("working.tail")
