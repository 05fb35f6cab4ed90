"""What is known of the pain around one session, and what it is compared with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.plan.history import Session, build_sessions, parse_log
from hipwise.plan.intake import Pain, Surgery
from hipwise.plan.session_pain import HipHistory, hip_history, session_pain
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, morning

UNKNOWN_REST = Pain(rest=None, worst_24h=3, pinch=1, site="groin", flare_last_7_days=False)
SORE_REST = Pain(rest=3, worst_24h=3, pinch=1, site="groin", flare_last_7_days=False)
# Three mornings of 1, and a week later three of 4.
RISEN = {1: 1, 2: 1, 3: 1, 8: 4, 9: 4, 10: 4}


def history(*lines, **fields) -> HipHistory:
    """The history of these lines; the person's rest pain at the intake is 1."""
    return hip_history(parse_log(lines, CATALOGUE), intake(**fields), 2)


def mornings(scores, pain: Pain = SORE_REST) -> HipHistory:
    """These mornings of a person whose rest pain at the intake is 3."""
    return history(*(morning(day, score) for day, score in scores.items()), pain=pain)


def usual(known: HipHistory, day: int, hour: float = 18) -> float:
    return known.usual_morning(at(day, hour), CATALOGUE)


def lowest(known: HipHistory, day: int, hour: float = 18) -> float:
    return known.lowest_morning(at(day, hour), CATALOGUE)


# The usual morning.


@pytest.mark.parametrize(
    ("scores", "expected"), [({}, 3), ({1: 4, 2: 4}, 3), ({1: 4, 2: 4, 3: 4}, 4), ({1: 2, 2: 5, 3: 4}, 4)]
)
def test_until_there_are_three_mornings_rest_pain_at_the_intake_is_usual(scores, expected):
    assert usual(mornings(scores), 3) == expected


def test_a_rest_pain_that_is_not_known_counts_as_none():
    assert usual(history(pain=UNKNOWN_REST), 3) == 0


def test_only_the_last_three_mornings_make_the_usual_one():
    assert usual(mornings({1: 9, 2: 9, 3: 2, 4: 3, 5: 4}), 5) == 3


def test_a_morning_without_a_score_is_passed_over():
    assert usual(mornings({1: 2, 2: 3, 3: 4, 4: None}), 4) == 3


def test_a_morning_at_the_moment_itself_is_not_before_it():
    known = mornings({1: 4, 2: 4, 3: 4})
    assert (usual(known, 3, 7), usual(known, 3, 7.01)) == (3, 4)


@pytest.mark.parametrize(("first", "second"), [(3, 5), (5, 3)])
def test_of_several_checks_on_one_day_the_lowest_counts(first, second):
    told = morning(1, 2), morning(2, 4), morning(3, first, 7), morning(3, second, 8)
    assert usual(history(*told, pain=SORE_REST), 3) == 3


def test_of_several_checks_on_the_earliest_of_the_three_days_the_lowest_counts_too():
    told = morning(1, 1, 7), morning(1, 5, 8), morning(2, 3), morning(3, 5)
    assert usual(history(*told, pain=SORE_REST), 3) == 3


def test_the_usual_morning_rises_by_one_point_a_week_at_most():
    assert usual(mornings(RISEN), 11) == 2


def test_the_usual_morning_falls_as_far_as_the_mornings_do():
    assert usual(mornings({1: 4, 2: 4, 3: 4, 8: 0, 9: 0, 10: 0}), 11) == 0


def test_a_week_before_without_three_mornings_was_as_rest_pain_at_the_intake():
    """The third of the first mornings is exactly a week old: it is not before that moment."""
    assert (usual(mornings(RISEN), 10, 7), usual(mornings(RISEN), 10, 7.01)) == (4, 2)


@pytest.mark.parametrize(("pain", "expected"), [(SORE_REST, 4), (UNKNOWN_REST, 1)])
def test_mornings_that_get_worse_in_the_first_week_become_usual_up_to_a_point_over_rest_pain(pain, expected):
    assert usual(mornings({1: 3, 2: 4, 3: 5, 4: 6, 5: 7}, pain), 5) == expected


@pytest.mark.parametrize(("day", "expected"), [(3, 3), (4, 1), (10, 4), (11, 2)])
def test_the_usual_morning_of_a_day_is_that_before_its_first_check(day, expected):
    assert mornings(RISEN).usual_on(START + timedelta(days=day), CATALOGUE) == expected


def test_the_check_of_a_day_is_not_part_of_what_it_is_compared_with():
    known = mornings({1: 4, 2: 4, 3: 4})
    days = [START + timedelta(days=3), START + timedelta(days=4)]
    assert [known.usual_on(day, CATALOGUE) for day in days] == [3, 4]


def test_without_any_morning_the_usual_one_of_a_day_is_rest_pain_at_the_intake():
    assert history().usual_on(START, CATALOGUE) == 1


def test_how_many_mornings_make_the_usual_one_is_a_setting_and_answers_are_kept_apart():
    one = CATALOGUE.with_settings({"pain.base_mornings": 1})
    known = mornings({1: 3, 2: 3, 3: 4})
    both = [known.usual_morning(at(3, 18), catalogue) for catalogue in (CATALOGUE, one, CATALOGUE)]
    assert both == [3, 4, 3]


def test_one_morning_makes_no_usual_one_of_a_day():
    assert mornings({1: 4}).usual_on(START + timedelta(days=2), CATALOGUE) == 3


# The lowest morning.


@pytest.mark.parametrize(
    ("scores", "expected"), [({}, 3), ({1: 0, 2: 0}, 3), ({1: 2, 2: 1, 3: 4}, 1), ({1: 4, 2: 3, 3: 4}, 3)]
)
def test_the_lowest_of_the_three_mornings_counts_once_there_are_three(scores, expected):
    assert lowest(mornings(scores), 3) == expected


def test_the_lowest_morning_is_one_of_the_last_three_that_have_a_score():
    assert lowest(mornings({1: 0, 2: 3, 3: 2, 4: None, 5: 4}), 5) == 2


def test_a_morning_at_the_moment_itself_is_none_of_the_lowest():
    assert lowest(mornings({1: 3, 2: 3, 3: 3, 4: 0}), 4, 7) == 3


def test_the_usual_morning_of_a_week_ago_is_one_of_the_lowest():
    assert lowest(mornings(RISEN), 11) == 1


def evening(day: int, is_told: bool) -> Session:
    """A session that ended at that time, and whether its next morning has a score."""
    score = {"score": 1} if is_told else {}
    log = parse_log([entry("pain", at(day + 1, 7), when="next_morning", **score)], CATALOGUE)
    ended = at(day, 18)
    return Session(ended, ended, (), (), (), (), (), log.mornings)


def told(*answers: bool, day: int) -> tuple[Session, ...]:
    """Sessions on the evenings up to `day`, and whether the morning after each was told."""
    first = day - len(answers) + 1
    return tuple(evening(first + number, answer) for number, answer in enumerate(answers))


def test_a_session_without_its_morning_lets_nothing_be_gained():
    known = mornings({1: 3, 2: 3, 3: 3})
    silent = replace(known, sessions=told(True, False, True, day=3))
    answered = replace(known, sessions=told(True, True, True, day=3))
    assert (lowest(silent, 5), lowest(answered, 5)) == (0, 3)


@pytest.mark.parametrize(("answers", "expected"), [((False, True, True, True), 3), ((False, True, True), 0)])
def test_only_the_last_three_sessions_have_to_have_a_morning(answers, expected):
    known = replace(mornings({1: 3, 2: 3, 3: 3}), sessions=told(*answers, day=3))
    assert lowest(known, 5) == expected


@pytest.mark.parametrize(("hour", "expected"), [(6, 3), (6.01, 0)])
def test_a_morning_may_still_be_told_until_36_hours_after_the_session(hour, expected):
    known = replace(mornings({1: 3, 2: 3, 3: 3}), sessions=(evening(3, False),))
    assert lowest(known, 5, hour) == expected


# Nights and weeks.


@pytest.mark.parametrize(
    ("nights", "is_new"),
    [
        ([True], True),
        ([False, True], True),
        ([True, True], False),
        ([True, None, True], False),
        ([False, None, True], True),
        ([True, False, True], True),
        ([False, True, False], False),
        ([False, None], False),
    ],
)
def test_a_bad_night_is_new_after_a_quiet_one_or_where_none_is_known(nights, is_new):
    lines = [morning(day, 1, night_waking=waking) for day, waking in enumerate(nights, start=1)]
    known = history(*lines)
    assert known.is_newly_waking(known.mornings[-1]) is is_new


@pytest.mark.parametrize(("days", "week"), [(41, 5), (42, 6), (48, 6), (49, 7)])
def test_weeks_after_surgery_are_completed_weeks_at_the_day_of_the_session(days, week):
    operated = intake(surgery=Surgery(START - timedelta(days=days), ("labral-repair",), {}))
    log = parse_log(bout(0), CATALOGUE)
    (session,) = build_sessions(log, CATALOGUE)
    assert hip_history(log, operated, 2).postoperative_week(session.day) == week


@pytest.mark.parametrize("surgery", [None, Surgery(None, ("labral-repair",), {})])
def test_without_a_day_of_surgery_the_week_is_not_known(surgery):
    log = parse_log(bout(0), CATALOGUE)
    (session,) = build_sessions(log, CATALOGUE)
    assert hip_history(log, intake(surgery=surgery), 2).postoperative_week(session.day) is None


# One session.


def pain_of(lines, exercise="clamshell", until=None, *, phase=2, **fields):
    log = parse_log(lines, CATALOGUE)
    session = build_sessions(log, CATALOGUE)[-1]
    return session_pain(session, exercise, hip_history(log, intake(**fields), phase), CATALOGUE, until)


def told_at(hour: float, when: str, **body: object) -> dict[str, object]:
    """One more pain entry in the evening of day 0."""
    return entry("pain", at(0, hour), when=when, **body)


def test_each_score_goes_to_its_own_question():
    pain = pain_of(bout(0, before=1, peak=4, after=3, morning=2))
    assert (pain.before, pain.during, pain.after, pain.next_morning) == (1, 4, 3, 2)


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_of_several_answers_the_worst_counts(when):
    body = {"exercise": "clamshell"} if when == "during" else {}
    more = [told_at(18.7, when, score=6, **body), told_at(18.8, when, score=0, **body)]
    pain = pain_of(bout(0) + more)
    assert {"before": pain.before, "during": pain.during, "after": pain.after}[when] == 6


def test_pain_in_another_exercise_is_not_of_this_one():
    assert pain_of([*bout(0), told_at(18.7, "during", exercise="bridge", score=6)]).during == 1


def test_pain_during_the_session_without_an_exercise_counts_for_each_of_them():
    assert pain_of([*bout(0), told_at(18.7, "during", score=6)]).during == 6


def test_the_check_of_the_same_morning_is_pain_before_the_session():
    assert pain_of([entry("pain", at(0, 7), when="next_morning", score=5), *bout(0)]).before == 5


def test_what_was_logged_after_a_moment_was_not_known_then():
    pain = pain_of(bout(0, morning=5), until=at(0, 18.6))
    assert (pain.after, pain.next_morning, pain.night_waking) == (1, None, None)
    early = pain_of(bout(0, before=2), until=at(0, 18.2))
    assert (early.before, early.during, early.pinch, early.after) == (2, None, None, None)


@pytest.mark.parametrize("when", ["during", "after"])
@pytest.mark.parametrize(
    ("site", "quality", "joint"),
    [
        ("groin", "muscle", 4),
        (None, "muscle", 4),
        ("lateral", "pinch", 4),
        ("lateral", "muscle", None),
        ("thigh", "muscle", None),
        ("buttock", None, None),
    ],
)
def test_pain_is_of_the_joint_unless_it_was_clearly_felt_elsewhere(when, site, quality, joint):
    beside = [{**line, "site": "lateral"} if line.get("when") == "after" else line for line in bout(0)]
    body = {name: value for name, value in {"site": site, "quality": quality}.items() if value}
    assert pain_of([*beside, told_at(18.7, when, score=4, **body)]).joint_pain == joint


@pytest.mark.parametrize("line", [told_at(18.7, "before", score=4), morning(1, 4, 8)])
def test_pain_of_the_joint_is_asked_of_the_exercise_and_the_time_after_it(line):
    assert pain_of([*bout(0), line]).joint_pain == 1


def test_pain_that_was_felt_as_a_pinch_is_one():
    pain = pain_of([*bout(0), told_at(18.7, "during", score=4, pinch=0, quality="pinch")])
    assert pain.pinch == 4
    pain = pain_of([*bout(0), told_at(18.7, "during", score=2, pinch=5, quality="pinch")])
    assert pain.pinch == 5


def test_pain_that_was_felt_as_a_muscle_is_no_pinch():
    assert pain_of([*bout(0), told_at(18.7, "during", score=4, pinch=0, quality="muscle")]).pinch == 0


def test_the_pinch_in_the_exercise_and_the_one_around_it_are_two():
    assert (pain_of(bout(0, pinch=2)).pinch, pain_of(bout(0, pinch=2)).pinch_elsewhere) == (2, 0)


@pytest.mark.parametrize(
    "line",
    [
        told_at(18.7, "before", score=1, pinch=3),
        told_at(18.7, "after", score=1, pinch=3),
        morning(1, 1, 8, pinch=3),
    ],
)
def test_a_pinch_before_after_or_next_morning_is_one_elsewhere(line):
    pain = pain_of([*bout(0), line])
    assert (pain.pinch, pain.pinch_elsewhere) == (0, 3)


# One more line of the session, wherever it is told.
ANYWHERE = pytest.mark.parametrize(
    "line",
    [
        {"hour": 18.7, "when": "before"},
        {"hour": 18.7, "when": "during", "exercise": "clamshell"},
        {"hour": 18.7, "when": "after"},
        {"hour": 31, "when": "next_morning"},
    ],
)


@pytest.mark.parametrize("field", ["limp", "analgesic"])
@ANYWHERE
def test_one_yes_anywhere_in_the_session_is_a_yes(field, line):
    one = entry("pain", at(0, line["hour"]), "one-more", when=line["when"], score=1, **{field: True})
    assert getattr(pain_of(bout(0)), field) is False
    assert getattr(pain_of([*bout(0), one]), field) is True


@pytest.mark.parametrize("field", ["limp", "analgesic"])
def test_what_nobody_answered_is_not_known(field):
    assert getattr(pain_of(bout(0, **{field: None})), field) is None


@ANYWHERE
@pytest.mark.parametrize(
    ("told", "is_nerve"),
    [
        ({"quality": "nerve", "score": 1}, True),
        ({"quality": "nerve", "pinch": 0}, True),
        ({"quality": "nerve", "score": 0}, False),
        ({"quality": "muscle", "score": 1}, False),
        ({"score": 1}, False),
    ],
)
def test_pain_that_burns_is_of_a_nerve_wherever_it_is_told_unless_there_is_none(line, told, is_nerve):
    place = {"exercise": line["exercise"]} if "exercise" in line else {}
    one = entry("pain", at(0, line["hour"]), "one-more", when=line["when"], **place, **told)
    assert pain_of([*bout(0), one]).is_nerve is is_nerve


def test_waking_at_night_is_asked_the_next_morning():
    assert pain_of(bout(0, night_waking=True)).night_waking is True
    assert pain_of(bout(0, night_waking=False)).night_waking is False
    assert pain_of(bout(0, night_waking=None)).night_waking is None


def test_a_bad_night_after_the_session_is_new_when_the_last_one_was_quiet():
    quiet, bad = morning(0, 1, night_waking=False), morning(0, 1, night_waking=True)
    after = bout(0, night_waking=True)
    assert pain_of([quiet, *after]).is_night_pain_new
    assert not pain_of([bad, *after]).is_night_pain_new
    assert not pain_of([quiet, *bout(0)]).is_night_pain_new


def test_one_check_that_tells_of_a_newly_bad_night_is_enough():
    """The second check of that morning compares with the first, so it is not new a second time."""
    again = morning(1, 1, 8, night_waking=True)
    assert pain_of([*bout(0, night_waking=True), again]).is_night_pain_new


@pytest.mark.parametrize(("exercise", "is_impact"), [("clamshell", False), ("jump-and-land", True)])
def test_landing_is_known_from_the_exercise(exercise, is_impact):
    assert pain_of(bout(0, exercise), exercise).is_impact is is_impact


def test_the_phase_and_the_operation_come_from_the_plan_and_the_intake():
    plain, operated = pain_of(bout(0), phase=3), intake(pathway="post-operative").pathway
    assert (plain.phase, plain.is_post_operative, plain.postoperative_week) == (3, False, None)
    surgery = Surgery(START - timedelta(days=22), ("labral-repair",), {})
    pain = pain_of(bout(0), pathway=operated, surgery=surgery)
    assert (pain.is_post_operative, pain.postoperative_week) == (True, 3)


def test_a_session_is_compared_with_the_mornings_before_it_began():
    lines = [morning(day, 2) for day in (-3, -2, -1)]
    pain = pain_of([*lines, *bout(0, morning=0)])
    assert (pain.usual_morning, pain.lowest_morning) == (2, 2)


OPEN = {
    "before": "pain before",
    "during": "pain in the exercise",
    "after": "pain after",
    "next_morning": "pain the next morning",
}


@pytest.mark.parametrize(("when", "words"), OPEN.items())
def test_a_score_that_one_entry_left_open_is_named(when, words):
    body = {"exercise": "clamshell"} if when == "during" else {}
    hour = 31.5 if when == "next_morning" else 18.7
    assert pain_of(bout(0)).not_answered == ()
    assert pain_of([*bout(0), told_at(hour, when, pinch=0, **body)]).not_answered == (words,)


def test_a_pinch_that_one_entry_left_open_is_named():
    left_open = told_at(18.7, "during", exercise="clamshell", score=1)
    assert pain_of([*bout(0), left_open]).not_answered == ("pinch",)


# A log that goes on.


def test_a_log_that_goes_on_compares_with_the_same_mornings_as_the_whole_one():
    lines = [morning(day, score) for day, score in RISEN.items()]
    begun, later = parse_log(lines[:4], CATALOGUE), parse_log(lines[4:], CATALOGUE)
    known = hip_history(begun, intake(pain=SORE_REST), 2)
    assert usual(known, 8) == usual(mornings(RISEN), 8)
    longer = hip_history(begun.plus(later.entries), intake(pain=SORE_REST), 2)
    assert [usual(longer, day) for day in range(12)] == [usual(mornings(RISEN), day) for day in range(12)]
