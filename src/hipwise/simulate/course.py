"""The weeks of one invented person: prescribe, sign, exercise, log, decide, accept, and look again.

Everything that decides is the real core; here are only the person, and a therapist who signs what lint
lets pass, accepts every step back and most steps up, and looks at phase and tests every few weeks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from hipwise.follow.attention import Case, needs_of
from hipwise.follow.list_memory import ListMemory, choose
from hipwise.follow.need import Need
from hipwise.library.catalogue import Catalogue
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.history import Log
from hipwise.plan.intake import DAYS, Intake
from hipwise.plan.known_today import known_today
from hipwise.plan.lint import lint
from hipwise.plan.log_start import find_log_start
from hipwise.plan.phase_plan import plan_of_phase
from hipwise.plan.plan import Plan, PlanItem, PlanStatus
from hipwise.plan.prescribing import prescribe
from hipwise.plan.progression import progress
from hipwise.plan.revision import revise
from hipwise.simulate.diary import Diary, moment
from hipwise.simulate.examination import examine, first_intake
from hipwise.simulate.hip import Hip, response_of
from hipwise.simulate.patient import Patient
from hipwise.simulate.told import Told

_DAY = timedelta(days=1)
_WEEK = 7
_FORENOON_H, _EVENING_H = 9.5, 23.5
_SIGNED_H = 7.6
# Days until the invented clinician has looked at a warning sign, and the share that is cleared.
_LOOKED_AT_AFTER = 5
_CLEARED = 0.5
_PAUSED_LOOK = 3
# As the clinic does, which keeps a start for so many days.
_SHORTENED_AFTER = 90
_LONG_LOG = 300


@dataclass(frozen=True, slots=True)
class Visit:
    """One day on which the rules were asked: what they knew, what they said, what was signed after it.

    `told` is the person's own record at that moment; it changes later and is only read at once.
    """

    day: date
    at: datetime
    intake: Intake
    plan: Plan
    log: Log
    decisions: tuple[Decision, ...]
    signed: Plan
    told: Told
    need: Need | None


@dataclass(frozen=True, slots=True)
class Signing:
    """A plan that came into force: `is_new` when it was prescribed, not one decision further."""

    day: date
    plan: Plan
    is_new: bool


@dataclass(slots=True)
class Course:
    """What happened to one person. `phases` has the phase of each week, 0 without a plan."""

    patient: Patient
    first: Intake
    proposed: Plan
    signings: list[Signing] = field(default_factory=list)
    phases: list[int] = field(default_factory=list)
    needs: list[tuple[date, Need]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    steps_up: int = 0
    ended: str = ""


class Programme:
    """The running programme of one person. `visits` yields the days on which the rules are asked.

    `known` is what was known of the person when the plan in force was signed.
    """

    def __init__(self, patient: Patient, chance: Random, catalogue: Catalogue) -> None:
        self.patient, self.chance, self.catalogue = patient, chance, catalogue
        self.hip = Hip(patient, response_of(catalogue), patient.pain, patient.strength)
        self.diary = Diary(self.hip, chance, catalogue)
        self.intake = first_intake(patient, self.hip)
        self.plan = prescribe(self.intake, catalogue)
        self.known = self.intake
        self.course = Course(patient, self.intake, self.plan)
        self._paused: frozenset[str] = frozenset()
        self._all_paused = False
        self._memory = ListMemory()
        self._flag_since: date | None = None
        self._looked_on = patient.starts_on
        self._decided_on = patient.starts_on
        self._shortened_on = patient.starts_on
        if self.plan.status is PlanStatus.PLANNED:
            self._sign(self.plan, patient.starts_on, is_new=True)

    def visits(self, weeks: int) -> Iterator[Visit]:
        """Live through the weeks. Nothing happens where no plan may be made.

        The rules are asked once a week after the morning check, more often while something is stopped, and
        at once on the evening of a bad day.
        """
        if self.plan.status is PlanStatus.BLOCKED:
            self.course.phases = [0] * weeks
            return
        for number in range(1, weeks * _WEEK + 1):
            day = self.patient.starts_on + number * _DAY
            is_bad = self._wake(day, number)
            if self.course.ended:
                break
            if is_bad or self._is_due(day):
                yield self._visit(day, _FORENOON_H)
            if self._train(day):
                yield self._visit(day, _EVENING_H)
            if number % _WEEK == 0:
                self.course.phases.append(self._phase())
        self.course.phases += [0] * (weeks - len(self.course.phases))

    def _is_due(self, day: date) -> bool:
        paused = self._all_paused or bool(self._paused)
        return (day - self._decided_on).days >= (_PAUSED_LOOK if paused else _WEEK)

    def _phase(self) -> int:
        return self.plan.phase if self.plan.items and not self.diary.told.open_flags else 0

    def _wake(self, day: date, number: int) -> bool:
        """A night and a morning; is it one on which the rules are asked at once?"""
        told = self.diary.told
        self.hip.sleep(self.chance)
        waiting = told.questions_since
        if self.chance.random() < self.patient.kind.gives_answers:
            self.diary.wake(day)
        self.hip.left_over = 0.0
        if self.patient.late_flag is not None and self.patient.late_flag[0] == number:
            self._report_flag(day, self.patient.late_flag[1])
            return True
        self._look_at_flags(day)
        if not self.course.ended:
            self._look_again(day)
        return waiting is None and told.questions_since is not None

    def _train(self, day: date) -> bool:
        """The session of a day, if there is one; was it so bad that the rules are asked at once?"""
        items = self._items_on(day)
        if not items:
            return False
        does = self.chance.random() < self.patient.kind.does_sessions
        if does or self.chance.random() < self.patient.kind.tells_sets - 1.0:
            felt = self.diary.exercise(day, items)
            if does:
                self.hip.finish(felt)
            return _is_sore(self.diary.told)
        if self.chance.random() < self.patient.kind.gives_answers / 2:
            self.diary.skip(day, "time")
        return False

    def _items_on(self, day: date) -> list[PlanItem]:
        if self._all_paused or self.diary.told.open_flags or self.diary.told.questions_since is not None:
            return []
        weekday = DAYS[day.weekday()]
        return [i for i in self.plan.items if weekday in i.days and i.exercise not in self._paused]

    def _report_flag(self, day: date, flag: str) -> None:
        self.diary.answer_questions(moment(day, 7.2), (flag,))
        self._flag_since = day

    def _look_at_flags(self, day: date) -> None:
        """A clinician looks at open flags some days later, and answers what strong pain asked."""
        told = self.diary.told
        if told.open_flags and self._flag_since is not None:
            if (day - self._flag_since).days >= _LOOKED_AT_AFTER:
                if self.chance.random() > _CLEARED:
                    self.course.ended = "referred"
                    return
                self.diary.clear(moment(day, 7.3))
                self._begin_anew(day)
        elif told.questions_since is not None and self.chance.random() < 0.5:
            self.diary.answer_questions(moment(day, 7.4), ())

    def _look_again(self, day: date) -> None:
        """Every few weeks the warning-sign questions are answered and the tests done again."""
        days = self.catalogue.setting("simulate.reassess_days")
        if (day - self._looked_on).days >= days and not self.diary.told.open_flags:
            self._looked_on = day
            self.diary.answer_questions(moment(day, 7.5), ())
            self.diary.log_tests(moment(day, 7.6), examine(self.patient, self.hip))

    def _begin_anew(self, day: date) -> None:
        """A new intake after warning signs were cleared: the plan of a phase no higher than before."""
        self.diary.log_tests(moment(day, 7.6), examine(self.patient, self.hip))
        self.diary.interview(day)
        self.intake = replace(self._known(day), red_flags=())
        self._sign_phase(self._plan_of(self.plan.phase, self.intake), day, _SIGNED_H)

    def _known(self, day: date) -> Intake:
        return known_today(self.intake, self.diary.log(), day, self.catalogue).intake

    def _visit(self, day: date, hour: float) -> Visit:
        """Ask the rules, accept, sign."""
        self._decided_on = day
        at, log, before, intake = moment(day, hour), self._read_log(day), self.plan, self.intake
        decisions = progress(before, log, intake, day, self.catalogue)
        need = self._need(day, log, decisions)
        accepted = [decision for decision in decisions if self._accepts(decision)]
        self._pause(decisions)
        self._take_steps([d for d in accepted if d.exercise is not None and d.change is not None], day, at)
        self._change_phase(accepted, day, hour)
        self.course.decisions += [d for d in decisions if d.kind is not DecisionKind.HOLD]
        return Visit(day, at, intake, before, log, decisions, self.plan, self.diary.told, need)

    def _take_steps(self, steps: list[Decision], day: date, at: datetime) -> None:
        if steps:
            self._sign(revise(self.plan, steps, at, self.catalogue), day, is_new=False)
            self.course.steps_up += sum(d.kind is DecisionKind.PROGRESS for d in steps)

    def _change_phase(self, accepted: list[Decision], day: date, hour: float) -> None:
        """The therapist confirms the signs that no test shows, and signs the plan of the other phase."""
        for decision in accepted:
            change = decision.change
            if change is not None and change.field == "phase" and isinstance(change.after, int | float):
                self._sign_phase(self._plan_of(round(change.after), self._known(day)), day, hour)

    def _plan_of(self, phase: int, known: Intake) -> Plan:
        earlier = (signing.plan for signing in reversed(self.course.signings))
        return plan_of_phase(self.plan, known, phase, self.catalogue, earlier)

    def _sign_phase(self, proposed: Plan, day: date, hour: float) -> None:
        """What is signed is dosed from that moment on: what was told before was known to the signer."""
        if proposed.status is PlanStatus.PLANNED:
            at = moment(day, hour)
            items = tuple(replace(item, since=at) for item in proposed.items)
            self._sign(replace(proposed, items=items), day, is_new=True)

    def _read_log(self, day: date) -> Log:
        """The log from where the core says that it has to be read; looked for anew when it has grown long."""
        log = self.diary.log()
        if len(log.entries) > _LONG_LOG and (day - self._shortened_on).days >= _SHORTENED_AFTER:
            self._shortened_on = day
            start = find_log_start(self.plan, log, self.intake, day, self.catalogue)
            if start is not None:
                self.diary.read_from(start)
                return self.diary.log()
        return log

    def _need(self, day: date, log: Log, decisions: tuple[Decision, ...]) -> Need | None:
        """What the therapist's list shows; what can wait is counted on the day on which it came up."""
        case = Case(self.plan, log, self.intake, day, decisions, tuple(self.course.decisions))
        shown = choose(needs_of(case, self.catalogue), self._memory, day, self.catalogue)
        self._memory = shown.memory
        if shown.need is not None and (not shown.need.can_wait or shown.memory.raised_on == day):
            self.course.needs.append((day, shown.need))
        return shown.need

    def _accepts(self, decision: Decision) -> bool:
        if decision.kind is not DecisionKind.PROGRESS:
            return True
        return self.chance.random() < self.catalogue.setting("simulate.accepts")

    def _pause(self, decisions: tuple[Decision, ...]) -> None:
        """What was stopped without a smaller dose rests until the rules are asked again."""
        stopping = (DecisionKind.STOP, DecisionKind.ESCALATE)
        stopped = [d for d in decisions if d.kind in stopping and d.change is None]
        self._all_paused = any(d.exercise is None for d in stopped)
        self._paused = frozenset(d.exercise for d in stopped if d.exercise is not None)

    def _sign(self, plan: Plan, day: date, is_new: bool) -> None:
        """Only a plan without errors comes into force."""
        known = self._known(day) if is_new else self.known
        if is_new and _has_errors(plan, known, self.catalogue):
            return
        self.plan, self.known = plan, known
        self.course.signings.append(Signing(day, plan, is_new))


def _is_sore(told: Told) -> bool:
    last = told.sessions[-1]
    pinch = max((p for p in last.pinch.values() if p is not None), default=0.0)
    return last.worst > 5 or pinch >= 3 or bool(last.limp)


def _has_errors(plan: Plan, intake: Intake, catalogue: Catalogue) -> bool:
    return any(finding.severity == "error" for finding in lint(plan, intake, catalogue))
