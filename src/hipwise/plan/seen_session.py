"""How the hip answered the sessions of one exercise that its dose has not answered yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from hipwise.plan.history import Session, is_for_pain
from hipwise.plan.look import Look
from hipwise.plan.pain_response import Response, Verdict, missing_answers, response_since
from hipwise.plan.plan import PlanItem
from hipwise.plan.session_pain import session_pain


@dataclass(frozen=True, slots=True)
class SeenSession:
    """One session of the exercise with its response."""

    session: Session
    response: Response
    is_complete: bool


def seen_sessions(exercise_id: str, item: PlanItem | None, look: Look) -> list[SeenSession]:
    """The sessions of the exercise that its dose has not answered yet, the newest first.

    Only as far back as anything can matter: to one of which everything is known, and enough for a row.
    """
    needed = int(look.catalogue.setting("progress.min_sessions"))
    answered = timedelta(hours=look.catalogue.setting("morning.to_h"))
    found: list[SeenSession] = []
    for session in reversed(look.sessions):
        if item is not None and item.since is not None and session.ended + answered <= item.since:
            break  # what is older was known even earlier
        if exercise_id in session.exercises:
            seen = _see(session, exercise_id, item, look)
            if seen is not None:
                found.append(seen)
        if len(found) >= needed and any(each.is_complete for each in found):
            break
    return found


def _see(session: Session, exercise_id: str, item: PlanItem | None, look: Look) -> SeenSession | None:
    """The response to one session; None when the dose was set with all of it known.

    What came to light only after the dose was set, such as a sore morning, still counts.
    """
    response = look.response(session, exercise_id)
    if item is not None and item.since is not None and session.ended <= item.since:
        if all(morning.at <= item.since for morning in session.next_mornings):
            return None
        then = session_pain(session, exercise_id, look.history, look.catalogue, until=item.since)
        later = response_since(then, look.pain(session, exercise_id), look.catalogue)
        if later is None:
            return None
        response = later
    skipped = any(is_for_pain(skip) and skip.exercise == exercise_id for skip in session.skips)
    if skipped and response.verdict <= Verdict.HOLD:
        response = Response(Verdict.HOLD, (look.reason("pain-skipped"),))
    return SeenSession(session, response, is_complete=not missing_answers(look.pain(session, exercise_id)))


def strictest(seen: Iterable[SeenSession]) -> SeenSession | None:
    """The strictest response back to the newest session of which everything is known.

    A session with a missing answer must not hide what the one before it said.
    """
    worst: SeenSession | None = None
    for each in seen:
        if worst is None or each.response.verdict > worst.response.verdict:
            worst = each
        if each.is_complete:
            break
    return worst


def with_this_dose(seen: Iterable[SeenSession], item: PlanItem, look: Look) -> list[SeenSession]:
    """Those since the dose stands: calm sessions before the plan say nothing of a dose that is new in it."""
    if item.since is not None:
        return list(seen)
    return [each for each in seen if each.session.day >= look.plan.made_on]


def calm_streak(seen: Iterable[SeenSession], needed: int) -> list[SeenSession]:
    """The newest sessions in a row that were calm, at most as many as are needed."""
    streak: list[SeenSession] = []
    for each in seen:
        if each.response.verdict is not Verdict.CALM or len(streak) == needed:
            break
        streak.append(each)
    return streak
