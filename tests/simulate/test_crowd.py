"""The simulation: the same people for the same seed, whoever makes them, and nothing unsafe."""

import pytest

from hipwise.exchange.simulation import phases_svg, simulate_crowd
from hipwise.library.catalogue import load_catalogue
from hipwise.simulate.checks_of_aftercare import AFTERCARE_CHECKS, OVERRIDE_CHECKS
from hipwise.simulate.crowd import simulate_people
from hipwise.simulate.safety_check import COURSE_CHECKS, PLAN_CHECKS, VISIT_CHECKS
from hipwise.simulate.tally import Tally

CATALOGUE = load_catalogue()


def silent(_: float) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def tally() -> Tally:
    return simulate_people(0, 60, 10, 3, CATALOGUE)


def test_nothing_unsafe_is_seen(tally: Tally) -> None:
    assert [(each.patient, each.finding) for each in tally.unsafe] == []
    assert tally.unsafe_count == 0


def test_every_check_looked(tally: Tally) -> None:
    beyond = {*AFTERCARE_CHECKS, *OVERRIDE_CHECKS}
    assert set(tally.checked) == {*PLAN_CHECKS, *VISIT_CHECKS, *COURSE_CHECKS, *beyond}


def test_every_person_has_an_outcome_and_a_phase_in_each_week(tally: Tally) -> None:
    assert sum(tally.by_outcome.values()) == tally.patients == 60
    assert [sum(week) for week in tally.phases] == [60] * 10


def test_every_responder_with_a_plan_progresses(tally: Tally) -> None:
    assert tally.progressed_by_kind["responder"] == tally.planned_by_kind["responder"] > 0


def test_the_same_seed_gives_the_same_people_in_any_blocks() -> None:
    whole, parts = simulate_people(0, 6, 4, 7, CATALOGUE), Tally(4)
    for first, count in ((4, 2), (0, 3), (3, 1)):
        parts.add(simulate_people(first, count, 4, 7, CATALOGUE))
    assert whole.to_mapping() == parts.to_mapping()


def test_another_seed_gives_other_people() -> None:
    one, other = (simulate_people(0, 6, 4, seed, CATALOGUE).to_mapping() for seed in (7, 8))
    assert one != other


def test_processes_change_nothing() -> None:
    one, two = (simulate_crowd(60, 2, 5, processes, silent).to_mapping() for processes in (1, 2))
    assert one == two


def test_the_plot_has_a_bar_for_each_week_and_phase(tally: Tally) -> None:
    assert phases_svg(tally).count("<rect") == 10 * 5 + 5
