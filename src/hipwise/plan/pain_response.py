"""How the hip answered one session of one exercise, and what follows from it for that exercise.

The rules are asked in the order of clinical priority: escalate, stop, step back, hold. Stops act on what
is known even when something else is missing; what is missing holds. All edges are settings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.library.same import Same
from hipwise.plan.medicine import medicine_points
from hipwise.plan.plan import Plan


class Verdict(IntEnum):
    """What one session says about its exercise, from permissive to strict."""

    CALM = 0
    HOLD = 1
    REGRESS = 2
    STOP = 3
    ESCALATE = 4


@dataclass(frozen=True, slots=True)
class SessionPain:
    """What is known of one session of one exercise. Scores are 0 to 10; None is not known.

    `pinch` is the pinch in the exercise, `pinch_elsewhere` the worst before, after and next morning.
    `joint_pain` is the worst during and after in front of the joint, or at a place that was not named or
    where the wider limit of the late phases does not apply. `usual_morning` is the base, and
    `lowest_morning` the lowest of the mornings it is made of.
    `postoperative_week` is completed weeks, None when the date is not known. `not_answered` names
    questions that were asked and left open. `is_nerve`: some of the pain burned or tingled.
    `is_swollen`: swelling was told around the session.
    """

    before: float | None
    during: float | None
    after: float | None
    next_morning: float | None
    joint_pain: float | None
    usual_morning: float
    pinch: float | None
    limp: bool | None
    analgesic: bool | None
    night_waking: bool | None
    phase: int
    pinch_elsewhere: float | None = None
    is_night_pain_new: bool = False
    red_flags: tuple[str, ...] = ()
    is_impact: bool = False
    is_post_operative: bool = False
    postoperative_week: int | None = None
    not_answered: tuple[str, ...] = ()
    lowest_morning: float | None = None
    is_nerve: bool = False
    is_swollen: bool = False


# What a person answers around a session, each for itself.
_ANSWERS = (
    *("before", "during", "after", "next_morning", "joint_pain"),
    *("pinch", "pinch_elsewhere", "limp", "night_waking"),
)


@dataclass(frozen=True, slots=True)
class Response:
    """The verdict on one session, why, and what it asks for beyond the dose.

    `asks_warning_signs`: the warning-sign questions come first. `is_range_only`: the step back is a
    smaller movement with the same dose.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    asks_warning_signs: bool = False
    is_range_only: bool = False


def session_decision(pain: SessionPain, catalogue: Catalogue) -> Response:
    """The strictest verdict that any rule gives, with every reason of that strictness."""
    return _decide(pain, Same(catalogue))


@lru_cache(maxsize=4096)
def _decide(pain: SessionPain, of: Same[Catalogue]) -> Response:
    """Scores are whole points, so that the same session comes back again and again."""
    catalogue = of.value
    if pain.red_flags:
        flags = ", ".join(pain.red_flags)
        return Response(Verdict.ESCALATE, (catalogue.reason("pain-red-flag", flags=flags),))
    asked = tuple(_warning_reasons(pain, catalogue))
    stops = asked + tuple(_stop_reasons(pain, catalogue))
    if stops:
        return Response(Verdict.STOP, _with_medicine(stops, pain, catalogue), asks_warning_signs=bool(asked))
    backs = tuple(_step_back_reasons(pain, catalogue))
    pinch = tuple(_small_pinch_reasons(pain, catalogue))
    if backs:
        return Response(Verdict.REGRESS, (*_with_medicine(backs, pain, catalogue), *pinch))
    if pinch:
        return Response(Verdict.REGRESS, pinch, is_range_only=True)
    holds = tuple(_hold_reasons(pain, catalogue))
    if holds:
        return Response(Verdict.HOLD, _with_medicine(holds, pain, catalogue))
    return Response(Verdict.CALM, (catalogue.reason("pain-calm", value=_felt(pain)),))


def response_since(then: SessionPain, now: SessionPain, catalogue: Catalogue) -> Response | None:
    """What a session says beyond what was known at an earlier moment; None when that was answered then.

    A stricter verdict counts as a whole. Without one, what was told since still stops or leads back by
    itself, so that neither pain nor medicine known before makes a sore morning count for less.
    """
    if now == then:
        return None
    response = session_decision(now, catalogue)
    if response.verdict > session_decision(then, catalogue).verdict:
        return response
    known = {name: None for name in _ANSWERS if getattr(now, name) == getattr(then, name)}
    later = replace(now, is_night_pain_new=now.is_night_pain_new and not then.is_night_pain_new)
    response = session_decision(replace(later, **known), catalogue)  # type: ignore[arg-type]
    return response if response.verdict > Verdict.HOLD else None


def _small_pinch_reasons(pain: SessionPain, catalogue: Catalogue) -> Iterator[Reason]:
    if _at_least(pain.pinch, catalogue.setting("pinch.small")):
        yield catalogue.reason("pain-small-pinch", value=pain.pinch)


def accepted_pain(phase: int, is_muscular_place: bool, catalogue: Catalogue) -> float:
    """Pain that a phase accepts in an exercise: the wider limit only away from the front of the joint."""
    limit = catalogue.setting(f"pain.accept.p{phase}")
    return limit if is_muscular_place else min(limit, catalogue.setting("pain.accept.groin"))


def is_early_after_surgery(is_post_operative: bool, week: int | None, catalogue: Catalogue) -> bool:
    """Does the stricter stop after surgery hold? A date that is not known counts as early."""
    return is_post_operative and (week is None or week <= catalogue.setting("pain.post_operative_weeks"))


def stopping_pain(is_post_operative: bool, week: int | None, catalogue: Catalogue) -> float:
    """The pain, in points of 10, above which an exercise stops: lower early after surgery."""
    stop = catalogue.setting("pain.stop")
    if not is_early_after_surgery(is_post_operative, week, catalogue):
        return stop
    return min(stop, catalogue.setting("pain.stop_post_operative"))


def stopping_pain_of(plan: Plan, catalogue: Catalogue) -> float:
    """The same for whoever a plan was made for."""
    week = plan.postoperative_week
    return stopping_pain(week is not None or plan.pathway == "post-operative", week, catalogue)


def over_stop_reasons(
    score: float, counted: float, is_post_operative: bool, week: int | None, catalogue: Catalogue
) -> Iterator[Reason]:
    """Why pain is over the stop of everybody, and over the lower one early after surgery.

    `score` is what was told and `counted` what it counts with medicine, points of 10.
    """
    stop = catalogue.setting("pain.stop")
    if counted > stop:
        yield catalogue.reason("pain-over-stop", value=score, limit=stop)
    stop = catalogue.setting("pain.stop_post_operative")
    if is_early_after_surgery(is_post_operative, week, catalogue) and counted > stop:
        weeks = catalogue.setting("pain.post_operative_weeks")
        yield catalogue.reason("pain-post-operative", value=score, limit=stop, weeks=weeks)


def _felt(pain: SessionPain) -> float | None:
    """The worst pain during and after the exercise that is known, without the points for medicine."""
    known = [score for score in (pain.during, pain.after) if score is not None]
    return max(known, default=None)


def _at_least(value: float | None, limit: float) -> bool:
    return value is not None and value >= limit


def _with_medicine(
    reasons: tuple[Reason, ...], pain: SessionPain, catalogue: Catalogue
) -> tuple[Reason, ...]:
    if not pain.analgesic:
        return reasons
    return (*reasons, catalogue.reason("pain-medicine", add=catalogue.setting("pain.analgesic_add")))


def _warning_reasons(pain: SessionPain, catalogue: Catalogue) -> Iterator[Reason]:
    known = [s for s in (pain.before, pain.during, pain.after, pain.next_morning) if s is not None]
    limit = catalogue.setting("pain.red_flag_form")
    if _at_least(max(known, default=None), limit):
        yield catalogue.reason("pain-very-strong", value=max(known), limit=limit)
    if pain.is_night_pain_new:
        yield catalogue.reason("pain-night")


def _stop_reasons(pain: SessionPain, catalogue: Catalogue) -> Iterator[Reason]:
    if pain.limp:
        yield catalogue.reason("pain-limp")
    pinch = max((p for p in (pain.pinch, pain.pinch_elsewhere) if p is not None), default=None)
    limit = catalogue.setting("pinch.stop")
    if _at_least(pinch, limit):
        yield catalogue.reason("pain-pinch", value=pinch, limit=limit)
    felt = _felt(pain)
    if felt is None:
        return
    counted = felt + medicine_points(pain.analgesic, catalogue)
    yield from over_stop_reasons(felt, counted, pain.is_post_operative, pain.postoperative_week, catalogue)
    limit = catalogue.setting("pain.stop_impact")
    if pain.is_impact and counted > limit:
        yield catalogue.reason("pain-impact", value=felt, limit=limit)


def _step_back_reasons(pain: SessionPain, catalogue: Catalogue) -> Iterator[Reason]:
    add = medicine_points(pain.analgesic, catalogue)
    delta = catalogue.setting("am_delta")
    if pain.next_morning is not None and pain.next_morning + add > pain.usual_morning + delta:
        yield catalogue.reason(
            "pain-next-morning", value=pain.next_morning, base=pain.usual_morning, delta=delta
        )
    for felt, is_muscular in ((_felt(pain), True), (pain.joint_pain, False)):
        limit = accepted_pain(pain.phase, is_muscular, catalogue)
        if felt is not None and felt + add > limit:
            yield catalogue.reason("pain-over-accept", value=felt, limit=limit)
            return


def _hold_reasons(pain: SessionPain, catalogue: Catalogue) -> Iterator[Reason]:
    missing = missing_answers(pain)
    if missing:
        yield catalogue.reason("pain-missing", missing=", ".join(missing))
    if pain.night_waking:
        yield catalogue.reason("pain-night-still")
    if pain.is_nerve:
        yield catalogue.reason("pain-nerve")
    if pain.is_swollen:
        yield catalogue.reason("pain-swelling")
    if _at_least(pain.pinch_elsewhere, catalogue.setting("pinch.small")):
        yield catalogue.reason("pain-pinch-elsewhere", value=pain.pinch_elsewhere)
    add = medicine_points(pain.analgesic, catalogue)
    target = catalogue.setting("pain.target")
    felt = _felt(pain)
    if felt is not None and felt + add > target:
        yield catalogue.reason("pain-over-target", value=felt, limit=target)
    yield from _unsure_morning_reasons(pain, add, catalogue)
    limit = accepted_pain(pain.phase, False, catalogue)
    outside = max((s for s in (pain.before, pain.next_morning) if s is not None), default=None)
    if outside is not None and outside + add > limit:
        yield catalogue.reason("pain-outside-exercise", value=outside, limit=limit)


def _unsure_morning_reasons(pain: SessionPain, add: float, catalogue: Catalogue) -> Iterator[Reason]:
    """A morning well above a calm one just before: what is usual is not known well enough to go up."""
    low, allowed = pain.lowest_morning, catalogue.setting("am_delta")
    if low is not None and pain.next_morning is not None and pain.next_morning + add > low + allowed:
        yield catalogue.reason("pain-unsure-morning", value=pain.next_morning, low=low)


def missing_answers(pain: SessionPain) -> tuple[str, ...]:
    """What would have to be known before a dose may rise and is not, in words."""
    asked: tuple[tuple[str, object], ...] = (
        ("pain before", pain.before),
        ("pain in the exercise", pain.during),
        ("pain after", pain.after),
        ("pain the next morning", pain.next_morning),
        ("pinch", pain.pinch),
        ("limp", pain.limp),
        ("pain medicine", pain.analgesic),
        ("waking at night", pain.night_waking),
    )
    missing = [words for words, answer in asked if answer is None]
    return tuple(missing + [words for words in pain.not_answered if words not in missing])
