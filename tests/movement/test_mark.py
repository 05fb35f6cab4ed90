"""A mark hangs on a bone of the figure, and on the other side when the left one works."""

import pytest

from hipwise.body.rig import BONE_NAMES
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.mark import PLACES, mark_of


@pytest.mark.parametrize("look", PLACES)
def test_every_place_hangs_on_a_bone_and_mirrors(look: str) -> None:
    right, left = mark_of(look, Side.RIGHT), mark_of(look, Side.LEFT)
    assert {right.bone, left.bone} <= set(BONE_NAMES)
    assert left.point == pytest.approx((right.point[0], right.point[1], -right.point[2]))


def test_the_other_foot_is_the_left_one_when_the_right_side_works() -> None:
    assert mark_of("other.foot", Side.RIGHT).bone == "foot_l"
    assert mark_of("other.foot", Side.LEFT).bone == "foot_r"
    assert mark_of("working.foot", Side.BOTH).bone == "foot_r"


def test_a_place_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        mark_of("working.elbow", Side.RIGHT)


def test_content_names_known_places_only() -> None:
    looks = {s.look for fault in load_catalogue().faults.values() for s in fault.shown_by}
    assert looks <= set(PLACES)
