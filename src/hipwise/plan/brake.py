"""What keeps a dose although the hip is calm: dose not done, hard effort, form, few sets, a day left out."""

from collections.abc import Iterator

from hipwise.library.rule import Reason
from hipwise.plan.done_sets import done_amount, planned_amount, working_sides
from hipwise.plan.entry import SetEntry, SkipEntry
from hipwise.plan.exclusion import standing_reasons
from hipwise.plan.history import Session, is_for_pain
from hipwise.plan.look import Look
from hipwise.plan.plan import PlanItem
from hipwise.plan.working_side import as_one_side, leaves_sore_side_out


def brakes(item: PlanItem, streak: list[Session], look: Look) -> Iterator[Reason]:
    """Every reason why the dose stays after these calm sessions, the newest session first."""
    yield from standing_reasons(look.catalogue.exercise(item.exercise), item.side, look.situation)
    yield from _wrong_side(item, look)
    yield from _dose_not_done(item, streak, look)
    yield from _effort(item, streak, look)
    yield from _form(item, streak, look)
    yield from _adherence(look)
    yield from _day_left_out(streak, look)
    yield from _said_against(item, streak, look)


def _wrong_side(item: PlanItem, look: Look) -> Iterator[Reason]:
    """A line that the sore side takes no part in, by what the intake says now."""
    exercise = look.catalogue.exercise(item.exercise)
    intake = look.situation.intake
    if leaves_sore_side_out(exercise, working_sides(item, exercise), intake):
        yield look.reason("lint-side-wrong", wanted=as_one_side(intake.symptomatic_sides).value)


def sets_of(exercise_id: str, session: Session) -> list[SetEntry]:
    """The sets of the exercise in that session."""
    return [entry for entry in session.sets if entry.exercise == exercise_id]


def _dose_not_done(item: PlanItem, streak: list[Session], look: Look) -> Iterator[Reason]:
    exercise = look.catalogue.exercise(item.exercise)
    planned = planned_amount(item, exercise)
    unit = "seconds" if exercise.is_hold else "repetitions"
    for session in streak:
        done = done_amount(sets_of(item.exercise, session), item, exercise)
        if done < planned:
            words = {"done": f"{done:g}", "planned": f"{planned:g} {unit}"}
            yield look.reason("progress-not-as-planned", **words)
            return


def _effort(item: PlanItem, streak: list[Session], look: Look) -> Iterator[Reason]:
    """Effort is not always asked; known and high, it holds."""
    scores = [e.score for s in streak for e in s.efforts if e.exercise == item.exercise]
    early = look.plan.phase < 3  # phases 1 and 2 share one setting, 3 and 4 the other
    limit = look.catalogue.setting("progress.effort.p1" if early else "progress.effort.p3")
    if scores and max(scores) > limit:
        yield look.reason("progress-effort", value=max(scores), limit=limit)


def _form(item: PlanItem, streak: list[Session], look: Look) -> Iterator[Reason]:
    """Faulty repetitions over repetitions that a camera judged; two faults may share one repetition."""
    limit = look.catalogue.setting("progress.fault_share")
    for session in streak:
        share = fault_share(item, session)
        if share > limit:
            yield look.reason("progress-form", share=round(share * 100), limit=round(limit * 100))
            return


def fault_share(item: PlanItem, session: Session) -> float:
    """The share of the repetitions judged by a camera that had a fault, 0 to 1; 0 when none was judged."""
    judged = [entry for entry in sets_of(item.exercise, session) if entry.source == "camera"]
    faults = sum(count for entry in judged for _, count in entry.faults)
    repetitions = sum(entry.judged for entry in judged)
    return min(1.0, faults / repetitions) if judged else 0.0


def _adherence(look: Look) -> Iterator[Reason]:
    limit = look.catalogue.setting("adherence.min")
    share = look.sets_share or 0.0
    if share < limit:
        days = look.catalogue.setting("adherence.window_days")
        words = {"share": round(share * 100), "limit": round(limit * 100), "days": days}
        yield look.reason("progress-adherence", **words)


def _day_left_out(streak: list[Session], look: Look) -> Iterator[Reason]:
    """Was a whole day left out for pain since the first of these sessions?"""
    if any(
        entry.exercise is None and is_for_pain(entry) and entry.at >= streak[-1].started
        for entry in look.log.of(SkipEntry)
    ):
        yield look.reason("pain-skipped")


def _said_against(item: PlanItem, streak: list[Session], look: Look) -> Iterator[Reason]:
    """Was it, or a whole day, left out since then for a reason on which no dose rises?"""
    barriers = look.catalogue.barriers
    for entry in look.log.of(SkipEntry):
        barrier = barriers.get(entry.reason)
        is_about = entry.exercise in (None, item.exercise) and entry.at >= streak[-1].started
        if is_about and barrier is not None and barrier.holds and not is_for_pain(entry):
            yield look.reason("progress-barrier", why=barrier.desk)
            return
