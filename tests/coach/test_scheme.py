"""Every scheme maps into our names, left to left and right to right."""

import pytest

from hipwise.coach.landmarks import LANDMARK_NAMES
from hipwise.coach.scheme import SCHEMES, Space, scheme_of

_LIMBS = ("hip", "knee", "ankle", "shoulder")
_WITH_COMPUTED_CENTRES = "plug-in-gait"


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_both_sides_have_the_same_points(scheme_id: str) -> None:
    points = SCHEMES[scheme_id].points
    left = {name.removeprefix("left_") for name in points if name.startswith("left_")}
    right = {name.removeprefix("right_") for name in points if name.startswith("right_")}
    assert left == right


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_no_point_serves_both_sides(scheme_id: str) -> None:
    points = SCHEMES[scheme_id].points
    left = {theirs for ours, names in points.items() if ours.startswith("left_") for theirs in names}
    right = {theirs for ours, names in points.items() if ours.startswith("right_") for theirs in names}
    assert not left & right


@pytest.mark.parametrize("scheme_id", sorted(set(SCHEMES) - {_WITH_COMPUTED_CENTRES}))
def test_every_scheme_has_the_joints_of_the_legs(scheme_id: str) -> None:
    wanted = {f"{side}_{joint}" for side in ("left", "right") for joint in _LIMBS}
    assert wanted <= set(SCHEMES[scheme_id].points)


@pytest.mark.parametrize("scheme_id", [s.id for s in SCHEMES.values() if s.space is Space.PICTURE])
def test_a_pose_model_has_only_names_that_the_coach_reads(scheme_id: str) -> None:
    assert set(SCHEMES[scheme_id].points) <= set(LANDMARK_NAMES)


def test_coco_has_seventeen_points_and_halpe_its_feet_besides() -> None:
    assert len(SCHEMES["coco-17"].points) == 17
    assert set(SCHEMES["halpe-26"].points) - set(SCHEMES["coco-17"].points) == {
        "left_heel",
        "right_heel",
        "left_foot_index",
        "right_foot_index",
    }


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_a_scheme_is_recognised_by_its_own_names(scheme_id: str) -> None:
    scheme = SCHEMES[scheme_id]
    found = scheme_of(scheme.their_names, scheme.space)
    # COCO's names are all BlazePose's.
    assert found is SCHEMES["blazepose" if scheme_id == "coco-17" else scheme_id]


def test_names_that_nobody_uses_have_no_scheme() -> None:
    assert scheme_of({"elephant"}, Space.PICTURE) is None


def test_a_joint_is_not_had_from_half_of_its_markers() -> None:
    assert "left_knee" not in SCHEMES["opensim-opencap"].sources({"L_knee_study", "LHJC_study"})
