from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.history import parse_log
from hipwise.plan.intake import Intake, Outcomes, Pain, Person, PhysicalTests, Sided, Surgery
from hipwise.plan.known_today import known_today
from hipwise.plan.pain_response import Verdict
from hipwise.plan.running import (
    RunningToday,
    running_gate,
    running_to_mapping,
    running_today,
    step_words,
    wants_programme,
)
from hipwise.plan.sign import SignState
from tests.plan.logs import CATALOGUE, START, at, entry, intake

PROGRAMME = CATALOGUE.programmes["running"]
READY = PhysicalTests(
    side_plank_s=Sided(50.0, 50.0),
    single_leg_squat_good_reps=Sided(12.0, 12.0),
    plank_s=60.0,
    y_balance_percent=Sided(95.0, 95.0),
    walk_minutes_pain_free=40.0,
)
RUNNER = replace(
    intake(tests=READY, outcomes=Outcomes(hos_adl=98.0, hos_sport=95.0), goals=("run",)),
    person=Person(age=31, height_m=1.7, weight_kg=65),
    pain=Pain(rest=0, worst_24h=0, pinch=0, flare_last_7_days=False),
)
YES = entry("go_ahead", at(0, 9), programme="running", by="Therese")


def morning(day: int, score: float | None = 0, **fields: object) -> dict[str, object]:
    return entry("pain", at(day, 7), when="next_morning", score=score, pinch=0, **fields)


def mornings(first: int = -3, last: int = 60) -> list[dict[str, object]]:
    return [morning(day) for day in range(first, last + 1)]


def run(day: int, step: int | None = 1, score: float | None = 0, after: float | None = 0, **fields: object):
    return entry("run", at(day, 18), step=step, score=score, after=after, **fields)


def running(
    *runs,
    day: int,
    person: Intake = RUNNER,
    phase: int = 4,
    overall: Verdict = Verdict.CALM,
    yes=YES,
    checks=None,
) -> RunningToday:
    lines = [*runs, *(mornings() if checks is None else checks), *([yes] if yes else [])]
    log = parse_log(lines, CATALOGUE).until(START + timedelta(days=day))
    known = known_today(person, log, START + timedelta(days=day), CATALOGUE)
    return running_today(PROGRAMME, known, phase, log, person, overall, CATALOGUE)


def rules(found: RunningToday) -> list[str]:
    return [reason.rule for reason in found.reasons]


# The programme itself.


def test_the_programme_has_three_runs_a_week_for_five_weeks():
    assert [step.week for step in PROGRAMME.steps] == [w for w in range(1, 6) for _ in range(3)]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "3 times: walk 4 minutes, run 1 minute"),
        (2, "3 times: walk 3 minutes, run 2 minutes"),
        (3, "3 times: walk 2 minutes, run 3 minutes"),
        (4, "4 times: walk 1 minute, run 4 minutes"),
        (7, "3 times: walk 1 minute, run 7 minutes"),
        (9, "2 times: walk 1 minute, run 10 minutes"),
        (10, "walk 3 minutes, run 12 minutes"),
        (15, "walk 3 minutes, run 20 minutes"),
    ],
)
def test_the_steps_are_those_of_the_source(number, words):
    assert step_words(PROGRAMME.steps[number - 1]) == words


def test_a_later_step_never_runs_less():
    minutes = [step.run_min for step in PROGRAMME.steps]
    lowest_of_week = [min(minutes[3 * week : 3 * week + 3]) for week in range(5)]
    assert minutes[:3] == sorted(minutes[:3])
    assert lowest_of_week == [3, 15, 16, 12, 20]  # week 4 runs without walking in between


# The gate.


def test_with_every_sign_and_a_therapists_yes_the_first_run_is_today():
    found = running(day=1)
    assert (found.gate.is_open, found.number, found.is_today, rules(found)) == (True, 1, True, ["run-first"])


@pytest.mark.parametrize(
    "without",
    [
        {"tests": replace(READY, plank_s=None)},
        {"tests": replace(READY, side_plank_s=Sided(50.0, 44.0))},
        {"tests": replace(READY, single_leg_squat_good_reps=Sided(12.0, 9.0))},
        {"tests": replace(READY, y_balance_percent=Sided(95.0, None))},
        {"tests": replace(READY, walk_minutes_pain_free=14.0)},
        {"outcomes": Outcomes(hos_adl=95.0, hos_sport=95.0)},
        {"outcomes": Outcomes(hos_adl=98.0)},
        {"pain": replace(RUNNER.pain, pinch=1)},
        {"therapist": False},
        {"red_flags": ("stress-fracture",)},
        {"pathway": "pre-operative"},
        {"person": Person(age=31)},
        {"person": Person(age=61, height_m=1.7, weight_kg=65)},
        {"conditions": ("pregnancy",)},
    ],
)
def test_one_sign_that_is_missing_keeps_the_gate_shut(without):
    found = running(day=1, person=replace(RUNNER, **without))
    assert not found.gate.is_open
    assert (found.number, found.is_today) == (None, False)
    assert found.reasons


@pytest.mark.parametrize("phase", [1, 2, 3])
def test_before_the_last_phase_the_gate_is_shut(phase):
    assert "run-phase" in rules(running(day=1, phase=phase))


def test_without_a_therapists_yes_the_gate_is_shut():
    assert rules(running(day=1, yes=None)) == ["run-go-ahead"]


def test_a_yes_that_was_taken_back_shuts_the_gate():
    no = entry("go_ahead", at(0, 10), "no", programme="running", by="Therese", given=False)
    assert rules(running(no, day=1)) == ["run-go-ahead"]


def after_surgery(weeks: float) -> Intake:
    on = START + timedelta(days=1) - timedelta(weeks=weeks)
    return replace(RUNNER, pathway="post-operative", surgery=Surgery(on, ("labral-repair",), {}))


@pytest.mark.parametrize(("weeks", "is_open"), [(12 - 1 / 7, False), (12, True), (12 + 1 / 7, True)])
def test_after_surgery_twelve_weeks_have_to_be_over(weeks, is_open):
    agreed = {**YES, "surgeon_agrees": True}
    assert running(day=1, person=after_surgery(weeks), yes=agreed).gate.is_open is is_open


def test_too_early_after_surgery_running_names_its_own_week_only():
    found = rules(running(day=1, person=after_surgery(5)))
    assert "run-week" in found
    assert not {"plan-week-later", "plan-standing-later"} & set(found)


@pytest.mark.parametrize("agrees", [False, None])
def test_after_surgery_the_surgeon_has_to_agree(agrees):
    said = {**YES, "surgeon_agrees": agrees}
    assert rules(running(day=1, person=after_surgery(20), yes=said)) == ["run-surgeon"]


# From run to run.


def test_a_calm_run_and_a_calm_morning_lead_to_the_next_step():
    found = running(run(1), day=3)
    assert (found.number, rules(found)) == (2, ["run-next"])


def test_there_is_no_run_on_the_next_day():
    found = running(run(1), day=2)
    assert (found.is_today, found.earliest, rules(found)[-1]) == (
        False,
        START + timedelta(days=3),
        "run-rest",
    )


def test_three_runs_in_seven_days_are_the_most():
    found = running(run(1, 1), run(3, 2), run(5, 3), day=7)
    assert (found.is_today, found.earliest) == (False, START + timedelta(days=8))


@pytest.mark.parametrize("fields", [{"score": None}, {"after": None}])
def test_a_run_with_a_missing_answer_is_run_again(fields):
    found = running(run(1, **fields), day=3)
    assert (found.number, rules(found)) == (1, ["run-same-missing"])


def test_a_missing_morning_keeps_the_step():
    checks = [morning(day) for day in (-2, -1, 0, 1, 3)]
    assert rules(running(run(1), day=3, checks=checks)) == ["run-same-missing"]


@pytest.mark.parametrize("fields", [{"score": 3}, {"limp": True}, {"pinch": 1}])
def test_pain_in_a_run_goes_one_step_back_and_waits_three_days(fields):
    hurt = run(3, 2, **{"score": 0, **fields})
    two_days_later = running(run(1), hurt, day=5, overall=Verdict.CALM)
    found = running(run(1), hurt, day=14)
    if found.gate.is_open:
        assert (found.number, rules(found)) == (1, ["run-back"])
    assert not two_days_later.is_today


def test_after_pain_in_a_run_three_days_are_without_a_run():
    found = running(run(1), run(3, 2, score=3), day=7)
    assert found.number == 1
    assert not running(run(1), run(3, 2, score=3), day=6).is_today


def test_a_swollen_hip_keeps_the_step():
    assert rules(running(run(1, swelling=True), day=3)) == ["run-same-sore"]


def test_a_sore_morning_keeps_the_step():
    checks = [m for m in mornings() if m["at"] != at(2, 7).isoformat()] + [morning(2, 2)]
    assert rules(running(run(1), day=4, checks=checks)) == ["run-same-sore"]


def test_a_run_of_another_step_leads_no_further():
    found = running(run(1, 5), day=3)
    assert (found.number, rules(found)) == (1, ["run-same-other"])


def test_a_run_that_was_broken_off_leads_no_further():
    assert running(run(1, finished=False), day=3).number == 1


def test_a_run_on_two_days_in_a_row_leads_no_further():
    assert running(run(1, 1), run(2, 2), day=4).number == 2


def test_runs_before_the_gate_was_opened_do_not_count():
    assert running(entry("run", at(-4, 18), step=1, score=0, after=0), day=1).number == 1


def test_a_long_pause_goes_one_step_back():
    found = running(run(1), day=15)
    assert (found.number, rules(found)) == (1, ["run-pause"])


def test_while_the_plan_steps_back_there_is_no_run():
    assert rules(running(run(1), day=3, overall=Verdict.REGRESS)) == ["run-plan-holds"]


def test_while_the_plan_holds_the_step_stays():
    found = running(run(1), day=3, overall=Verdict.HOLD)
    assert (found.number, rules(found)) == (1, ["run-same-hold"])


def test_after_the_last_step_the_programme_is_done():
    days = [1 + 7 * (n // 3) + 2 * (n % 3) for n in range(15)]
    found = running(*(run(day, n + 1) for n, day in enumerate(days)), day=days[-1] + 2)
    assert (found.is_done, found.step) == (True, None)


def test_the_mapping_names_todays_step():
    mapping = running_to_mapping(running(day=1))
    assert (mapping["gate"], mapping["today"], mapping["step"]["text"]) == (
        "open",
        True,
        "3 times: walk 4 minutes, run 1 minute",
    )


# Properties.

RUNS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(1, 15),
        st.none() | st.integers(0, 10),
        st.none() | st.integers(0, 10),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda each: each[0],
)


def as_runs(given_runs):
    return [run(d, step, score, after, swelling=s) for d, step, score, after, s in sorted(given_runs)]


@settings(max_examples=80)
@given(RUNS, st.integers(0, 40))
def test_a_step_rises_by_one_for_each_calm_run_at_most(runs, day):
    found = running(*as_runs(runs), day=day)
    calm = sum(
        score in (0, 1, 2) and after in (0, 1, 2) and not swollen for _, _, score, after, swollen in runs
    )
    assert found.number is None or found.number <= calm + 1


@settings(max_examples=80)
@given(RUNS, st.integers(0, 40))
def test_never_two_days_in_a_row(runs, day):
    found = running(*as_runs(runs), day=day)
    last = max((d for d, *_ in runs if d <= day), default=None)
    if found.is_today and last is not None:
        assert day - last >= 2


@settings(max_examples=60)
@given(RUNS, st.integers(0, 40), st.sampled_from(list(READY.__dataclass_fields__)))
def test_there_is_no_run_before_the_gate(runs, day, test):
    asked = {sign.measure for sign in PROGRAMME.signs}
    person = replace(RUNNER, tests=replace(READY, **{test: getattr(PhysicalTests(), test)}))
    found = running(*as_runs(runs), day=day, person=person)
    if f"tests.{test}" in asked:
        assert (found.is_today, found.step) == (False, None)


@settings(max_examples=60)
@given(RUNS, st.integers(0, 40), st.integers(0, 7))
def test_more_pain_in_a_run_never_leads_further(runs, day, which):
    if not runs:
        return
    sore = [list(each) for each in sorted(runs)]
    sore[which % len(sore)][2] = 10
    calmer, worse = (
        running(*as_runs(runs), day=day),
        running(*as_runs([tuple(each) for each in sore]), day=day),
    )
    assert (worse.number or 0) <= (calmer.number or 0)


def test_nothing_is_known_of_tomorrows_run():
    assert running(run(3), day=2) == running(day=2)


def test_the_day_of_a_run_is_the_persons_own():
    assert running(day=1).earliest == date(2026, 11, 24)


def test_a_run_of_which_is_known_that_nothing_pinched_leads_on():
    assert rules(running(run(0, pinch=0), day=4)) == ["run-next"]


def test_one_goal_that_needs_running_is_enough():
    several = replace(RUNNER, goals=("walk-without-pain", "run"))
    assert [wants_programme(PROGRAMME, who) for who in (several, replace(RUNNER, goals=()))] == [True, False]


def test_after_surgery_without_a_date_the_gate_is_shut_and_says_so():
    undated = replace(RUNNER, pathway="post-operative", surgery=Surgery(None, ("labral-repair",), {}))
    found = [reason.text for reason in running(day=1, person=undated).reasons if reason.rule == "run-week"]
    assert "not known" in found[0]


# Each edge.


def test_what_a_therapist_saw_is_there_with_its_day():
    seen = [sign for sign in running(day=1).gate.signs if sign.confirmed_by_person]
    assert len(seen) == len(PROGRAMME.confirm)
    assert {(sign.state, sign.value, sign.day) for sign in seen} == {
        (SignState.YES, "your therapist has seen it", START)
    }
    unseen = [sign for sign in running(day=1, yes=None).gate.signs if sign.confirmed_by_person]
    assert {sign.state for sign in unseen} == {SignState.UNKNOWN}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"score": 2}, "run-next"),
        ({"score": 2.5}, "run-back"),
        ({"after": 2}, "run-next"),
        ({"after": 2.5}, "run-same-sore"),
        ({"limp": False, "swelling": False}, "run-next"),
        ({"step": None, "minutes": 10}, "run-same-other"),
        ({"finished": False}, "run-same-other"),
        ({"score": 3, "swelling": True}, "run-back"),
        ({"swelling": True, "after": None}, "run-same-sore"),
    ],
)
def test_each_answer_of_a_run_acts_at_its_edge(fields, rule):
    assert rules(running(run(1, **fields), day=5))[0] == rule


@pytest.mark.parametrize(("pinch", "number"), [(0.5, 3), (1, 1)])
def test_a_pinch_in_a_run_goes_back_once_the_gate_is_open_again(pinch, number):
    assert running(run(1), run(3, 2, pinch=pinch), day=12).number == number


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"score": 1}, "run-next"),
        ({"score": 2}, "run-same-sore"),
        ({"score": 1, "analgesic": True}, "run-same-sore"),
        ({"score": 0, "swelling": True}, "run-same-sore"),
        ({"score": None, "swelling": True}, "run-same-sore"),
        ({"score": None}, "run-same-missing"),
    ],
)
def test_each_answer_of_the_next_morning_acts_at_its_edge(told, rule):
    checks = [*mornings(last=1), morning(2, **told)]
    assert rules(running(run(1), day=4, checks=checks))[0] == rule


def test_a_limp_of_the_next_morning_keeps_the_step_once_the_gate_is_open_again():
    limped = [m if m["at"] != at(2, 7).isoformat() else morning(2, 0, limp=True) for m in mornings()]
    assert rules(running(run(1), day=12, checks=limped))[0] == "run-same-sore"


@pytest.mark.parametrize("edge", ["morning.from_h", "morning.to_h"])
@pytest.mark.parametrize(("beyond_h", "rule"), [(0, "run-next"), (0.1, "run-same-missing")])
def test_a_morning_belongs_to_a_run_for_some_hours(edge, beyond_h, rule):
    sign = -1 if edge.endswith("from_h") else 1
    told = at(1, 18 + CATALOGUE.setting(edge) + sign * beyond_h)
    check = entry("pain", told, when="next_morning", score=0, pinch=0)
    assert rules(running(run(1), day=4, checks=[*mornings(last=0), check]))[0] == rule


def test_what_is_missing_of_a_run_is_named():
    checks = mornings(last=1)
    (reason, *_) = running(run(1, score=None, after=None), day=4, checks=checks).reasons
    assert dict(reason.facts)["missing"] == "pain in the run, pain after it, pain the next morning"


def test_a_therapists_second_yes_takes_no_run_away():
    again = entry("go_ahead", at(4, 9), "again", programme="running", by="Therese")
    assert running(run(1), again, day=5).number == 2


def test_what_was_run_before_a_therapists_yes_is_no_step():
    late = entry("go_ahead", at(4, 9), programme="running", by="Therese")
    assert rules(running(run(1), run(3, 2), day=5, yes=late))[0] == "run-first"


def test_a_run_in_the_days_of_waiting_leads_no_further():
    runs = (run(1), run(3, 2, score=3), run(6, 1))
    assert (running(*runs, day=9).number, rules(running(*runs, day=9))[0]) == (1, "run-same-other")
    assert running(run(1), run(3, 2, score=3), run(7, 1), day=9).number == 2


def test_a_run_two_days_later_leads_on_and_one_on_the_next_day_does_not():
    assert running(run(1), run(3, 2), day=5).number == 3
    assert rules(running(run(1), run(2, 2), day=5))[0] == "run-same-other"


def test_pain_in_the_first_run_stays_at_the_first_step():
    assert running(run(1, score=3), day=5).number == 1


@pytest.mark.parametrize(("day", "number"), [(16, 3), (17, 2)])
def test_a_pause_of_two_weeks_goes_back_and_one_day_less_does_not(day, number):
    runs = (run(1), run(3, 2))
    assert running(*runs, day=day).number == number


def test_a_pause_between_two_runs_counts_for_the_later_one():
    assert running(run(1), run(3, 2), run(20, 3), day=22).number == 2
    assert running(run(1), run(3, 2), run(20, 2), day=22).number == 3


def test_a_pause_before_the_first_step_went_well_is_no_step_back():
    assert rules(running(run(1, score=None), day=20))[0] == "run-same-missing"


# While the plan holds.


def test_while_the_plan_holds_no_run_goes_further_than_the_last():
    found = running(run(1), run(3, 2), day=5, overall=Verdict.HOLD)
    assert (found.number, rules(found)[0]) == (2, "run-same-hold")


def test_while_the_plan_holds_a_step_back_stays_one():
    found = running(run(1), run(3, 2, score=3), day=7, overall=Verdict.HOLD)
    assert (found.number, rules(found)[0]) == (1, "run-back")


def test_while_the_plan_holds_the_first_run_may_be():
    found = running(day=1, overall=Verdict.HOLD)
    assert (found.number, found.is_today, rules(found)) == (1, True, ["run-first"])


def test_while_the_plan_holds_a_run_without_a_step_is_none():
    found = running(run(1), run(3, None, minutes=10), day=5, overall=Verdict.HOLD)
    assert found.number == 1


# The next day.


@pytest.mark.parametrize(
    ("runs", "day", "earliest"),
    [
        ((run(1),), 2, 3),
        ((run(1),), 3, 3),
        ((run(1), run(3, 2, score=3)), 5, 7),
        ((run(1), run(3, 2, score=3)), 7, 7),
        ((run(1), run(3, 2), run(5, 3)), 6, 8),
        ((run(1), run(4, 2), run(7, 3)), 8, 9),
    ],
)
def test_the_first_day_of_the_next_run(runs, day, earliest):
    found = running(*runs, day=day)
    assert found.earliest == START + timedelta(days=earliest)
    assert found.is_today is (day == earliest)


def test_the_whole_programme_in_its_own_weeks_ends_and_not_a_run_earlier():
    days = [1 + 7 * (n // 3) + 2 * (n % 3) for n in range(15)]
    runs = [run(day, n + 1) for n, day in enumerate(days)]
    before = running(*runs[:-1], day=days[-1])
    assert (before.is_done, before.number, before.is_today) == (False, 15, True)
    done = running(*runs, day=days[-1] + 2)
    assert (done.is_done, done.is_today, rules(done)) == (True, False, ["run-done"])


def test_the_mapping_names_every_part():
    said = running_to_mapping(running(run(1), day=2))
    assert (said["done"], said["today"], said["earliest"]) == (False, False, "2026-11-26")
    assert said["step"]["of"] == 15
    assert (said["step"]["walk_minutes"], said["step"]["run_minutes"]) == (9, 6)
    assert said["step"]["blocks"] == [{"rounds": 3, "walk_minutes": 3, "run_minutes": 2}]
    assert [sign["state"] for sign in said["signs"]] == ["yes"] * len(said["signs"])
    assert {sign["day"] for sign in said["signs"] if sign["for_a_person"]} == {START.isoformat()}
    shut = running_to_mapping(running(day=1, yes=None))
    assert (shut["gate"], shut["step"], shut["earliest"]) == ("shut", None, None)


def test_while_the_plan_holds_what_keeps_the_step_is_still_told():
    found = running(run(1, swelling=True), day=5, overall=Verdict.HOLD)
    assert (found.number, rules(found)[0]) == (1, "run-same-sore")


# What keeps the gate shut.


@pytest.mark.parametrize(("weeks", "told"), [(11, True), (12 - 1 / 7, True), (12, False)])
def test_after_surgery_the_week_is_told(weeks, told):
    texts = [r.text for r in running(day=1, person=after_surgery(weeks)).reasons if r.rule == "run-week"]
    assert bool(texts) is told
    assert all("11" in text for text in texts)


def test_after_surgery_without_a_yes_both_are_asked():
    assert rules(running(day=1, person=after_surgery(20), yes=None)) == ["run-go-ahead", "run-surgeon"]


def test_a_yes_is_for_its_own_programme():
    log = parse_log([YES, *mornings(last=1)], CATALOGUE)
    known = known_today(RUNNER, log, START + timedelta(days=1), CATALOGUE)
    other = replace(PROGRAMME, id="another")
    assert running_gate(PROGRAMME, known, 4, log, CATALOGUE).is_open
    assert [r.rule for r in running_gate(other, known, 4, log, CATALOGUE).against] == ["run-go-ahead"]


def test_a_yes_of_a_later_day_opens_nothing_yet():
    log = parse_log([entry("go_ahead", at(5, 9), programme="running", by="Therese"), *mornings()], CATALOGUE)
    known = known_today(RUNNER, log, START + timedelta(days=4), CATALOGUE)
    assert [r.rule for r in running_gate(PROGRAMME, known, 4, log, CATALOGUE).against] == ["run-go-ahead"]


def test_a_run_of_a_later_day_is_not_one_yet():
    log, today = parse_log([run(1), run(4, 2), *mornings(), YES], CATALOGUE), START + timedelta(days=3)
    known = known_today(RUNNER, log, today, CATALOGUE)
    found = running_today(PROGRAMME, known, 4, log, RUNNER, Verdict.CALM, CATALOGUE)
    assert (found.number, rules(found)[0]) == (2, "run-next")


def test_a_no_opens_nothing_for_the_runs_after_it():
    no = entry("go_ahead", at(0, 8), "no", programme="running", by="Therese", given=False)
    late = entry("go_ahead", at(4, 9), programme="running", by="Therese")
    assert rules(running(no, run(1), run(3, 2), day=6, yes=late))[0] == "run-first"


def test_a_goal_that_needs_no_running_asks_for_none():
    assert not wants_programme(PROGRAMME, replace(RUNNER, goals=("walk-without-pain",)))
