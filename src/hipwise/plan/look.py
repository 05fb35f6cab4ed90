"""Everything that the decisions of one day look at, read from the log once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.done_sets import sets_share
from hipwise.plan.dose_step import Change
from hipwise.plan.flare import Flare, find_flares
from hipwise.plan.history import Log, Session, build_sessions
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import KnownToday, known_today
from hipwise.plan.patient_settings import catalogue_for
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.session_pain import HipHistory, hip_history
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
    sessions: tuple[Session, ...]
    history: HipHistory
    flares: tuple[Flare, ...]

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


def look_at(plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue) -> Look:
    """Read the log up to the end of that day, with the thresholds that were set for this person."""
    catalogue = catalogue_for(intake.settings, catalogue)
    known = log.until(today)
    history = hip_history(known, intake, plan.phase)
    flares = find_flares(known, history, catalogue)
    return Look(plan, known, intake, today, catalogue, build_sessions(known, catalogue), history, flares)
