"""Screening: may there be a plan at all, and what narrows it?

Three answers come out of it. *Flags* are what somebody has to look at first; one of them makes the
outcome `escalate`. *Blocks* are all reasons why there is no plan. *Limits* narrow a plan that there may
be. Each rule is one small function below; a rule that lacks its data never permits.
"""

from collections.abc import Callable, Iterator, Sequence

from hipwise.library.catalogue import Catalogue
from hipwise.library.precaution import Precaution
from hipwise.library.red_flag import RedFlag
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.confidence import is_unsure
from hipwise.plan.intake import Intake
from hipwise.plan.limits import hip_limits
from hipwise.plan.plan import Flag, Outcome, Screening
from hipwise.plan.post_operative import full_weight_bearing_week, unknown_procedures, week_row
from hipwise.plan.soreness import has_severe_pain, has_severe_rest_pain, pinches_much

Rule = Callable[[Intake, Catalogue], Iterator[Reason]]


def screen(intake: Intake, catalogue: Catalogue) -> Screening:
    """Screen an intake. There may be a plan when, and only when, `blocks` is empty."""
    flags = tuple(_flags(intake, catalogue))
    blocks = tuple(_because(flag, catalogue) for flag in flags)
    blocks += tuple(reason for rule in _BLOCKS for reason in rule(intake, catalogue))
    limits = tuple(reason for rule in _LIMITS for reason in rule(intake, catalogue))
    if flags:
        outcome = Outcome.ESCALATE
    else:
        outcome = Outcome.CAUTION if blocks or limits else Outcome.CLEAR
    return Screening(outcome, flags, limits, blocks)


def red_flag_to_flag(red_flag: RedFlag) -> Flag:
    """A red flag as screening reports it: what to do, then whom to call."""
    text = f"{red_flag.name}. {red_flag.action} Call: {red_flag.call}"
    return Flag(red_flag.id, red_flag.urgency, text, red_flag.source, red_flag.evidence)


def _because(flag: Flag, catalogue: Catalogue) -> Reason:
    return catalogue.reason("screen-flag", flag=flag.text)


def _flags(intake: Intake, catalogue: Catalogue) -> Iterator[Flag]:
    found = list(intake.red_flags)
    if intake.person.age < catalogue.setting("plan.child_age"):
        found.append("adolescent-hip")
    if intake.person.age < catalogue.setting("plan.young_child_age"):
        found.append("child-limp")
    for red_flag in sorted(catalogue.red_flags.values(), key=lambda entry: entry.order):
        if red_flag.id in found:
            yield red_flag_to_flag(red_flag)
    if _is_minor(intake, catalogue) and not intake.therapist:
        yield _flag(
            "guardian", "soon", catalogue.reason("screen-guardian-alone", limit=_guardian_age(catalogue))
        )
    if has_severe_rest_pain(intake, catalogue):
        yield _flag("severe-pain", "urgent", catalogue.reason("screen-severe-rest", value=intake.pain.rest))
    elif has_severe_pain(intake, catalogue) and not intake.therapist:
        yield _flag("severe-pain", "urgent", catalogue.reason("screen-severe-alone", value=_worst(intake)))


def _flag(name: str, urgency: str, reason: Reason) -> Flag:
    return Flag(name, urgency, reason.text, reason.source, reason.evidence)


def _guardian_age(catalogue: Catalogue) -> float:
    return catalogue.setting("plan.guardian_age")


def _is_minor(intake: Intake, catalogue: Catalogue) -> bool:
    """Old enough not to be a child's hip, and under age."""
    return catalogue.setting("plan.child_age") <= intake.person.age < _guardian_age(catalogue)


def _worst(intake: Intake) -> float:
    scores = (intake.pain.rest, intake.pain.worst_24h, intake.pain.pinch)
    return max((score for score in scores if score is not None), default=0.0)


def _precautions(intake: Intake, catalogue: Catalogue) -> list[Precaution]:
    return [catalogue.precautions[name] for name in intake.conditions]


def _block_unconfirmed(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if not intake.diagnosis.is_clinician_confirmed:
        yield catalogue.reason("screen-unconfirmed")


def _block_conditions(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    for precaution in _precautions(intake, catalogue):
        if precaution.plan == "none":
            yield catalogue.reason("screen-no-plan", name=precaution.name, text=precaution.text)
        elif precaution.plan != "with-care" and not intake.therapist:
            yield catalogue.reason("screen-therapist-needed", name=precaution.name)


def _block_surgery(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if not intake.is_post_operative:
        return
    if intake.surgery is None or intake.surgery.date is None:
        yield catalogue.reason("screen-no-surgery-date")
    if intake.surgery is None or not intake.surgery.procedures:
        yield catalogue.reason("screen-no-protocol")
    for name in unknown_procedures(intake, catalogue):
        known = catalogue.procedures.get(name)
        yield catalogue.reason("screen-unknown-operation", name=name if known is None else known.name)


def _block_operated_alone(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if intake.therapist or not intake.is_post_operative:
        return
    if intake.surgery is None or not intake.surgery.limits:
        yield catalogue.reason("screen-operated-alone")


def _block_older_alone(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    limit = catalogue.setting("plan.older_age")
    if not intake.therapist and intake.person.age > limit:
        yield catalogue.reason("screen-older-alone", limit=limit)


def _limit_alone(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if not intake.therapist:
        yield catalogue.reason("screen-alone", days=catalogue.setting("rescreen_days"))


def _limit_age(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    age = intake.person.age
    if _is_minor(intake, catalogue) and intake.therapist:
        yield catalogue.reason("screen-guardian", limit=_guardian_age(catalogue))
    if age > catalogue.setting("plan.older_age"):
        yield catalogue.reason("screen-older", limit=catalogue.setting("plan.older_age"))
    if age >= catalogue.setting("plan.steady_age"):
        yield catalogue.reason("screen-steady", limit=catalogue.setting("plan.steady_age"))


def _limit_pain(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if has_severe_pain(intake, catalogue):
        yield catalogue.reason("screen-severe-care", value=_worst(intake))
    if intake.pain.flare_last_7_days is not False:
        unknown = intake.pain.flare_last_7_days is None
        yield catalogue.reason("screen-flare-unknown" if unknown else "screen-flare")
    if pinches_much(intake, catalogue):
        rule = "screen-pinch-unknown" if intake.pain.pinch is None else "screen-pinch"
        yield catalogue.reason(rule, value=intake.pain.pinch)


def _limit_hip(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    reasons = hip_limits(intake, catalogue).reasons
    yield from dict.fromkeys(reason for side in (Side.LEFT, Side.RIGHT) for reason in reasons[side])


def _limit_weight(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    index, limit = intake.person.body_mass_index, catalogue.setting("plan.body_mass_index")
    if index is not None and index > limit:
        yield catalogue.reason("screen-weight", value=round(index, 1), limit=limit)


def _limit_conditions(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    for precaution in _precautions(intake, catalogue):
        if precaution.plan != "none":
            yield catalogue.reason("screen-precaution", name=precaution.name, text=precaution.text)


def _limit_worries(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    """Yellow flags ask for a talk with a clinician; they never stop a plan."""
    for worry in intake.worries:
        yield catalogue.reason(
            f"yellow-{worry}", whom="Your therapist" if intake.therapist else "A clinician"
        )


def _limit_confidence(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if is_unsure(intake, catalogue):
        most = catalogue.setting("plan.items_least")
        yield catalogue.reason("screen-unsure", value=intake.confidence, limit=most)


def _limit_after_surgery(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    row = week_row(intake, catalogue)
    if row is None or unknown_procedures(intake, catalogue):
        return
    week, standing = intake.postoperative_week or 0, full_weight_bearing_week(intake, catalogue)
    if row.weight_bearing != "partial" and week < standing and standing > _full_weight_of_template(catalogue):
        # This operation bears weight later than the template: neither its words nor its list hold.
        yield catalogue.reason("screen-week-not-full", week=week)
    else:
        yield catalogue.reason("screen-week", week=week, text=row.weight_bearing_text)
        yield catalogue.reason("screen-week-allowed", names=_as_list(row.allowed))
    yield catalogue.reason("screen-week-waits", names=_as_list(row.blocked))
    if row.week_to is not None:  # the last row is for those who are past the operation's own trouble
        yield catalogue.reason("screen-complications")
    if week < standing:
        yield catalogue.reason("screen-standing", limit=standing)


def _full_weight_of_template(catalogue: Catalogue) -> int:
    rows = catalogue.post_operative_weeks.values()
    return min(row.week_from for row in rows if row.weight_bearing == "full")


def _as_list(phrases: Sequence[str]) -> str:
    """Phrases inside a sentence: "Small tilts" and "Ankle pumps" are "small tilts; ankle pumps"."""
    return "; ".join(phrase[:1].lower() + phrase[1:] for phrase in phrases)


_BLOCKS: tuple[Rule, ...] = (
    _block_unconfirmed,
    _block_conditions,
    _block_surgery,
    _block_operated_alone,
    _block_older_alone,
)
_LIMITS: tuple[Rule, ...] = (
    _limit_alone,
    _limit_age,
    _limit_after_surgery,
    _limit_pain,
    _limit_hip,
    _limit_weight,
    _limit_conditions,
    _limit_worries,
    _limit_confidence,
)
