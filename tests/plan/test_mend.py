"""A mend takes its finding away and brings no new trouble."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.lifting import fit_now
from hipwise.plan.lint import ERROR, lint_in
from hipwise.plan.mend import mend_of
from hipwise.plan.prescribing import prescribe
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake, intakes
from tests.plan.test_lint import item

CATALOGUE = load_catalogue()
PERSON = intake(READY)
SITUATION = assess(PERSON, CATALOGUE)
PROPOSED = prescribe(PERSON, CATALOGUE).items


def mend(items, rule, situation=SITUATION):
    """The mend of the first finding of that rule; None when there is none."""
    findings = lint_in(items, situation)
    finding = next(f for f in findings if f.rule == rule)
    return mend_of(finding, items, situation, findings)


def with_first(**changes):
    """The proposed plan with its first line changed."""
    return (replace(PROPOSED[0], **changes), *PROPOSED[1:])


def test_a_dose_over_its_range_comes_to_the_end_of_the_range():
    amount = CATALOGUE.exercise(PROPOSED[0].exercise).dose.sets
    mended = mend(with_first(sets=9), "lint-dose-above")
    assert mended.words == f"Use {amount.high:g} sets"
    assert mended.items[0].sets == amount.high


def test_a_dose_under_its_range_comes_up_to_it():
    amount = CATALOGUE.exercise(PROPOSED[0].exercise).dose.repetitions
    assert mend(with_first(repetitions=1), "lint-dose-below").items[0].repetitions == amount.low


def test_another_tempo_becomes_the_exercises_own():
    assert mend(with_first(tempo="9-9-9"), "lint-tempo").items[0].tempo == PROPOSED[0].tempo


def test_wrong_minutes_are_counted_again():
    assert mend(with_first(minutes=99), "lint-minutes").items[0].minutes == PROPOSED[0].minutes


def test_the_wrong_side_becomes_the_side_that_hurts():
    one = next(i for i in PROPOSED if i.side is Side.LEFT)
    items = tuple(replace(i, side=Side.RIGHT) if i is one else i for i in PROPOSED)
    mended = mend(items, "lint-side-wrong")
    assert next(i for i in mended.items if i.exercise == one.exercise).side is not Side.RIGHT


def test_a_day_that_was_not_given_is_left():
    situation = assess(intake(READY, {"days": ["mon", "wed", "fri"]}), CATALOGUE)
    mended = mend((item("bridge", days=("mon", "tue", "wed")),), "lint-day-not-given", situation)
    assert set(mended.items[0].days) <= {"mon", "wed", "fri"}


def test_heavy_days_in_a_row_are_spread():
    mended = mend((item("clamshell", days=("mon", "tue", "thu")),), "lint-spacing")
    assert "lint-spacing" not in {f.rule for f in lint_in(mended.items, SITUATION)}


def test_a_line_that_is_there_twice_loses_the_later_one():
    items = (*PROPOSED, PROPOSED[0])
    assert mend(items, "lint-twice").items == PROPOSED


def test_a_blocked_exercise_is_taken_out():
    locked = item("piriformis-knee-to-opposite-shoulder", days=("mon",))
    mended = mend((*PROPOSED, locked), "plan-locked")
    assert (mended.words, mended.items) == ("Take it out", PROPOSED)


def test_what_waits_for_a_phase_gives_way_to_an_easier_rung():
    first = intake({"equipment": list(PERSON.equipment)})
    situation = assess(first, CATALOGUE)
    mended = mend((item("single-leg-bridge"),), "plan-phase-later", situation)
    assert mended.words == "Use Bridge instead"
    assert mended.items[0].exercise == "bridge"


def test_a_range_that_is_too_large_becomes_the_one_that_fits():
    narrow = assess(intake({"pain": {"pinch_starts_at_flexion_deg": 60}}), CATALOGUE)
    fitting = {e.id: fit_now(e, Side.LEFT, narrow).range_share for e in CATALOGUE.exercises.values()}
    name, share = next((name, share) for name, share in fitting.items() if 0 < share < 1)
    mended = mend((item(name, days=("mon", "wed")),), "lint-range", narrow)
    assert mended.items[0].range_share == share
    assert mended.words == f"Go {round(100 * share)} % of the way"


def test_a_day_too_full_loses_its_last_line():
    situation = assess(intake(READY, {"minutes_per_day": 12}), CATALOGUE)
    items = tuple(replace(i, days=("mon", "wed", "fri")) for i in PROPOSED)
    mended = mend(items, "lint-minutes-day", situation)
    assert mended is None or sum(len(i.days) for i in mended.items) < sum(len(i.days) for i in items)


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "sets": st.integers(1, 12),
        "repetitions": st.integers(1, 60),
        "hold_s": st.sampled_from([0.0, 1.0, 30.0, 90.0]),
        "rest_s": st.sampled_from([0.0, 30.0, 400.0]),
        "side": st.sampled_from(list(Side)),
        "days": st.sets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).map(
            lambda days: tuple(d for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") if d in days)
        ),
        "range_share": st.sampled_from([0.2, 0.5, 1.0]),
        "tempo": st.just("1-1-1"),
    },
)


@settings(max_examples=40)
@given(
    intakes(),
    st.lists(st.tuples(st.sampled_from(sorted(CATALOGUE.exercises)), CHANGES), min_size=1, max_size=5),
)
def test_every_mend_takes_its_finding_away_and_adds_no_error(person, lines):
    situation = assess(person, CATALOGUE)
    items = tuple(item(name, **changes) for name, changes in lines)
    findings = lint_in(items, situation)
    known = {(f.item, f.rule) for f in findings}
    for finding in findings:
        mended = mend_of(finding, items, situation, findings)
        if mended is not None:
            after = lint_in(mended.items, situation)
            assert (finding.item, finding.rule, finding.text) not in {(f.item, f.rule, f.text) for f in after}
            assert {(f.item, f.rule) for f in after if f.severity == ERROR} <= known


@given(intakes(), st.sampled_from(sorted(CATALOGUE.exercises)))
def test_an_error_about_one_line_always_has_a_mend(person, name):
    situation = assess(person, CATALOGUE)
    if situation.screening.blocks:
        return
    items = (item(name),)
    findings = lint_in(items, situation)
    for finding in findings:
        if finding.severity == ERROR and finding.item == name:
            assert mend_of(finding, items, situation, findings) is not None, finding
