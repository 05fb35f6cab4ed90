"""Everything that the decisions of one day look at, read from the log once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.done_sets import sets_share
from hipwise.plan.dose_step import Change
from hipwise.plan.flare import Flare, find_flares
from hipwise.plan.history import Log, Session, build_sessions, sessions_since
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import KnownToday, known_today
from hipwise.plan.pain_response import Response, SessionPain, session_decision
from hipwise.plan.patient_settings import catalogue_for
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.session_pain import HipHistory, hip_history, session_pain
from hipwise.plan.situation import Situation, assess

WEEK_DAYS = 7


@dataclass(frozen=True)
class Look:
    """The plan, the log up to that day, and what follows from them."""

    plan: Plan
    log: Log
    intake: Intake
    today: date
    catalogue: Catalogue
    history: HipHistory

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions of the log, by time."""
        return build_sessions(self.log, self.catalogue)

    @cached_property
    def sessions_this_week(self) -> tuple[Session, ...]:
        """The sessions of the last seven days, by time."""
        return sessions_since(self.sessions, self.today - timedelta(days=WEEK_DAYS - 1))

    @cached_property
    def flares(self) -> tuple[Flare, ...]:
        """The flares of the log, by time."""
        return find_flares(self.log, self.history, self.catalogue)

    def pain(self, session: Session, exercise_id: str) -> SessionPain:
        """What the log says today about a session of an exercise."""
        return self._heard(session, exercise_id)[0]

    def response(self, session: Session, exercise_id: str) -> Response:
        """What follows from it for that exercise."""
        return self._heard(session, exercise_id)[1]

    def _heard(self, session: Session, exercise_id: str) -> tuple[SessionPain, Response]:
        key = (session.started, exercise_id, self.plan.phase)
        kept = self._kept.get(key)
        if kept is None or kept[0] is not session:
            pain = session_pain(session, exercise_id, self.history, self.catalogue)
            kept = self._kept[key] = (session, pain, session_decision(pain, self.catalogue))
        return kept[1:]

    @cached_property
    def _kept(self) -> dict[tuple[datetime, str, int], tuple[Session, SessionPain, Response]]:
        """What was heard of sessions, by their beginning; a settled one is the same in a log that goes on."""
        return _heard_of(self.log, self.intake, self.catalogue)

    @property
    def flare(self) -> Flare | None:
        """The flare that is going on."""
        return self.flares[-1] if self.flares and self.flares[-1].ended is None else None

    @cached_property
    def known(self) -> KnownToday:
        """The intake as it is known on that day. Worked out when it is first asked for."""
        return known_today(self.intake, self.log, self.today, self.catalogue, self.flares)

    @cached_property
    def situation(self) -> Situation:
        """What is known on that day about any exercise, in no later phase than the plan's."""
        return assess(self.known.intake, self.catalogue, self.plan.phase or None)

    @cached_property
    def minutes_per_day(self) -> Mapping[str, int]:
        """The minutes of each day of the plan with exercises."""
        return self.plan.minutes_per_day

    @cached_property
    def sets_share(self) -> float | None:
        """The share of the planned sets that was done in the last days, 0 to 1."""
        days = int(self.catalogue.setting("adherence.window_days"))
        return sets_share(self.log, self.plan, self.today, days, self.catalogue).share

    def item(self, exercise_id: str) -> PlanItem | None:
        """The plan's line of that exercise."""
        return next((item for item in self.plan.items if item.exercise == exercise_id), None)

    def reason(self, rule: str, **facts: object) -> Reason:
        """The reason a rule gives for these facts."""
        return self.catalogue.reason(rule, **facts)

    def decide(
        self,
        exercise: str | None,
        kind: DecisionKind,
        reasons: tuple[Reason, ...],
        change: Change | None = None,
        session: Session | None = None,
    ) -> Decision:
        """A decision of this day, with what each of its rules says leads up again."""
        texts = (self.catalogue.rules[reason.rule].brings_back for reason in reasons)
        return Decision(
            self.today,
            exercise,
            kind,
            reasons,
            change,
            None if session is None else session.day,
            tuple(dict.fromkeys(text for text in texts if text)),
        )


def _heard_of(
    log: Log, intake: Intake, catalogue: Catalogue
) -> dict[tuple[datetime, str, int], tuple[Session, SessionPain, Response]]:
    before = log.before

    def begin() -> dict[tuple[datetime, str, int], tuple[Session, SessionPain, Response]]:
        return {} if before is None else _heard_of(before, intake, catalogue)

    return log.remember("heard", (intake, catalogue), begin)


def look_at(plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue) -> Look:
    """Read the log up to the end of that day, with the thresholds that were set for this person."""
    catalogue = catalogue_for(intake.settings, catalogue)
    known = log.until(today)
    history = hip_history(known, intake, plan.phase)
    sessions = build_sessions(known, catalogue)
    return Look(plan, known, intake, today, catalogue, replace(history, sessions=sessions))
