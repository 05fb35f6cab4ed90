"""Many invented people, one after the other: each from the seed and its own number alone.

So the same people come out whichever process makes which of them, and one of them can be made again.
"""

from collections.abc import Iterator
from random import Random

from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import PlanStatus
from hipwise.simulate.aftermath import look_beyond
from hipwise.simulate.course import Course, Programme, Visit
from hipwise.simulate.patient import choose_kind, invent_patient
from hipwise.simulate.safety import look_at_course, look_at_plan, look_at_visit
from hipwise.simulate.safety_check import Finding, PlanInForce, SeenVisit
from hipwise.simulate.tally import MOST_SHOWN, Tally, UnsafeFinding


def simulate_people(first: int, count: int, weeks: int, seed: int, catalogue: Catalogue) -> Tally:
    """The tally of the people with the numbers from `first` on."""
    tally = Tally(weeks)
    for number in range(first, first + count):
        simulate_person(number, weeks, seed, catalogue, tally)
    return tally


def simulate_person(number: int, weeks: int, seed: int, catalogue: Catalogue, tally: Tally) -> Course:
    """Live through one person's weeks, check everything, and count it."""
    chance = Random(f"{seed}:{number}")
    kind = choose_kind(chance, catalogue)
    programme = Programme(invent_patient(kind, chance, catalogue), chance, catalogue)
    sample = chance.randrange(max(1, weeks))
    found: list[Finding] = []
    visits: list[Visit] = []
    for finding in _first_plan(programme, catalogue, tally):
        found.append(finding)
    for place, visit in enumerate(programme.visits(weeks)):
        visits.append(visit)
        tally.decisions.update(decision.kind.value for decision in visit.decisions)
        found += look_at_visit(SeenVisit(visit, catalogue, place == sample), tally.checked)
        found += look_at_plan(PlanInForce(visit.signed, programme.known, visit.day, catalogue), tally.checked)
    found += look_at_course(programme.course, tuple(visits), tally.checked)
    found += look_beyond(programme, weeks, number, seed, tally.checked)
    _count(programme.course, found, number, tally)
    return programme.course


def _first_plan(programme: Programme, catalogue: Catalogue, tally: Tally) -> Iterator[Finding]:
    course = programme.course
    seen = PlanInForce(course.proposed, course.first, course.first.today, catalogue)
    yield from look_at_plan(seen, tally.checked)


def _count(course: Course, found: list[Finding], number: int, tally: Tally) -> None:
    kind = course.patient.kind.id
    planned = course.proposed.status is PlanStatus.PLANNED
    phases = [signing.plan.phase for signing in course.signings]
    progressed = course.steps_up > 0 or (bool(phases) and max(phases) > phases[0])
    tally.patients += 1
    tally.planned += planned
    tally.progressed += progressed
    tally.steps_up += course.steps_up
    tally.by_kind[kind] += 1
    tally.planned_by_kind[kind] += planned
    tally.progressed_by_kind[kind] += progressed
    tally.by_outcome[outcome_of(course, progressed)] += 1
    for week, phase in enumerate(course.phases):
        tally.phases[week][phase] += 1
    tally.found.update(finding.check for finding in found)
    room = max(0, MOST_SHOWN - len(tally.unsafe))
    tally.unsafe += [UnsafeFinding(number, kind, finding) for finding in found[:room]]


def outcome_of(course: Course, progressed: bool) -> str:
    """How it went, in one word for programs."""
    if course.proposed.status is PlanStatus.BLOCKED:
        return "escalated" if course.proposed.screening.flags else "no-plan"
    if course.ended:
        return course.ended
    if course.phases and course.phases[-1] == 0:
        return "paused"
    return "progressed" if progressed else "held"
