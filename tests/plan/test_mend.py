"""A mend takes its finding away and brings no new trouble."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.lifting import fit_now
from hipwise.plan.lint import ERROR, WARNING, finding_of, lint_in
from hipwise.plan.mend import mend_of
from hipwise.plan.prescribing import prescribe
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, TODAY, after_surgery, intake, intakes
from tests.plan.overriding import an_override, with_overrides
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


EVERY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEAK = {"tests": {"hip_abductor_strength": {"left": "weak", "right": "weak"}}}
AFTER = {"episode": {"discharged_on": "2026-11-20", "phase": 4, "new_pain": False}}


def mended(items, rule, *changes):
    """The words of the mend and its lines, each with its days; None where there is none."""
    found = mend(tuple(items), rule, assess(intake(READY, *changes), CATALOGUE))
    return found and (found.words, {one.exercise: " ".join(one.days) for one in found.items})


@pytest.mark.parametrize(
    ("lines", "rule", "words", "after"),
    [
        (
            [item("single-leg-hop")],
            "lint-dose-above",
            "Do it on Monday, Friday",
            {"single-leg-hop": "mon fri"},
        ),
        ([item("clamshell", days=())], "lint-no-days", "Do it on Monday, Wednesday, Friday", None),
        ([item("bridge", days=())], "lint-no-days", "Do it on Monday, Wednesday, Friday", None),
        ([item("pelvic-tilt", days=("mon",))], "lint-days-below", "Do it on Monday, Tuesday", None),
        ([item("clamshell", days=("mon",))], "lint-days-below", "Do it on Monday, Wednesday", None),
        (
            [item("bridge", days=EVERY), item("clamshell")],
            "lint-rest-day",
            "Keep Sunday free",
            {"bridge": "mon tue wed thu fri sat", "clamshell": "mon wed fri"},
        ),
        (
            [item("clamshell", days=("mon", "tue")), item("side-lying-leg-raise", days=("wed", "fri"))],
            "lint-spacing",
            "Do it on Monday",
            {"clamshell": "mon", "side-lying-leg-raise": "wed fri"},
        ),
        (
            [item(n) for n in ("clamshell", "bridge", "pelvic-tilt", "pelvic-clock", "isometric-hip-raise")],
            "lint-many-a-day",
            "Take Isometric hip raise off Monday",
            None,
        ),
    ],
)
def test_days_are_mended_to_those_that_every_rule_allows(lines, rule, words, after):
    found = mended(lines, rule)
    assert found is not None
    assert found[0] == words
    assert after in (None, found[1])


def test_a_day_with_too_many_minutes_loses_its_last_line():
    lines = [item("bridge", minutes=4), item("clamshell", minutes=3)]
    after = {"bridge": "mon wed fri", "clamshell": "wed fri"}
    told = mended(lines, "lint-minutes-day", {"minutes_per_day": 6})
    assert told == ("Take Clamshell off Monday", after)


def test_a_line_with_one_day_keeps_it():
    names = (
        "clamshell",
        "bridge",
        "pelvic-tilt",
        "pelvic-clock",
        "straight-leg-raise",
        "side-lying-adduction",
    )
    lines = [item(name, days=(day,)) for name, day in zip((*names, "single-leg-stance"), EVERY, strict=True)]
    assert mended(lines, "lint-rest-day") is None
    four = [item(name, days=("mon",)) for name in names[:5]]
    assert mended(four, "lint-many-a-day") is None


def test_of_seven_lines_the_last_goes():
    names = (
        "clamshell",
        "bridge",
        "pelvic-tilt",
        "pelvic-clock",
        "isometric-hip-raise",
        "straight-leg-raise",
    )
    told = mended([item(name) for name in (*names, "side-lying-adduction")], "lint-many")
    assert told == ("Take Inner thigh raise out", dict.fromkeys(names, "mon wed fri"))


@pytest.mark.parametrize(
    ("changes", "rule", "words", "field", "value"),
    [
        ({"rest_s": 1}, "lint-dose-rest", "Use 30 seconds of rest", "rest_s", 30),
        ({"hold_s": 60.0}, "lint-dose-above", "Use 5 seconds held", "hold_s", 5),
        ({"repetitions": 99}, "lint-dose-above", "Use 15 repetitions", "repetitions", 15),
        ({"range_share": 0.1}, "lint-range-small", "Go 100 % of the way", "range_share", 1.0),
        ({"first_side": Side.RIGHT}, "lint-first-side", "Change the side to left", "first_side", None),
    ],
)
def test_a_number_that_is_out_of_its_range_comes_to_its_nearer_end(changes, rule, words, field, value):
    found = mend((item("clamshell", **changes),), rule)
    assert (found.words, getattr(found.items[0], field)) == (words, value)
    assert isinstance(found.items[0].repetitions, int)


@pytest.mark.parametrize(
    ("line", "rule", "changes", "side"),
    [
        (item("bridge", side=Side.LEFT), "lint-side-together", {}, Side.BOTH),
        (item("clamshell", side=Side.BOTH), "lint-side-more", after_surgery(200), Side.LEFT),
        (item("clamshell"), "lint-side-less", WEAK, Side.BOTH),
    ],
)
def test_a_side_becomes_the_one_that_the_findings_ask_for(line, rule, changes, side):
    found = mend((line,), rule, assess(intake(READY, changes), CATALOGUE))
    assert (found.words, found.items[0].side) == (f"Change the side to {side.value}", side)


def test_a_line_on_an_override_gets_its_end():
    lifted = with_overrides(an_override(exercise="baps-board", rule="plan-clinic-only"))
    found = mend((item("baps-board"),), "override-end-missing", assess(intake(READY, lifted), CATALOGUE))
    assert found.words == "End this line on 6 December"
    assert found.items[0].expires_on == TODAY + timedelta(days=14)


EARLY = {"weeks_in_programme": 0}


@pytest.mark.parametrize(
    ("names", "rule", "changes", "words"),
    [
        (["lateral-band-walk", "clamshell"], "plan-phase-later", EARLY, "Use Isometric hip raise instead"),
        (["single-leg-bridge", "bridge"], "plan-phase-later", EARLY, "Take it out"),
        (["wobble-board"], "plan-equipment", {"equipment": ["mat"]}, "Use Standing on one leg instead"),
        (
            ["single-leg-stance-eyes-closed", "single-leg-stance-unstable"],
            "lint-two-difficulties",
            {},
            "Use Standing on one leg instead",
        ),
        (["groin-butterfly"], "plan-stretch-not-tight", {}, "Take it out"),
    ],
)
def test_an_exercise_gives_way_to_an_easier_one_that_is_not_there_yet(names, rule, changes, words):
    told = mended([item(name) for name in names], rule, changes)
    assert told is not None
    assert told[0] == words


def test_an_easier_exercise_comes_at_its_first_dose_on_days_that_it_may_have():
    found = mend(
        (item("single-leg-bridge", days=("mon", "tue"), sets=9, expires_on=TODAY, range_share=0.5),),
        "plan-phase-later",
        assess(intake(READY, EARLY), CATALOGUE),
    )
    (easier,) = found.items
    dose = CATALOGUE.exercise("bridge").dose
    assert (easier.sets, easier.rest_s) == (dose.sets.default, dose.rest_s.default)
    assert (easier.expires_on, easier.range_share, easier.days) == (None, 1.0, ("mon", "tue"))
    assert [reason.rule for reason in easier.reasons] == ["mended-easier"]


def test_an_exercise_that_nobody_knows_is_taken_out():
    odd = replace(item("clamshell"), exercise="deep-lunge")
    told = mended([item("bridge"), odd], "lint-unknown-exercise")
    assert told == ("Take it out", {"bridge": "mon wed fri"})


@pytest.mark.parametrize(
    ("rule", "changes"),
    [("lint-maintenance-days", AFTER), ("screen-flag", {"red_flags": ["cardiac"]})],
)
def test_what_is_about_the_whole_plan_and_has_no_mend_of_its_own_offers_none(rule, changes):
    assert mended([item("bridge")], rule, changes) is None


def test_a_warning_of_a_line_that_may_be_signed_does_not_take_the_line_out():
    one = item("pelvic-tilt", days=("mon", "tue"))
    alone = {"days": ["mon", "tue", "wed"]}
    assert mended([replace(one, days=("mon",))], "lint-days-below", alone)[0] == "Do it on Monday, Tuesday"


def told_of(line, rule, severity=WARNING):
    """A finding of that rule about a line, whether lint says it or not."""
    reason = replace(CATALOGUE.reason("pain-limp"), rule=rule)
    return finding_of(severity, line.exercise, reason)


@pytest.mark.parametrize(
    "rule", [name for name in CATALOGUE.rules if name.startswith(("lint-", "override-end"))]
)
def test_a_line_that_is_gone_has_no_mend(rule):
    assert mend_of(told_of(item("clamshell"), rule, ERROR), (), SITUATION) is None
    assert mend_of(told_of(item("clamshell"), rule), (), SITUATION) is None


def test_a_movement_of_which_nothing_fits_is_taken_out_and_not_made_smaller():
    locked = item("piriformis-knee-to-opposite-shoulder", days=("mon",))
    assert mend_of(told_of(locked, "lint-range", ERROR), (locked,), SITUATION).words == "Take it out"


def test_a_stretch_that_no_side_asks_for_gets_no_other_side():
    loose = {"tests": {"thomas": {"left": "negative", "right": "negative"}}}
    stretch = item("hip-flexor-stretch")
    situation = assess(intake(READY, loose), CATALOGUE)
    assert mend_of(told_of(stretch, "lint-side-more"), (stretch,), situation) is None


def test_the_sides_are_those_of_the_first_aim_of_an_exercise():
    weak = {"tests": {"hip_abductor_strength": {"left": "normal", "right": "weak"}}}
    line = item("single-leg-bridge", side=Side.RIGHT)
    found = mend((line,), "lint-side-wrong", assess(intake(READY, weak), CATALOGUE))
    assert found.items[0].side is Side.LEFT


def test_a_line_that_rests_on_nothing_gets_no_end():
    one = item("clamshell")
    assert mend_of(told_of(one, "override-end-missing"), (one,), SITUATION) is None


def test_a_mend_of_a_warning_brings_no_new_one():
    told = mended([item("pelvic-tilt", days=())], "lint-no-days")
    assert told is not None
    assert (
        len(told[1]["pelvic-tilt"].split()) == 5
    )  # on the three heavier days it would be told as too seldom


def test_a_day_that_was_not_given_becomes_one_that_was():
    assert mended([item("clamshell", days=("sat",))], "lint-day-not-given", {"days": ["mon"]}) == (
        "Do it on Monday",
        {"clamshell": "mon"},
    )


def test_of_two_numbers_over_their_range_each_has_its_own_mend():
    both = (item("clamshell", sets=9, repetitions=99),)
    findings = [f for f in lint_in(both, SITUATION) if f.rule == "lint-dose-above"]
    words = [mend_of(finding, both, SITUATION).words for finding in findings]
    assert words == ["Use 3 sets", "Use 15 repetitions"]


def test_an_easier_exercise_in_the_place_of_a_line_without_days_leaves_a_day_of_rest():
    told = mended([item("single-leg-bridge", days=())], "plan-phase-later", EARLY)
    assert told == ("Use Bridge instead", {"bridge": "mon tue wed thu fri sat"})


def test_without_a_day_that_is_given_a_line_without_one_stays():
    assert mended([item("clamshell", days=())], "lint-no-days", {"days": []}) is None


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
