"""The motion file has one value a moment for each coordinate, and swaps sides exactly."""

from hipwise.exchange.motion_file import motion_mapping
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

CATALOGUE = load_catalogue()


def test_every_coordinate_has_one_value_a_moment() -> None:
    value = motion_mapping(CATALOGUE.exercise("clamshell"), Side.RIGHT, CATALOGUE)
    lengths = {len(series) for series in value["coordinates"].values()}
    assert lengths == {len(value["times_s"])} == {len(value["words"])}


def test_left_is_the_mirror_of_right() -> None:
    left = motion_mapping(CATALOGUE.exercise("clamshell"), Side.LEFT, CATALOGUE)["coordinates"]
    right = motion_mapping(CATALOGUE.exercise("clamshell"), Side.RIGHT, CATALOGUE)["coordinates"]
    assert left["hip_adduction_l"] == right["hip_adduction_r"]
    assert left["hip_flexion_r"] == right["hip_flexion_l"]
