"""Diaries of made-up people, and what the clinical text says must and must not be decided from each."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hipwise.plan.history import LogError, parse_log
from hipwise.plan.plan import PlanItem
from tests.plan.diaries import (
    CALM,
    CATALOGUE,
    LESS,
    NOT_UP,
    STOPPED,
    STRICTNESS,
    WINTER,
    Evening,
    Line,
    Person,
    evening_lines,
    line,
    own,
    person,
    strictest,
)
from tests.plan.vignettes import STRONG, operated

# The example intake is of Sunday 22 November 2026.
MON, TUE, WED, THU, FRI, SAT = (date(2026, 11, day) for day in range(23, 29))

EXAMPLE = person()
CLAM = EXAMPLE.only("clamshell")
TWICE = EXAMPLE.only("clamshell", ("mon", "wed"))
LATE = person(STRONG, {"weeks_in_programme": 8}).only("lateral-band-walk")
JUMPER = person(STRONG, {"weeks_in_programme": 20, "minutes_per_day": 60}).only("jump-and-land")
HOLD = frozenset({"hold"})
UP = frozenset({"progress"})
BACK = frozenset({"regress"})


def operated_person(days_ago: int) -> Person:
    """Operated so many days before the first session, a Monday."""
    whole = person(operated(days_ago - 1))
    name = next(i.exercise for i in whole.plan.items if i.days[0] == "mon" and "wed" in i.days)
    return whole.only(name, ("mon", "wed"))


@dataclass(frozen=True)
class Week:
    """A first week: the sessions of Monday and Wednesday, and what may be decided on Thursday."""

    sentence: str
    expected: frozenset[str]
    second: Evening = CALM
    first: Evening = CALM
    who: Person = CLAM
    today: date = THU


def of_week(row: Week) -> str:
    return row.sentence


def decide(row: Week) -> str:
    who = row.who
    exercise = who.plan.items[0].exercise
    days = sorted(
        day for day in (MON, WED, FRI) if {MON: "mon", WED: "wed", FRI: "fri"}[day] in who.plan.items[0].days
    )[:2]
    lines = who.diary(days[1], {days[0]: row.first, days[1]: row.second})
    today = max(row.today, days[1] + timedelta(days=1))
    return strictest(who.decide(lines, today), exercise)


BANDS = [
    Week("Two calm sessions bring a step up", UP),
    *(
        Week(f"Pain {score} twice is within the aim", UP, Evening(during=score), Evening(during=score))
        for score in (0, 2)
    ),
    Week("Pain 3 in the first phase keeps the dose", HOLD, Evening(during=3)),
    Week("Pain 4 in the first phase is over what is accepted", BACK, Evening(during=4)),
    Week("Pain 5 in the first phase is over what is accepted", BACK, Evening(during=5)),
    *(Week(f"Pain {score} stops the exercise", STOPPED, Evening(during=score)) for score in (6, 7, 8, 10)),
    Week("Pain 3 in a late phase at the side keeps the dose", HOLD, Evening(during=3), who=LATE),
    Week(
        "Pain 4 in a late phase at the side is accepted and keeps the dose", HOLD, Evening(during=4), who=LATE
    ),
    Week("Pain 5 in a late phase goes back", BACK, Evening(during=5), who=LATE),
    Week("Pain 6 in a late phase stops", STOPPED, Evening(during=6), who=LATE),
    Week("Pain 4 in a late phase in the groin goes back", LESS, Evening(during=4, site="groin"), who=LATE),
    Week("Pain 6 after the session stops too", STOPPED, Evening(after=6)),
    Week("Calm first, then pain 3, keeps", HOLD, Evening(during=3)),
    Week("Pain 3 first, then one calm session, keeps", HOLD, CALM, Evening(during=3)),
    Week("Pain 6 first, then one calm session, never goes up", NOT_UP, CALM, Evening(during=6)),
]

MEDICINE = [
    Week("Pain 2 with a painkiller counts as 3 and keeps", HOLD, Evening(during=2, analgesic=True)),
    Week("Pain 3 with a painkiller counts as 4 and goes back", LESS, Evening(during=3, analgesic=True)),
    Week("Pain 5 with a painkiller counts as 6 and stops", STOPPED, Evening(during=5, analgesic=True)),
    Week(
        "A morning of 2 with a painkiller counts as 3 and goes back",
        LESS,
        Evening(morning=2, analgesic=True),
    ),
    Week("A morning of 1 with a painkiller is still usual", UP, Evening(morning=1, analgesic=True)),
    Week(
        "Whether a painkiller was taken is not known: never up",
        NOT_UP,
        Evening(analgesic=None),
        Evening(analgesic=None),
    ),
]

MORNINGS = [
    Week("The morning one point worse than usual is within the rule", UP, Evening(morning=2)),
    Week("The morning two points worse goes back", LESS, Evening(morning=3)),
    Week("The morning five points worse goes back", LESS, Evening(morning=6)),
    Week("A very strong morning asks for the warning signs", STOPPED, Evening(morning=7)),
    Week("A better morning is within the rule", UP, Evening(morning=0)),
    Week(
        "The first session's bad morning is not forgotten after one calm one",
        NOT_UP,
        CALM,
        Evening(morning=4),
    ),
    Week("Newly woken at night asks for the warning signs", STOPPED, Evening(night_waking=True)),
]

PINCH = [
    *(Week(f"A pinch of {pinch} stops", STOPPED, Evening(pinch=pinch)) for pinch in (3, 4, 10)),
    Week("A pinch of 3 stops though the morning is missing", STOPPED, Evening(pinch=3, morning=None)),
    Week(
        "A pinch of 3 stops though everything else is missing",
        STOPPED,
        Evening(pinch=3, before=None, after=None, morning=None, limp=None, analgesic=None),
    ),
    *(Week(f"A pinch of {pinch} makes the movement smaller", BACK, Evening(pinch=pinch)) for pinch in (1, 2)),
    Week("A pinch of 3 the next morning stops", LESS, Evening(morning_pinch=3)),
    Week(
        "Pain of 3 felt as a pinch is a pinch of 3", STOPPED, Evening(during=3, quality="pinch", pinch=None)
    ),
    Week(
        "Pain of 3 felt as a pinch stops whatever the pinch is", STOPPED, Evening(during=3, quality="pinch")
    ),
    Week("Pain of 2 felt as a pinch makes the movement smaller", BACK, Evening(during=2, quality="pinch")),
    Week("A limp stops", STOPPED, Evening(limp=True)),
    Week("A limp stops though the morning is missing", STOPPED, Evening(limp=True, morning=None)),
    Week(
        "Pain 6 stops though all else is missing",
        STOPPED,
        Evening(during=6, before=None, after=None, morning=None, pinch=None),
    ),
]

MISSING = [
    Week("The morning is missing", HOLD, Evening(morning=None)),
    Week("The pain before is missing", HOLD, Evening(before=None)),
    Week("The pain in the exercise is missing", HOLD, Evening(during=None)),
    Week("The pinch is missing", HOLD, Evening(pinch=None)),
    Week(
        "Everything is missing but the sets",
        HOLD,
        Evening(before=None, during=None, after=None, morning=None),
    ),
    Week("The first session's morning is missing: not two in a row", HOLD, CALM, Evening(morning=None)),
    Week("A missing morning does not hide pain 4", LESS, Evening(during=4, morning=None)),
    Week(
        "Only one session was done", HOLD, CALM, Evening(is_done=False, before=None, after=None, morning=None)
    ),
]

BRAKES = [
    Week("Very hard work in the first phase keeps the dose", HOLD, Evening(effort=8)),
    Week(
        "A third of the repetitions with a form fault keeps the dose",
        HOLD,
        Evening(faults=4, source="camera"),
    ),
    Week("One repetition of twelve with a fault may go up", UP, Evening(faults=1, source="camera")),
    Week("Half of the repetitions not done keeps the dose", HOLD, Evening(repetitions_left_out=6)),
]

AFTER_SURGERY = [
    *(
        Week(
            f"Pain 3 on day {day} after surgery stops",
            STOPPED,
            Evening(during=3),
            who=operated_person(day - 2),
        )
        for day in (30, 37, 41, 42, 47, 48)
    ),
    Week("Pain 2 in week 5 after surgery is within the aim", UP, Evening(during=2), who=operated_person(37)),
    Week(
        "Pain 2 with a painkiller in week 5 stops",
        STOPPED,
        Evening(during=2, analgesic=True),
        who=operated_person(37),
    ),
    *(
        Week(
            f"Pain 3 on day {day} after surgery keeps the dose",
            HOLD,
            Evening(during=3),
            who=operated_person(day - 2),
        )
        for day in (49, 50, 60)
    ),
]

IMPACT = [
    Week("Jumping with pain 3 stops", STOPPED, Evening(during=3), who=JUMPER),
    Week(
        "Jumping with pain 2 and a painkiller stops", STOPPED, Evening(during=2, analgesic=True), who=JUMPER
    ),
    Week("Jumping with pain 2 does not stop", UP | HOLD, Evening(during=2), who=JUMPER),
]

WEEKS = [*BANDS, *MEDICINE, *MORNINGS, *PINCH, *MISSING, *BRAKES, *AFTER_SURGERY, *IMPACT]


def test_every_week_has_its_own_sentence():
    assert len({row.sentence for row in WEEKS}) == len(WEEKS)


@pytest.mark.parametrize("row", WEEKS, ids=of_week)
def test_a_first_week_is_answered_as_the_text_says(row: Week):
    assert decide(row) in row.expected


@pytest.mark.parametrize("row", WEEKS, ids=of_week)
def test_a_painkiller_never_makes_the_answer_milder(row: Week):
    with_medicine = replace(row, second=replace(row.second, analgesic=True))
    assert STRICTNESS.index(decide(with_medicine)) >= STRICTNESS.index(decide(row))


WORSE: list[tuple[str, Mapping[str, object]]] = [
    ("pain before 5", {"before": 5}),
    ("pain in the exercise 4", {"during": 4}),
    ("pain after 4", {"after": 4}),
    ("the morning 4", {"morning": 4}),
    ("a pinch of 2", {"pinch": 2}),
    ("a limp", {"limp": True}),
    ("waking at night", {"night_waking": True}),
]


def _has_more(row: Week, worse: Mapping[str, object]) -> bool:
    """Is this diary worse already? An answer that is missing says nothing."""
    has = {key: getattr(row.second, key) for key in worse}
    return any(has[key] is not None and has[key] > value for key, value in worse.items())  # type: ignore[operator]


RAISED = [
    (row, worse)
    for row in (*BANDS, *MORNINGS, *PINCH, *MISSING)
    for _, worse in WORSE
    if not _has_more(row, worse)
]


@pytest.mark.parametrize(
    ("row", "worse"), RAISED, ids=[f"{row.sentence} + {', '.join(worse)}" for row, worse in RAISED]
)
def test_more_pain_never_makes_the_answer_milder(row: Week, worse: Mapping[str, object]):
    harder = replace(row, second=replace(row.second, **worse))  # type: ignore[arg-type]
    assert STRICTNESS.index(decide(harder)) >= STRICTNESS.index(decide(row))


def test_a_step_up_is_at_most_a_fifth():
    decision = own(CLAM.decide(CLAM.diary(WED), THU), "clamshell")
    assert decision.change is not None
    assert 1 < float(decision.change.after) / float(decision.change.before) <= 1.2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "least", "most"),
    [(Evening(morning=3), 0.5, 0.7), (Evening(during=6), 0.5, 0.7)],
    ids=["morning", "stop"],
)
def test_a_step_back_takes_a_third_to_a_half_of_the_work(how: Evening, least: float, most: float):
    change = own(CLAM.decide(CLAM.diary(WED, {WED: how}), THU), "clamshell").change
    assert change is not None
    item = CLAM.plan.items[0]
    after = _with(item, change.field, change.after)
    assert least - 0.01 <= after.sets * after.repetitions / (item.sets * item.repetitions) <= most + 0.01


def _with(item: PlanItem, what: str, value: object) -> PlanItem:
    fields = value if isinstance(value, dict) else {what: value}
    return replace(item, **fields)  # type: ignore[arg-type]


# -- the next morning ----------------------------------------------------------------------------------


WINDOW = [
    (5.9, HOLD),
    (6, UP),
    (6.1, UP),
    (12, UP),
    (24, UP),
    (35.9, UP),
    (36, UP),
    (36.1, HOLD),
]


@pytest.mark.parametrize(("hours", "expected"), WINDOW, ids=[f"{hours} h" for hours, _ in WINDOW])
def test_a_morning_counts_from_6_to_36_hours_after_the_session(hours: float, expected: frozenset[str]):
    row = Week("window", expected, Evening(morning_after_h=hours), who=TWICE, today=SAT)
    assert decide(row) in expected


@pytest.mark.parametrize(("hours", "expected"), WINDOW, ids=[f"{hours} h" for hours, _ in WINDOW])
@pytest.mark.parametrize("zone", [-5, 0, 5.5, 9], ids=["New York", "London", "Delhi", "Tokyo"])
def test_the_window_does_not_depend_on_where_one_wakes(zone: float, hours: float, expected: frozenset[str]):
    there = timezone(timedelta(hours=zone))
    row = Week("travel", expected, Evening(morning_after_h=hours, morning_zone=there), who=TWICE, today=SAT)
    assert decide(row) in expected


# Saturday, the zone of that evening, the zone of the next day.
CLOCKS = [
    ("the clocks go back", date(2026, 10, 24), timezone(timedelta(hours=2)), WINTER),
    ("the clocks go forward", date(2027, 3, 27), WINTER, timezone(timedelta(hours=2))),
]


@pytest.mark.parametrize(("hours", "expected"), WINDOW, ids=[f"{hours} h" for hours, _ in WINDOW])
@pytest.mark.parametrize(("words", "saturday", "zone", "then"), CLOCKS, ids=[row[0] for row in CLOCKS])
def test_the_night_of_the_changed_clocks_counts_in_real_hours(words, saturday, zone, then, hours, expected):
    who = person({"today": saturday - timedelta(days=3)}).only("clamshell", ("thu", "sat"))
    thursday = saturday - timedelta(days=2)
    how = {
        thursday: Evening(zone=zone),
        saturday: Evening(zone=zone, morning_zone=then, morning_after_h=hours),
    }
    decisions = who.decide(who.diary(saturday, how), saturday + timedelta(days=2))
    assert strictest(decisions, "clamshell") in expected


def test_a_morning_belongs_to_the_later_of_two_sessions_of_a_day():
    first = Evening(hour=8, morning=None)
    lines = [
        *evening_lines(MON, CLAM.plan.items, first),
        *evening_lines(MON, CLAM.plan.items, Evening(hour=18)),
    ]
    assert strictest(CLAM.decide(lines, TUE), "clamshell") == "hold"


def test_the_morning_before_a_session_says_nothing_about_the_day_after():
    lines = CLAM.diary(WED, {WED: Evening(morning=None)})
    at = datetime(2026, 11, 25, 7, tzinfo=WINTER)
    lines.append(line("pain", at, "early", when="next_morning", score=1, pinch=0, night_waking=False))
    assert strictest(CLAM.decide(lines, THU), "clamshell") == "hold"


def test_the_usual_morning_is_the_middle_of_the_last_three():
    # Rest pain 2 at intake would make a morning of 4 too much; three mornings of 3 make it usual plus one.
    who = person({"pain.rest": 2}).only("bridge", ("mon", "tue", "wed", "thu"))
    three = {day: Evening(morning=3) for day in (MON, TUE, WED)}
    after_four = who.decide(who.diary(THU, {**three, THU: Evening(morning=4)}), FRI)
    after_five = who.decide(who.diary(THU, {**three, THU: Evening(morning=5)}), FRI)
    assert strictest(after_four, "bridge") == "hold"
    assert strictest(after_five, "bridge") in LESS


def test_before_three_mornings_the_rest_pain_at_intake_is_the_usual():
    who = person({"pain.rest": 2}).only("clamshell", ("mon", "wed"))
    assert strictest(who.decide(who.diary(WED, {WED: Evening(morning=3)}), THU), "clamshell") == "progress"
    assert strictest(who.decide(who.diary(WED, {WED: Evening(morning=4)}), THU), "clamshell") in LESS


# -- the log -------------------------------------------------------------------------------------------


def answers(lines: list[Line], who: Person = CLAM, today: date = THU) -> list[tuple[object, str, object]]:
    return [(d.exercise, d.kind.value, d.change) for d in who.decide(lines, today)]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_lines_means_nothing(seed: int):
    lines = EXAMPLE.diary(WED, {WED: Evening(during=4)})
    shuffled = list(lines)
    random.Random(seed).shuffle(shuffled)
    assert answers(shuffled, EXAMPLE) == answers(lines, EXAMPLE)


def test_the_same_line_twice_counts_once():
    lines = CLAM.diary(WED)
    assert answers([*lines, *lines, lines[0]]) == answers(lines)


def test_another_content_under_the_same_id_is_refused():
    lines = CLAM.diary(WED)
    other = {**lines[0], "score": 2}
    with pytest.raises(LogError):
        parse_log([*lines, other], CATALOGUE)


def corrected(lines: list[Line], of: Line, name: str = "c1", minutes: int = 1, **fields: object) -> Line:
    at = datetime.fromisoformat(str(of["at"])) + timedelta(minutes=minutes)
    entry = {key: value for key, value in of.items() if key not in ("id", "at")} | fields
    return {"id": name, "at": at.isoformat(), "kind": "correction", "supersedes": of["id"], "entry": entry}


def the(lines: list[Line], when: str, day: date) -> Line:
    return next(
        entry
        for entry in lines
        if entry.get("when") == when and datetime.fromisoformat(str(entry["at"])).date() == day
    )


CORRECTIONS = [
    ("pain 6 corrected to 2 goes up", Evening(during=6), "during", WED, {"score": 2}, UP),
    ("pain 2 corrected to 6 stops", CALM, "during", WED, {"score": 6}, STOPPED),
    ("pinch 3 corrected to 0 goes up", Evening(pinch=3), "during", WED, {"pinch": 0}, UP),
    ("pinch 0 corrected to 3 stops", CALM, "during", WED, {"pinch": 3}, STOPPED),
    ("morning 5 corrected to 1 goes up", Evening(morning=5), "next_morning", THU, {"score": 1}, UP),
    ("morning 1 corrected to 5 goes back", CALM, "next_morning", THU, {"score": 5}, LESS),
    ("a limp taken back goes up", Evening(limp=True), "after", WED, {"limp": False}, STOPPED),
]


@pytest.mark.parametrize(
    ("words", "how", "when", "day", "fields", "expected"), CORRECTIONS, ids=[row[0] for row in CORRECTIONS]
)
def test_a_correction_replaces_what_it_corrects(words, how, when, day, fields, expected):
    lines = CLAM.diary(WED, {WED: how})
    lines.append(corrected(lines, the(lines, when, day), **fields))
    assert strictest(CLAM.decide(lines, THU), "clamshell") in expected


def test_a_corrected_correction_counts_by_its_last_word():
    lines = CLAM.diary(WED)
    first = corrected(lines, the(lines, "during", WED), score=6)
    back = {**corrected(lines, the(lines, "during", WED), "c2", 2, score=2), "supersedes": "c1"}
    assert strictest(CLAM.decide([*lines, first], THU), "clamshell") == "stop"
    assert strictest(CLAM.decide([*lines, back, first], THU), "clamshell") == "progress"


def test_what_was_corrected_stays_on_record():
    lines = CLAM.diary(WED)
    lines.append(corrected(lines, the(lines, "during", WED), score=6))
    log = parse_log(lines, CATALOGUE)
    assert [entry.score for entry in log.replaced] == [1]  # type: ignore[attr-defined]


def test_a_correction_of_nothing_is_refused():
    lines = CLAM.diary(WED)
    lost = {**corrected(lines, lines[0]), "supersedes": "nobody"}
    with pytest.raises(LogError):
        parse_log([*lines, lost], CATALOGUE)


def test_what_comes_after_today_is_not_known_yet():
    lines = CLAM.diary(FRI)
    assert strictest(CLAM.decide(lines, TUE), "clamshell") == "hold"


GOOD = {
    "id": "a",
    "at": "2026-11-23T18:00:00+01:00",
    "kind": "pain",
    "when": "during",
    "exercise": "clamshell",
    "score": 2,
    "pinch": 0,
}
SET = {**GOOD, "kind": "set", "side": "left", "set": 1, "repetitions": 12, "hold_s": 1}
for key in ("when", "score", "pinch"):
    del SET[key]
BROKEN = [
    *(("score", value) for value in (True, "2", [2], {}, math.nan, math.inf, -1, 11, 1e9)),
    *(("pinch", value) for value in (True, "0", math.nan, -0.5, 10.5)),
    *(("at", value) for value in (None, "", "yesterday", "2026-11-23", "2026-11-23T18:00:00", 0, True, 1e9)),
    *(("kind", value) for value in (None, "", "pains", 3, ["pain"])),
    *(("when", value) for value in (None, "later", 3, True)),
    *(("id", value) for value in (None, "", 3, ["a"], "x" * 100_000)),
    *(("exercise", value) for value in ("lunge", 3, True, ["clamshell"], "")),
    *(("limp", value) for value in (1, "no", [], 0.0)),
    ("unheard_of", 3),
]
BROKEN_SETS = [
    *(("set", value) for value in (None, 0, -1, 1.5, True, "1", 1e9)),
    *(("repetitions", value) for value in (-1, 2.5, True, "12", math.nan, 1e9)),
    *(("hold_s", value) for value in (-1, True, "1", math.inf, 1e9)),
    *(("side", value) for value in (None, "up", 3, True)),
    *(
        ("faults", value)
        for value in ([], "LUMBAR_EXT", {"NOT_A_FAULT": 1}, {"LUMBAR_EXT": -1}, {"LUMBAR_EXT": True})
    ),
]


@pytest.mark.parametrize(
    ("entry", "key", "value"),
    [*((GOOD, *row) for row in BROKEN), *((SET, *row) for row in BROKEN_SETS)],
    ids=lambda given: "entry" if isinstance(given, dict) and "id" in given else repr(given)[:30],
)
def test_a_broken_line_is_refused_with_its_number(entry: Line, key: str, value: object):
    with pytest.raises(LogError) as caught:
        parse_log([{**entry, "id": "first"}, {**entry, key: value}], CATALOGUE, "log.jsonl")
    text = str(caught.value)
    assert "log.jsonl" in text
    assert "entry 2" in text
    assert len(text) < 900


@pytest.mark.parametrize("raw", [None, 3, "pain", [], [GOOD], {}], ids=repr)
def test_what_is_not_an_entry_is_refused(raw: object):
    with pytest.raises(LogError):
        parse_log([raw], CATALOGUE)  # type: ignore[list-item]


# -- silence, pauses, questions that are due -----------------------------------------------------------


@pytest.mark.parametrize("today", [MON, THU, MON + timedelta(days=40)], ids=str)
def test_silence_holds(today: date):
    decisions = CLAM.decide([], today)
    assert decisions
    assert {d.kind.value for d in decisions} == {"hold"}


def test_leaving_days_out_is_not_exercising():
    skips = [
        line("skip", datetime(2026, 11, day, 20, tzinfo=WINTER), str(day), exercise=None, reason="time")
        for day in (23, 25)
    ]
    assert {d.kind.value for d in CLAM.decide(skips, THU)} == {"hold"}


def two_late_sessions(start: date, first: Evening = CALM) -> list[Line]:
    """Two calm sessions two days apart, the first on `start`."""
    return [
        *evening_lines(start, CLAM.plan.items, first),
        *evening_lines(start + timedelta(days=2), CLAM.plan.items, CALM),
    ]


def answered(day: date, *flags: str, hour: int = 12) -> Line:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=WINTER)
    return line("red_flag", at, "asked", flags=list(flags))


@pytest.mark.parametrize("pause", [14, 15, 20])
def test_after_a_pause_of_14_days_the_warning_signs_come_first(pause: int):
    back = WED + timedelta(days=pause)
    lines = CLAM.diary(WED) + two_late_sessions(back)
    assert strictest(CLAM.decide(lines, back + timedelta(days=3)), "clamshell") in NOT_UP


def goes_up(decisions) -> bool:
    """Does the dose or, after these weeks, the phase go up?"""
    return [d.kind.value for d in decisions].count("progress") == 1


def test_on_the_28th_day_the_warning_signs_come_first():
    due = CLAM.plan.made_on + timedelta(days=28)
    lines = CLAM.diary(due)
    assert strictest(CLAM.decide(lines, due), "clamshell") in NOT_UP
    assert goes_up(CLAM.decide([*lines, answered(due)], due))


def test_on_the_27th_day_they_are_not_due_yet():
    day = CLAM.plan.made_on + timedelta(days=27)
    assert goes_up(CLAM.decide(CLAM.diary(day), day))


@pytest.mark.parametrize("flag", ["cauda-equina", "stress-fracture", "infection", "distress"])
def test_a_warning_sign_in_the_log_escalates_everything(flag: str):
    lines = [*EXAMPLE.diary(WED), answered(THU, flag)]
    decisions = EXAMPLE.decide(lines, THU)
    assert {d.kind.value for d in decisions} == {"escalate"}
    assert any(d.exercise is None for d in decisions)


def test_a_warning_sign_is_not_taken_back_by_a_later_no():
    lines = [*EXAMPLE.diary(WED), answered(TUE, "infection"), answered(THU)]
    assert {d.kind.value for d in EXAMPLE.decide(lines, THU)} == {"escalate"}


def test_strong_pain_before_a_session_asks_for_the_warning_signs_for_all():
    lines = EXAMPLE.diary(WED, {WED: Evening(before=7)})
    decisions = EXAMPLE.decide(lines, THU)
    assert all(strictest(decisions, item.exercise) in STOPPED for item in EXAMPLE.plan.items)


# -- adherence, streaks, flares ------------------------------------------------------------------------


def test_half_of_the_sessions_of_a_week_do_not_bring_a_step_up():
    who = EXAMPLE.only("bridge", ("mon", "tue", "wed", "thu", "fri", "sat"))
    lines = [
        *evening_lines(THU, who.plan.items, CALM),
        *evening_lines(FRI, who.plan.items, CALM),
    ]
    assert strictest(who.decide(lines, SAT), "bridge") == "hold"


def test_calm_sessions_must_follow_each_other():
    how = {WED: Evening(during=3)}
    assert strictest(CLAM.decide(CLAM.diary(FRI, how), SAT), "clamshell") == "hold"


def test_a_dose_rises_once_after_two_calm_sessions_not_after_the_change_again():
    item = CLAM.plan.items[0]
    since = datetime(2026, 11, 26, 9, tzinfo=UTC)
    risen = replace(item, repetitions=14, change="up", since=since)
    who = replace(CLAM, plan=replace(CLAM.plan, items=(risen,)))
    lines = CLAM.diary(WED)
    assert strictest(who.decide(lines, THU), "clamshell") == "hold"


# Sore all day: a calm evening between two bad mornings would mean that the pain did not last.
SORE = Evening(before=4, during=2, after=4, morning=4)
FLARES = [
    ("sore from Tuesday's session to Thursday's morning", {TUE: SORE, WED: SORE}, THU),
    ("bad mornings from Tuesday on", {MON: Evening(morning=4), TUE: SORE, WED: SORE}, THU),
    ("a limp for two days", {TUE: Evening(limp=True), WED: Evening(limp=True)}, THU),
]


@pytest.mark.parametrize(("words", "how", "today"), FLARES, ids=[row[0] for row in FLARES])
def test_in_a_flare_only_the_lightest_is_left(words, how, today):
    decisions = EXAMPLE.decide(EXAMPLE.diary(WED, how), today)
    assert strictest(decisions, "clamshell") in STOPPED
    assert all(d.kind.value in NOT_UP for d in decisions)


def test_a_flare_of_more_than_a_week_brings_a_clinician():
    last = MON + timedelta(days=9)
    how = {MON + timedelta(days=n): SORE for n in range(1, 10)}
    decisions = EXAMPLE.decide(EXAMPLE.diary(last, how), last + timedelta(days=1))
    assert all(strictest(decisions, item.exercise) in STOPPED for item in EXAMPLE.plan.items)
    overall = [d for d in decisions if d.exercise is None]
    assert overall
    assert any("clinician" in r.text or "therapist" in r.text for d in overall for r in d.reasons)


def test_pain_in_one_exercise_does_not_move_another_down():
    how = Evening(exercise_pain={"clamshell": 4})
    decisions = EXAMPLE.decide(EXAMPLE.diary(WED, {WED: how}), THU)
    assert strictest(decisions, "clamshell") == "regress"
    assert own(decisions, "bridge").kind.value in ("hold", "progress")


def test_a_bad_morning_moves_every_exercise_of_that_session():
    decisions = EXAMPLE.decide(EXAMPLE.diary(WED, {WED: Evening(morning=3)}), THU)
    of_wednesday = [i.exercise for i in EXAMPLE.plan.items if "wed" in i.days]
    assert {strictest(decisions, name) for name in of_wednesday} <= LESS


def test_an_exercise_that_is_not_in_the_plan_never_goes_up():
    stranger = replace(CLAM.plan.items[0], exercise="side-lying-leg-raise")
    lines = [*evening_lines(MON, [stranger], CALM), *evening_lines(WED, [stranger], CALM)]
    assert strictest(CLAM.decide(lines, THU), "side-lying-leg-raise") in NOT_UP


def test_every_decision_has_a_reason_with_a_known_source():
    for row in WEEKS:
        who = row.who
        for decision in who.decide(who.diary(WED, {WED: row.second}), THU):
            assert decision.reasons
            assert all(r.text and r.source in CATALOGUE.sources for r in decision.reasons)


CHANGED_INTAKES: list[tuple[str, Mapping[str, object], frozenset[str]]] = [
    ("a warning sign", {"red_flags": ["infection"]}, frozenset({"escalate"})),
    ("a person of 15", {"person.age": 15}, frozenset({"escalate"})),
    ("rest pain 7", {"pain.rest": 7, "pain.worst_24h": 7}, frozenset({"escalate"})),
    ("a diagnosis that nobody confirmed", {"diagnosis": {"confirmed": False, "by": None}}, STOPPED),
    ("an artificial hip", {"conditions": ["arthroplasty"]}, STOPPED),
    ("61 years and alone", {"person.age": 61, "therapist": False}, STOPPED),
    ("an operation 5 days ago", operated(5), NOT_UP),
    ("a pinch from 50 degrees on", {"pain.pinch_starts_at_flexion_deg": 50}, NOT_UP),
]


@pytest.mark.parametrize(
    ("words", "changes", "expected"), CHANGED_INTAKES, ids=[row[0] for row in CHANGED_INTAKES]
)
def test_calm_sessions_do_not_outweigh_what_the_intake_says_now(words, changes, expected):
    assert strictest(CLAM.told(changes).decide(CLAM.diary(WED), THU), "clamshell") in expected


def test_heavy_work_does_not_rise_once_nobody_signs():
    alone = replace(LATE, intake=replace(LATE.intake, therapist=False))
    assert strictest(alone.decide(LATE.diary(WED), THU), LATE.plan.items[0].exercise) in NOT_UP
