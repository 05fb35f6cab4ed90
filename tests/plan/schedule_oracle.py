"""The best week that could be had: the scheduler's own choice as an integer programme, solved exactly.

Given are the exercises of a plan with their minutes. Free are the days of each. The rules are those of the
manual: places and minutes of a day, a day a week without exercise, at most three days with exercises that
need a day between, none of them next to each other, also round the weekend, and of each exercise no more
days than its dose says. A lighter day with one exercise alone is only there where that exercise would
otherwise be on fewer days than its source asks for. An exercise that is in the plan is on at least one day.
Most sessions win, one exercise on one day being a session; of equals the most minutes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from ortools.sat.python import cp_model

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.choice import choose
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.filling import fill_week, minutes_budget
from hipwise.plan.intake import DAYS, Intake
from hipwise.plan.placed import Placed
from hipwise.plan.situation import Situation, assess
from hipwise.simulate.examination import first_intake
from hipwise.simulate.hip import Hip, response_of
from hipwise.simulate.patient import choose_kind, invent_patient

CATALOGUE = load_catalogue()
ITEMS_A_DAY, STRONG_DAYS, REST_DAYS, STRONG_TIER = 4, 3, 1, 2
SESSIONS_WORSE, MINUTES_WORSE = 1, 3
Used = dict[tuple[str, str], cp_model.IntVar]


@dataclass(frozen=True, slots=True)
class Week:
    """How much a week holds: sessions (one exercise on one day) and their minutes."""

    sessions: int
    minutes: int

    def is_nearly(self, best: "Week") -> bool:
        """At most one session or three minutes worse."""
        few = best.sessions - self.sessions <= SESSIONS_WORSE
        return few or best.minutes - self.minutes <= MINUTES_WORSE


@dataclass(frozen=True, slots=True)
class Job:
    """One exercise to place: on at most so many days, with so many minutes on each.

    On up to `least` days it may be alone.
    """

    exercise: str
    minutes: int
    least: int
    most: int
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """One person's week: the exercises, the days that there are, the minutes of a day."""

    jobs: tuple[Job, ...]
    days: tuple[str, ...]
    budget: int


def random_situation(chance: Random) -> Situation:
    """Somebody at any point of a programme, from the first day to the last phase."""
    patient = invent_patient(choose_kind(chance, CATALOGUE), chance, CATALOGUE)
    hip = Hip(patient, response_of(CATALOGUE), chance.uniform(0, 2), chance.random())
    weeks = chance.choice((0, 3, 7, 14))
    return assess(_at_week(first_intake(patient, hip), weeks, chance), CATALOGUE)


def _at_week(intake: Intake, weeks: int, chance: Random) -> Intake:
    minutes = chance.choice((None, 3.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0, 60.0))
    days = tuple(day for day in DAYS if chance.random() < chance.choice((0.4, 0.7, 1.0)))
    return replace(intake, weeks_in_programme=weeks, minutes_per_day=minutes, days=days)


def our_week(situation: Situation) -> tuple[Placed, ...]:
    """What the scheduler makes of it; nothing where screening blocks."""
    if situation.screening.blocks:
        return ()
    judged = {exercise.id: judge(exercise, situation) for exercise in CATALOGUE.exercises.values()}
    eligible = {name: answer for name, answer in judged.items() if isinstance(answer, Eligible)}
    placed, _ = fill_week(choose(eligible, situation), situation)
    return placed


def problem_of(placed: Sequence[Placed], situation: Situation) -> Problem:
    """The same exercises with the same doses, and their days free again."""
    return Problem(tuple(map(_job, placed)), situation.intake.days, int(minutes_budget(situation)))


def _job(place: Placed) -> Job:
    """As often as its dose says; where ours keeps a lonely exercise company it may be more often."""
    exercise = place.choice.eligible.exercise
    most = max(place.dose.days_per_week, len(place.days))
    least = round(exercise.dose.days_per_week.low)
    return Job(exercise.id, place.minutes, least, most, exercise.tier >= STRONG_TIER)


def week_of(placed: Sequence[Placed]) -> Week:
    """What our week holds."""
    sessions = sum(len(place.days) for place in placed)
    return Week(sessions, sum(len(place.days) * place.minutes for place in placed))


def best_week(problem: Problem) -> Week:
    """The best week under the rules. Raises ValueError when there is none."""
    model, used = cp_model.CpModel(), {}
    for job in problem.jobs:
        for day in problem.days:
            used[job.exercise, day] = model.new_bool_var(f"{job.exercise} {day}")
    _limit_days(model, used, problem)
    strong = _limit_strong_days(model, used, problem)
    _keep_company(model, used, strong, problem)
    sessions = sum(used.values())
    minutes = sum(job.minutes * used[job.exercise, day] for job in problem.jobs for day in problem.days)
    model.maximize(1000 * sessions + minutes)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise ValueError(f"expected a best week, found none for {problem}")
    return Week(int(solver.value(sessions)), int(solver.value(minutes)))


def _limit_days(model: cp_model.CpModel, used: Used, problem: Problem) -> None:
    trains = {day: model.new_bool_var(day) for day in problem.days}
    for day in problem.days:
        on_day = [used[job.exercise, day] for job in problem.jobs]
        model.add(sum(on_day) <= ITEMS_A_DAY * trains[day])
        model.add(sum(job.minutes * used[job.exercise, day] for job in problem.jobs) <= problem.budget)
    model.add(sum(trains.values()) <= len(DAYS) - REST_DAYS)
    for job in problem.jobs:
        placed = sum(used[job.exercise, day] for day in problem.days)
        model.add(placed <= job.most)
        model.add(placed >= 1)


def _limit_strong_days(model: cp_model.CpModel, used: Used, problem: Problem) -> dict[str, cp_model.IntVar]:
    strong = {day: model.new_bool_var(f"strong {day}") for day in problem.days}
    for job in problem.jobs:
        if job.is_strong:
            for day in problem.days:
                model.add_implication(used[job.exercise, day], strong[day])
    model.add(sum(strong.values()) <= STRONG_DAYS)
    for day, following in zip(DAYS, (*DAYS[1:], DAYS[0]), strict=True):
        if day in strong and following in strong:
            model.add(strong[day] + strong[following] <= 1)
    return strong


def _keep_company(
    model: cp_model.CpModel, used: Used, strong: dict[str, cp_model.IntVar], problem: Problem
) -> None:
    """Alone on a lighter day only where the exercise is on no more days than its source asks for."""
    for job in problem.jobs:
        placed = sum(used[job.exercise, day] for day in problem.days)
        for day in problem.days:
            others = sum(used[other.exercise, day] for other in problem.jobs if other is not job)
            alone = model.new_bool_var(f"{job.exercise} alone {day}")
            model.add(used[job.exercise, day] - others - strong[day] <= alone)
            model.add(placed <= job.least).only_enforce_if(alone)


@dataclass(frozen=True, slots=True)
class Compared:
    """One person's week: ours, and the best there is."""

    problem: Problem
    ours: Week
    best: Week
    days: dict[str, tuple[str, ...]]


def compare(people: int, seed: int) -> Iterator[Compared]:
    """The weeks of so many people with a plan. The same seed gives the same people."""
    chance = Random(seed)
    found = 0
    while found < people:
        situation = random_situation(chance)
        placed = our_week(situation)
        if placed:
            found += 1
            problem = problem_of(placed, situation)
            days = {place.choice.eligible.exercise.id: place.days for place in placed}
            yield Compared(problem, week_of(placed), best_week(problem), days)
