"""Movements run, end where they began, and what the envelope blocks is locked."""

from dataclasses import replace

from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Showing
from hipwise.movement.consistency import check_movements

CATALOGUE = load_catalogue()
LOCKED = CATALOGUE.exercise("piriformis-knee-to-opposite-shoulder")
CLAMSHELL = CATALOGUE.exercise("clamshell")


def _with(exercise: Exercise) -> Catalogue:
    return replace(CATALOGUE, exercises={exercise.id: exercise})


def test_the_movements_that_ship_have_no_findings() -> None:
    assert check_movements(CATALOGUE) == []


def test_a_blocked_movement_without_a_lock_is_found() -> None:
    unlocked = replace(LOCKED, restrictions=replace(LOCKED.restrictions, lock=None))
    [finding] = check_movements(_with(unlocked))
    assert finding.place == "restrictions.lock"


def test_a_path_that_does_not_come_back_is_found() -> None:
    path = tuple(replace(leg, to="open") for leg in CLAMSHELL.movement.path)
    stuck = replace(CLAMSHELL, movement=replace(CLAMSHELL.movement, path=path))
    assert {finding.place for finding in check_movements(_with(stuck))} == {"movement.path"}


def test_a_movement_that_cannot_be_performed_is_a_finding_and_no_error() -> None:
    movement = replace(CLAMSHELL.movement, path=(replace(CLAMSHELL.movement.path[0], to="nowhere"),))
    [finding] = check_movements(_with(replace(CLAMSHELL, movement=movement)))
    assert finding.place == "movement"


def test_a_showing_that_names_what_the_exercise_does_not_have_is_found() -> None:
    showing = Showing(
        "pelvis", "", ("clamshell",), ("shut",), without=("feet planted",), arms="wings", swings=2
    )
    faults = {**CATALOGUE.faults, "TEMPO_FAST": replace(CATALOGUE.faults["TEMPO_FAST"], shown_by=(showing,))}
    found = check_movements(replace(_with(CLAMSHELL), faults=faults))
    assert [finding.text for finding in found] == [
        "clamshell: there is no posture called 'shut'",
        "clamshell: there is no contact called 'feet planted'",
        "clamshell: there is no arm posture called 'wings'",
    ]


def test_a_watched_fault_without_picture_or_reason_is_found() -> None:
    faults = {**CATALOGUE.faults, "TEMPO_FAST": replace(CATALOGUE.faults["TEMPO_FAST"], shown_by=())}
    [finding] = check_movements(replace(_with(CLAMSHELL), faults=faults))
    assert finding.text == "expected how a picture shows TEMPO_FAST in this exercise, found nothing"
