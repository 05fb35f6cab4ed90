"""The parts of letters and notes: facts of the record with their days, self-report named as such.

Each part states nothing that the record does not: no diagnosis, no judgement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from statistics import median

from hipwise.exchange.dose_words import days_in_short, dose_in_words, join_words, range_in_words
from hipwise.follow.adherence import adherence
from hipwise.follow.non_response import Response
from hipwise.follow.outcome import Course, outcome_courses
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.day_words import date_in_words, day_in_words
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.entry import PainEntry
from hipwise.plan.history import Log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Intake, PhysicalTests, Sided
from hipwise.plan.known_today import KnownToday
from hipwise.plan.overall import open_red_flags
from hipwise.plan.phase import phases_by_number
from hipwise.plan.plan import Plan

_WEEK = timedelta(days=7)
_MOST_DECISIONS = 12
# A letter tells of the pain of so many weeks.
MOST_WEEKS = 16
_SCORES = ("ihot12", "hos-adl", "hos-sport", "nprs-worst-24h")
_NO = "not known"


@dataclass(frozen=True, slots=True)
class LetterCase:
    """What a letter is written from. `reasons` are why; `name`, `writer` and `clinic` may be empty."""

    plans: PlansInForce
    log: Log
    intake: Intake
    today: date
    response: Response
    reasons: tuple[Reason, ...]
    decisions: tuple[Decision, ...] = ()
    name: str = ""
    writer: str = ""
    clinic: str = ""


def hip_words(intake: Intake) -> str:
    side = intake.symptomatic_side
    return "both hips" if side is Side.BOTH else f"the {side.value} hip"


def write_who(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    person, intake = case.intake.person, case.intake
    about = [case.name or "Name to be added", f"{person.age} years"]
    yield ", ".join([*about, *([person.sex] if person.sex in ("female", "male") else [])]) + "."
    yield f"Pain in {hip_words(intake)}. Pathway: {catalogue.pathways[intake.pathway].name.lower()}."
    confirmed = intake.diagnosis.is_clinician_confirmed
    yield catalogue.reason("letter-confirmed" if confirmed else "letter-unconfirmed").text
    surgery = intake.surgery
    if surgery is not None and surgery.date is not None:
        what = (
            join_words([word.replace("-", " ") for word in surgery.procedures])
            or "what was done is not known"
        )
        yield f"Operation on {date_in_words(surgery.date)}: {what}."
    yield from write_goals(case, catalogue)


def write_goals(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    """The goals that the patient named, in one line; none without any."""
    goals = [catalogue.goals[goal].name.lower() for goal in case.intake.goals if goal in catalogue.goals]
    if goals:
        yield f"Goals: {join_words(goals)}."


def write_sender(case: LetterCase) -> Iterator[str]:
    """Who writes, and where."""
    yield from [line for line in (case.writer, case.clinic) if line] or ["Add your name."]


def write_findings(case: LetterCase, known: KnownToday, catalogue: Catalogue) -> Iterator[str]:
    intake, pain = known.intake, known.intake.pain
    yield f"Warning signs open: {flags_words(case, catalogue)}."
    yield (
        f"Pain at rest {of_ten(pain.rest)}, worst of the day {of_ten(pain.worst_24h)}, "
        f"pinch in the groin {of_ten(pain.pinch)}."
    )
    if pain.pinch_starts_at_flexion_deg is not None:
        yield f"The pinch starts at {pain.pinch_starts_at_flexion_deg:g}° of hip flexion."
    names = [catalogue.precautions[name].name.lower() for name in intake.conditions]
    if names:
        yield f"Conditions: {join_words(names)}."
    yield from write_tests(known, catalogue)


def flags_words(case: LetterCase, catalogue: Catalogue) -> str:
    """The warning signs that nobody has cleared, by name; "none" without any."""
    flags = [catalogue.red_flags[flag].name for flag in open_red_flags(case.log, case.intake)]
    return join_words(flags) if flags else "none"


def of_ten(value: float | None) -> str:
    return _NO if value is None else f"{value:g} of 10"


def write_tests(known: KnownToday, catalogue: Catalogue) -> Iterator[str]:
    """Each test that was done, left and right, with the day of the newest finding."""
    for field in fields(PhysicalTests):
        value = getattr(known.intake.tests, field.name)
        days = [known.day_of(f"tests.{field.name}", side) for side in (Side.LEFT, Side.RIGHT)]
        newest = max((day for day in days if day is not None), default=None)
        when = f" ({date_in_words(newest)})" if newest else ""
        name, unit = _named(field.name, catalogue)
        if isinstance(value, Sided):
            if (value.left, value.right) != (None, None):
                yield f"{name}: left {_value(value.left, unit)}, right {_value(value.right, unit)}{when}."
        elif value is not None:
            yield f"{name}: {_value(value, unit)}{when}."


def _named(field: str, catalogue: Catalogue) -> tuple[str, str]:
    """A test's name and unit as the intake asks for it; a test that nobody asks for by its own words."""
    asked = (q for q in catalogue.intake_questions.values() if q.path == f"tests.{field}")
    question = next(asked, None)
    if question is None:
        return field.replace("_", " ").capitalize(), ""
    return question.clinic_title, question.unit


def _value(value: object, unit: str) -> str:
    if value is None:
        return "not tested"
    if isinstance(value, tuple):
        return " and ".join(f"{each:g}" for each in value) + f" {unit}"
    if isinstance(value, float | int):
        return f"{value:g} {unit}".strip()
    return str(value)


def write_done(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    plan = case.plans.present
    phase = phase_words(plan, catalogue)
    yield f"Exercise programme since {date_in_words(case.plans.begun_on)}, week {case.response.weeks + 1}."
    yield f"Plans in force so far: {len(case.plans.plans)}. Phase now: {phase or 'none'}."
    yield from write_plan_lines(case, catalogue)
    earlier = {i.exercise for p in case.plans.plans for i in p.items} - {i.exercise for i in plan.items}
    if earlier:
        names = sorted(
            catalogue.exercise(name).name.lower() for name in earlier if name in catalogue.exercises
        )
        yield f"Earlier in the programme: {join_words(names)}."


def phase_words(plan: Plan, catalogue: Catalogue) -> str:
    """The name of the plan's phase; empty while the plan is stopped."""
    phase = phases_by_number(catalogue).get(plan.phase)
    return "" if phase is None else phase.name


def write_plan_lines(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    """Each exercise of the plan in force: side, dose, days, a smaller range, since when."""
    for item in case.plans.present.items:
        exercise = catalogue.exercise(item.exercise)
        since = f"; since {date_in_words(item.since.date())}" if item.since else ""
        smaller = f"; {range_in_words(item)}" if item.range_share < 1 else ""
        side = "both sides" if item.side is Side.BOTH else f"{item.side.value} side"
        dose = dose_in_words(item, exercise)
        yield f"{exercise.name}, {side}: {dose}, {days_in_short(item)}{smaller}{since}."


def write_how_much(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    told = round(catalogue.setting("referral.letter_days"))
    days = min(told, max(1, (case.today - case.plans.begun_on).days + 1))
    share = adherence(case.log, case.plans, case.today, days, catalogue).share
    if share is None:
        yield catalogue.reason("letter-adherence-unknown").text
        return
    low = round(100 * share / (1 + catalogue.setting("adherence.over_report")))
    yield catalogue.reason("letter-adherence", share=round(100 * share), low=low, days=days).text


def write_pain_by_week(case: LetterCase) -> Iterator[str]:
    """Week by week: the middle of the mornings, and the worst pain told."""
    first = max(case.plans.begun_on, case.today - MOST_WEEKS * _WEEK)
    pains = [e for e in case.log.entries if isinstance(e, PainEntry) and first <= e.at.date() <= case.today]
    week = first
    while week <= case.today:
        inside = [e for e in pains if week <= e.at.date() < week + _WEEK and e.score is not None]
        mornings = [e.score for e in inside if e.when == "next_morning" and e.score is not None]
        worst = max((e.score for e in inside if e.score is not None), default=None)
        usual = (
            f"usual morning {median(mornings):g} ({len(mornings)} known)"
            if mornings
            else "mornings not known"
        )
        yield f"Week from {day_in_words(week)}: {usual}, worst told {of_ten(worst)}."
        week += _WEEK


def write_scores(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    courses = {c.measure.id: c for c in outcome_courses(case.log, case.intake, case.today, catalogue)}
    found = [_score_line(courses[measure], catalogue) for measure in _SCORES if measure in courses]
    yield from found or [catalogue.reason("letter-no-scores").text]
    if case.response.ihot12 is not None:
        yield catalogue.reason("letter-error-unknown").text


def _score_line(course: Course, catalogue: Catalogue) -> str:
    measure, first, last = course.measure, course.scores[0], course.scores[-1]
    scale = f"{measure.scoring.score_high:g}, {measure.scoring.better} is better"
    if len(course.scores) == 1:
        return catalogue.reason(
            "letter-once",
            name=f"{measure.short} on {date_in_words(last.day)}",
            now=f"{last.value:g}",
            scale=scale,
        ).text
    least = course.meaning.minimal
    facts: dict[str, object] = {
        "name": f"{measure.short}, {date_in_words(first.day)} to {date_in_words(last.day)}",
        "before": f"{first.value:g}",
        "now": f"{last.value:g}",
        "change": f"{last.value - first.value:+g}",
        "scale": scale,
        "limit": _NO if least is None else f"{least.value:g}",
        "cohort": "no cohort" if least is None else f"{least.cohort} cohort",
    }
    return catalogue.reason("letter-change", **facts).text


def write_decisions(
    case: LetterCase, catalogue: Catalogue, chosen: Sequence[Decision] | None = None
) -> Iterator[str]:
    """Steps back, stops and steps up, the newest last; holds change nothing and are many.

    `chosen` are those to tell of; without it all that are known.
    """
    decisions = case.decisions if chosen is None else chosen
    told = [d for d in decisions if d.kind is not DecisionKind.HOLD and d.date <= case.today]
    for decision in sorted(told, key=lambda d: d.date)[-_MOST_DECISIONS:]:
        exercise = catalogue.exercises.get(decision.exercise or "")
        name = "The whole plan" if exercise is None else exercise.name
        because = decision.reasons[0].text if decision.reasons else ""
        yield f"{date_in_words(decision.date)}, {name}: {decision.kind.value}. {because}".strip()
    if not told:
        yield "No step back, stop or step up is on record."
