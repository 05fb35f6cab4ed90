"""What a page says about its figure."""

from hipwise.clinic.care.figure_player import figure_player
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

CATALOGUE = load_catalogue()
CLAMSHELL = CATALOGUE.exercise("clamshell")


def test_the_side_that_comes_first_is_shown_first() -> None:
    figure = figure_player(CLAMSHELL, (Side.LEFT, Side.RIGHT), CATALOGUE)
    assert (figure["side"], figure["words"]) == ("left", "LEFT leg on top")
    assert [side["side"] for side in figure["sides"]] == ["left", "right"]


def test_range_and_side_are_in_the_address() -> None:
    figure = figure_player(CLAMSHELL, (Side.LEFT,), CATALOGUE, 0.8)
    assert figure["clip"].startswith("/figure/clamshell/left.json?range=0.8&")


def test_each_visible_fault_has_its_own_cue_and_clip() -> None:
    faults = figure_player(CLAMSHELL, (Side.RIGHT,), CATALOGUE)["faults"]
    assert [fault["name"] for fault in faults] == ["Pelvis rolls back", "Hip bends too far", "Too fast"]
    assert faults[0]["cue"] == "Keep your top hip forward, over the lower one"
    assert faults[0]["clip"].endswith("&fault=ROLL_BACK")


def test_the_key_names_the_roles_that_the_picture_shows() -> None:
    roles = figure_player(CATALOGUE.exercise("hip-flexor-stretch"), (Side.RIGHT,), CATALOGUE)["roles"]
    assert [role["words"] for role in roles] == ["Is stretched", "Holds steady"]


def test_the_breathing_cue_is_the_exercise_s_own() -> None:
    figure = figure_player(CLAMSHELL, (Side.RIGHT,), CATALOGUE)
    assert figure["breathing"] == "Breathe out as the knee goes up, in as it comes down."
