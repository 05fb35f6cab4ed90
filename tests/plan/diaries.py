"""Diaries of made-up people for the vignettes: what they logged, line by line, as the contract writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.decision import Decision
from hipwise.plan.history import parse_log
from hipwise.plan.intake import DAYS, Intake, parse_intake
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.prescribing import prescribe
from hipwise.plan.progression import progress
from tests.plan.vignettes import changed

CATALOGUE = load_catalogue()
STRICTNESS = ("progress", "hold", "regress", "stop", "escalate")
NOT_UP = frozenset(STRICTNESS[1:])
LESS = frozenset({"regress", "stop", "escalate"})
STOPPED = frozenset({"stop", "escalate"})
WINTER = timezone(timedelta(hours=1))
Line = dict[str, object]


@dataclass(frozen=True)
class Evening:
    """One session and its next morning. None leaves the answer out of the log.

    `during` is the worst pain in every exercise, `exercise_pain` replaces it for some. `done` is the share
    of the sets that were done; `morning_after_h` counts from the session's last line.
    """

    before: float | None = 1
    during: float | None = 1
    after: float | None = 1
    morning: float | None = 1
    pinch: float | None = 0
    morning_pinch: float | None = 0
    limp: bool | None = False
    analgesic: bool | None = False
    night_waking: bool | None = False
    site: str = "lateral"
    quality: str = "muscle"
    effort: float | None = 4
    faults: int = 0
    source: str = "manual"
    is_done: bool = True
    repetitions_left_out: int = 0
    exercise_pain: Mapping[str, float] | None = None
    hour: float = 18
    morning_after_h: float = 12
    zone: timezone = WINTER
    morning_zone: timezone | None = None
    minutes: float = 30


CALM = Evening()


def line(kind: str, at: datetime, name: str, **body: object) -> Line:
    """One raw entry."""
    return {"id": f"{at.isoformat()} {kind} {name}", "at": at.isoformat(), "kind": kind, **body}


def evening_lines(day: date, items: Iterable[PlanItem], how: Evening) -> list[Line]:
    """The lines of one session of these items and of the morning after it."""
    start = datetime(day.year, day.month, day.day, tzinfo=how.zone) + timedelta(hours=how.hour)
    end = start + timedelta(minutes=how.minutes)
    lines: list[Line] = []

    def pain(when: str, at: datetime, score: float | None, **answers: object) -> None:
        if score is not None:
            known = {key: value for key, value in answers.items() if value is not None}
            lines.append(line("pain", at, f"{when} {known.get('exercise')}", when=when, score=score, **known))

    around = {"pinch": 0, "limp": how.limp, "analgesic": how.analgesic}
    pain("before", start, how.before, **around)
    for place, item in enumerate(items if how.is_done else ()):
        at = start + timedelta(minutes=1 + place)
        lines += _sets(item, at, how)
        score = (how.exercise_pain or {}).get(item.exercise, how.during)
        felt = {"pinch": how.pinch, "site": how.site, "quality": how.quality}
        pain("during", at + timedelta(seconds=50), score, exercise=item.exercise, **felt)
        if how.effort is not None:
            lines.append(line("effort", at, item.exercise, exercise=item.exercise, score=how.effort))
    pain("after", end, how.after, **around)
    if how.after is None:
        lines.append(line("skip", end, "end", exercise="wobble-board", reason="time"))
    next_morning = (end + timedelta(hours=how.morning_after_h)).astimezone(how.morning_zone or how.zone)
    answers = {"pinch": how.morning_pinch, "night_waking": how.night_waking}
    pain("next_morning", next_morning, how.morning, **answers)
    return lines


def _sets(item: PlanItem, at: datetime, how: Evening) -> list[Line]:
    sides = ["left", "right"] if item.side.value == "both" and item.first_side else [item.side.value]
    return [
        line(
            "set",
            at + timedelta(seconds=5 * number),
            f"{item.exercise} {side} {number}",
            exercise=item.exercise,
            side=side,
            set=number,
            repetitions=item.repetitions - how.repetitions_left_out,
            hold_s=item.hold_s,
            source=how.source,
            faults={"PELVIC_ROT": how.faults} if how.faults else {},
        )
        for number in range(1, item.sets + 1)
        for side in sides
    ]


@dataclass(frozen=True)
class Person:
    """An intake, the plan made from it, and the diary of the days that follow."""

    intake: Intake
    plan: Plan

    def diary(self, last: date, how: Mapping[date, Evening] | None = None) -> list[Line]:
        """Every planned session from the day after the plan to `last`, calm where `how` says nothing."""
        lines: list[Line] = []
        day = self.plan.made_on + timedelta(days=1)
        while day <= last:
            items = [item for item in self.plan.items if DAYS[day.weekday()] in item.days]
            if items:
                lines += evening_lines(day, items, (how or {}).get(day, CALM))
            day += timedelta(days=1)
        return lines

    def decide(self, lines: Iterable[Mapping[str, object]], today: date) -> tuple[Decision, ...]:
        """The decisions of that day."""
        return progress(self.plan, parse_log(list(lines), CATALOGUE), self.intake, today, CATALOGUE)

    def only(self, exercise: str, days: tuple[str, ...] | None = None) -> "Person":
        """The same person with one exercise in the plan."""
        item = next(item for item in self.plan.items if item.exercise == exercise)
        kept = replace(item, days=item.days if days is None else days)
        return replace(self, plan=replace(self.plan, items=(kept,)))

    def told(self, changes: Mapping[str, object]) -> "Person":
        """The same person and plan, with an intake that says this today."""
        return replace(self, intake=parse_intake(changed(changes), "intake.yaml"))


def person(*changes: Mapping[str, object]) -> Person:
    """The person of the example intake with these changes, and the proposed plan."""
    merged: dict[str, object] = {}
    for layer in changes:
        merged |= layer
    intake = parse_intake(changed(merged), "intake.yaml")
    plan = prescribe(intake, CATALOGUE)
    assert plan.items, [reason.text for reason in plan.screening.blocks]
    return Person(intake, plan)


def strictest(decisions: Iterable[Decision], exercise: str) -> str:
    """What holds for an exercise: its own decision or the whole plan's, whichever is stricter."""
    kinds = [d.kind.value for d in decisions if d.exercise in (exercise, None)]
    return max(kinds, key=STRICTNESS.index)


def own(decisions: Iterable[Decision], exercise: str) -> Decision:
    """The decision about the exercise itself."""
    return next(d for d in decisions if d.exercise == exercise)
