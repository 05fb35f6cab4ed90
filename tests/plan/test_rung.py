"""The next exercise on a ladder, only where every rule of prescribing allows it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hipwise.plan.decision import DecisionKind, decision_to_mapping
from hipwise.plan.given import Given
from hipwise.plan.history import Log, parse_log
from hipwise.plan.lint import is_ok, lint
from hipwise.plan.look import look_at
from hipwise.plan.plan import item_to_mapping, read_item
from hipwise.plan.prescribing import prescribe
from hipwise.plan.revision import RevisionError, revise
from hipwise.plan.rung import came_by_a_rung, easier_item, harder_item
from tests.plan import logs
from tests.plan.diaries import CALM, CATALOGUE, DAYS, Evening, Person, evening_lines, own, person
from tests.plan.intakes import READY, TODAY
from tests.plan.intakes import intake as answers
from tests.plan.test_lint import item as line


def at_top(someone: Person, exercise: str) -> Person:
    """The same person with that exercise at the top of its dose."""
    ranges = CATALOGUE.exercise(exercise).dose
    items = [
        replace(item, sets=round(ranges.sets.high), repetitions=round(ranges.repetitions.high))
        if item.exercise == exercise
        else item
        for item in someone.plan.items
    ]
    return replace(someone, plan=replace(someone.plan, items=tuple(items)))


def diary(someone: Person, days: int, how: Evening = CALM) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    for number in range(1, days + 1):
        day = someone.plan.made_on + timedelta(days=number)
        items = [item for item in someone.plan.items if DAYS[day.weekday()] in item.days]
        lines += evening_lines(day, items, how) if items else []
    return lines


def decision(someone: Person, exercise: str, days: int = 6, how: Evening = CALM):
    today = someone.plan.made_on + timedelta(days=days + 1)
    return own(someone.decide(diary(someone, days, how), today), exercise)


def look(someone: Person):
    return look_at(someone.plan, Log(), someone.intake, someone.plan.made_on, CATALOGUE)


@pytest.fixture(scope="module")
def tilting() -> Person:
    return at_top(person().only("pelvic-tilt"), "pelvic-tilt")


def test_at_the_top_of_a_dose_the_next_rung_is_proposed_with_its_own_dose(tilting):
    said = decision(tilting, "pelvic-tilt")
    assert (said.kind, said.change.field, said.change.after) == (
        DecisionKind.PROGRESS,
        "exercise",
        "pelvic-clock",
    )
    assert said.reasons[0].rule == "progress-rung"
    clock = CATALOGUE.exercise("pelvic-clock").dose
    assert (said.change.item.sets, said.change.item.repetitions) == (clock.sets.low, clock.repetitions.low)


def test_the_json_of_a_rung_carries_the_line_that_takes_the_place(tilting):
    change = decision_to_mapping(decision(tilting, "pelvic-tilt"))["change"]
    assert (change["from"], change["to"]) == ("pelvic-tilt", "pelvic-clock")
    assert read_item(Given("item", change["item"])).exercise == "pelvic-clock"


def test_an_accepted_rung_stands_in_the_place_of_the_easier_one(tilting):
    now = datetime(2026, 12, 24, 9).astimezone()
    said = decision(tilting, "pelvic-tilt")
    (new,) = revise(tilting.plan, [said], now, CATALOGUE).items
    assert (new.exercise, new.change, new.since) == ("pelvic-clock", "up", now)
    assert item_to_mapping(new)["reasons"][0]["rule"] == "progress-rung"


def test_the_plan_with_a_proposed_rung_passes_the_lint(tilting):
    now = datetime(2026, 12, 24, 9).astimezone()
    new = revise(tilting.plan, [decision(tilting, "pelvic-tilt")], now, CATALOGUE)
    assert is_ok(lint(new, tilting.intake, CATALOGUE))


def test_an_exercise_that_is_in_the_plan_is_not_put_in_twice(tilting):
    said = decision(tilting, "pelvic-tilt")
    both = replace(tilting.plan, items=(*tilting.plan.items, said.change.item))
    with pytest.raises(RevisionError, match="pelvic-clock in the plan already"):
        revise(both, [said], datetime(2026, 12, 24, 9).astimezone(), CATALOGUE)
    second = replace(tilting, plan=both)
    assert harder_item(both.items[0], look(second)) is None


def test_no_rung_that_the_phase_does_not_open():
    someone = at_top(person().only("clamshell"), "clamshell")
    assert someone.plan.phase == 1
    assert harder_item(someone.plan.items[0], look(someone)) is None


def test_a_rung_without_its_equipment_is_passed_over_or_not_proposed():
    for equipment in (["mat"], ["mat", "exercise-ball"]):
        someone = person({"equipment": equipment})
        for item in someone.plan.items:
            new = harder_item(item, look(someone))
            if new is not None:
                assert set(CATALOGUE.exercise(new.exercise).equipment) <= set(equipment)


def test_a_sore_rung_goes_back_to_the_one_before(tilting):
    said = decision(tilting, "pelvic-tilt")
    raised = replace(said.change.item, change="up", reasons=said.reasons)
    someone = replace(tilting, plan=replace(tilting.plan, items=(raised,)))
    back = decision(someone, "pelvic-clock", how=Evening(during=4, after=4))
    assert (back.kind, back.change.after) == (DecisionKind.REGRESS, "pelvic-tilt")
    assert "progress-easier-rung" in [reason.rule for reason in back.reasons]


def test_the_lowest_dose_gives_way_to_the_easier_rung_before_it_is_left_out(tilting):
    rung = decision(tilting, "pelvic-tilt").change.item
    lowest = replace(rung, sets=1, repetitions=7, range_share=0.3, change="eased")
    someone = replace(tilting, plan=replace(tilting.plan, items=(lowest,)))
    back = decision(someone, "pelvic-clock", how=Evening(during=4, after=4))
    assert (back.change.field, back.change.after) == ("exercise", "pelvic-tilt")


def test_an_easier_rung_that_was_done_lately_comes_with_no_more_than_that(tilting):
    rung = decision(tilting, "pelvic-tilt").change.item
    someone = replace(tilting, plan=replace(tilting.plan, items=(rung,)))
    day = someone.plan.made_on + timedelta(days=1)
    log = parse_log(evening_lines(day, [replace(tilting.plan.items[0], repetitions=11)], CALM), CATALOGUE)
    later = day + timedelta(days=2)
    known = look_at(someone.plan, log, someone.intake, later, CATALOGUE)
    assert easier_item(rung, known).repetitions == 11
    assert easier_item(rung, look(someone)).repetitions > 11


def test_the_first_rung_has_nothing_easier(tilting):
    assert easier_item(tilting.plan.items[0], look(tilting)) is None


@pytest.mark.parametrize("weeks", [1, 3, 7, 11, 20])
@pytest.mark.parametrize(
    "equipment", [["mat"], ["mat", "loop-band", "step", "exercise-ball", "chair", "pillow"]]
)
def test_no_rung_brings_an_error_whatever_the_person(weeks, equipment):
    someone = person({"weeks_in_programme": weeks, "equipment": equipment, "therapist": True})
    for item in someone.plan.items:
        for new in (harder_item(item, look(someone)), easier_item(item, look(someone))):
            if new is not None:
                items = tuple(new if other is item else other for other in someone.plan.items)
                assert is_ok(lint(replace(someone.plan, items=items), someone.intake, CATALOGUE))


def test_a_rung_is_held_against_what_is_known_today_and_not_against_the_first_answers():
    # When the questions were answered the second phase had not begun; three weeks later it has.
    someone = at_top(person({"pain.worst_24h": 2}).only("clamshell"), "clamshell")
    assert someone.plan.phase == 1
    signed = replace(someone.plan, phase=2)
    log = parse_log(diary(someone, 20), CATALOGUE)
    later = look_at(signed, log, someone.intake, signed.made_on + timedelta(weeks=3), CATALOGUE)
    new = harder_item(signed.items[0], later)
    assert new is not None
    assert new.exercise == "side-lying-leg-raise"


@pytest.mark.parametrize(("left_out", "rule"), [(0, "progress-up"), (4, "progress-week")])
def test_no_rung_comes_in_the_place_of_a_step_that_only_waits_for_the_week(tilting, left_out, rule):
    """16 repetitions are not the top; where 12 were done some days ago, more of them has to wait."""
    (top,) = tilting.plan.items
    someone = replace(tilting, plan=replace(tilting.plan, items=(replace(top, repetitions=16),)))
    assert harder_item(someone.plan.items[0], look(someone)) is not None
    first = someone.plan.made_on + timedelta(days=1)
    days = [first + timedelta(days=number) for number in range(6)]
    lines = [
        line
        for day in days
        for line in evening_lines(
            day, someone.plan.items, Evening(repetitions_left_out=left_out if day == days[0] else 0)
        )
    ]
    said = own(someone.decide(lines, days[-1] + timedelta(days=1)), "pelvic-tilt")
    assert [reason.rule for reason in said.reasons] == [rule]
    assert said.change is None or said.change.field == "repetitions"


# Each rule of a rung, for somebody who met every sign.

SIX_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
LIGHT_DAYS = ("tue", "thu", "sat")


def seen(*lines, changes=(), log=()):
    """What is known of a plan of these lines; a word is a line at its default dose."""
    who = answers(READY, *changes)
    items = tuple(line(one) if isinstance(one, str) else one for one in lines)
    signed = replace(prescribe(who, CATALOGUE), items=items)
    return look_at(signed, parse_log(log, CATALOGUE), who, TODAY, CATALOGUE)


def harder(*lines, **known):
    """The harder rung of the first line and its days; None when there is none."""
    found = harder_item(seen(*lines, **known).plan.items[0], seen(*lines, **known))
    return found and (found.exercise, " ".join(found.days))


def easier(*lines, **known):
    view = seen(*lines, **known)
    return easier_item(view.plan.items[0], view)


def test_a_harder_rung_comes_at_the_low_end_of_its_dose_and_an_easier_one_at_its_first():
    view = seen("clamshell")
    ranges = CATALOGUE.exercise("side-lying-leg-raise").dose
    new = harder_item(view.plan.items[0], view)
    assert (new.sets, new.repetitions) == (ranges.sets.low, ranges.repetitions.low)
    back = easier(line("side-lying-leg-raise"))
    first = CATALOGUE.exercise("clamshell").dose
    assert (back.exercise, back.repetitions) == ("clamshell", first.repetitions.default)


def test_after_discharge_an_easier_rung_comes_at_the_low_end_of_its_dose():
    view = seen("side-lying-leg-raise")
    closed = replace(view, plan=replace(view.plan, care="maintenance"))
    back = easier_item(closed.plan.items[0], closed)
    ranges = CATALOGUE.exercise("clamshell").dose
    assert (back.exercise, back.sets, back.repetitions) == (
        "clamshell",
        ranges.sets.low,
        ranges.repetitions.low,
    )


def test_a_rung_that_its_days_do_not_bear_comes_on_the_heavier_days_or_not_at_all():
    bridge = line("bridge", days=SIX_DAYS)
    assert harder(bridge, "clamshell") == ("ball-bridge", "mon wed fri")
    assert harder(bridge, line("clamshell", days=LIGHT_DAYS)) is None


def test_a_rung_makes_no_day_too_full():
    bridge, three = line("bridge", days=LIGHT_DAYS), ("clamshell", "pelvic-tilt", "single-leg-stance")
    assert harder(bridge, *three) == ("ball-bridge", "mon wed fri")
    assert harder(bridge, *three, "pelvic-clock") is None


@pytest.mark.parametrize(("minutes", "fits"), [(2, True), (1, False)])
def test_a_rung_makes_no_day_too_long(minutes, fits):
    known = {"changes": ({"minutes_per_day": minutes},)}
    assert (easier(line("clamshell", sets=1, repetitions=1, minutes=1), **known) is not None) is fits


@pytest.mark.parametrize(
    ("days", "expected"),
    [(("mon", "fri"), "mon fri"), (("mon",), "mon"), ((), "mon"), (SIX_DAYS, "mon wed fri")],
)
def test_a_rung_comes_on_no_more_days_than_the_line_that_it_replaces(days, expected):
    assert harder(line("clamshell", days=days)) == ("side-lying-leg-raise", expected)


def test_a_rung_that_is_a_second_difficulty_is_passed_over():
    assert harder("single-leg-stance", "wobble-board") == ("single-leg-stance-ball-toss", "mon wed fri")
    assert harder("single-leg-stance") == ("single-leg-stance-eyes-closed", "mon wed fri")


def test_two_lines_of_one_ladder_never_pass_each_other():
    tendon = ({"conditions": ["gluteal-tendinopathy"]},)
    assert easier("lateral-band-walk", changes=tendon).exercise == "clamshell"
    assert easier("lateral-band-walk", "hip-hike", changes=tendon) is None


def done(number: int, exercise: str, **body: object):
    at = datetime(2026, 11, 20, 18, number, tzinfo=logs.UTC)
    return logs.entry("set", at, exercise=exercise, side="left", set=number, **body)


@pytest.mark.parametrize(
    ("sets", "repetitions", "hold_s"),
    [
        ([{"repetitions": 8, "hold_s": 3}, {"repetitions": 6, "hold_s": 2}], 8, 3),
        ([{"repetitions": 6, "hold_s": 2}, {"repetitions": 8, "hold_s": 3}], 8, 3),
        ([{"repetitions": 40, "hold_s": 30}], 10, 5),
        ([{"hold_s": 3}, {"repetitions": 1}], 1, 3),
        ([{"hold_s": 0.5}], 10, 0.5),
        ([{"repetitions": 1}], 1, 5),
        ([], 10, 5),
    ],
)
def test_an_easier_hold_comes_with_no_more_than_was_done_lately(sets, repetitions, hold_s):
    log = [done(n, "isometric-hip-raise", **body) for n, body in enumerate(sets, start=1)]
    found = easier("clamshell", log=log)
    assert (found.exercise, found.repetitions, found.hold_s) == ("isometric-hip-raise", repetitions, hold_s)


def test_the_pause_of_an_exercise_that_is_counted_is_no_hold():
    log = [done(1, "clamshell", repetitions=7, hold_s=0.5)]
    found = easier("side-lying-leg-raise", log=log)
    assert (found.exercise, found.repetitions, found.hold_s) == ("clamshell", 7, 1)


@pytest.mark.parametrize(
    ("change", "rules", "expected"),
    [
        ("up", ("progress-rung",), True),
        ("up", ("pain-nerve", "progress-rung"), True),
        ("up", ("pain-nerve",), False),
        ("up", (), False),
        ("eased", ("progress-rung",), False),
    ],
)
def test_only_a_step_up_to_another_exercise_came_by_a_rung(change, rules, expected):
    reasons = tuple(replace(CATALOGUE.reason("pain-nerve"), rule=rule) for rule in rules)
    assert came_by_a_rung(line("clamshell", change=change, reasons=reasons)) is expected
