"""What a change of phase is, read from a decision: the phases in words, and the signs for a person to see."""

from hipwise.clinic.care.models import DecisionRecord
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.library.catalogue import Catalogue
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.phase import phases_by_number

CONFIRM_RULE = "phase-confirm"
_THERE_RULE = "phase-sign-there"
_FIELD = "phase"


def is_change_of_phase(decision: Decision) -> bool:
    """Is it about the phase of the plan?"""
    return decision.exercise is None and decision.change is not None and decision.change.field == _FIELD


def is_for_the_person(record: DecisionRecord) -> bool:
    """Does it wait for a yes of somebody without a therapist: a step up, or another phase?"""
    if record.status != DecisionRecord.Status.WAITING:
        return False
    return record.kind == DecisionKind.PROGRESS.value or is_change_of_phase(decision_of(record))


def signs_to_confirm(decision: Decision) -> list[str]:
    """The signs that only a person can see, in their order."""
    return [dict(reason.facts)["sign"] for reason in decision.reasons if reason.rule == CONFIRM_RULE]


def signs_there(decision: Decision) -> list[dict[str, str]]:
    """The measured signs that are there: `text`, and `value` with its day."""
    facts = [dict(reason.facts) for reason in decision.reasons if reason.rule == _THERE_RULE]
    return [{"text": str(fact["sign"]), "value": str(fact["found"])} for fact in facts]


def is_told_as_sign(rule: str) -> bool:
    """Is it a reason that a page shows as a line of a list of signs, not as a sentence?"""
    return rule in (CONFIRM_RULE, _THERE_RULE)


def phase_words(number: object, catalogue: Catalogue) -> str:
    """ "Phase 2: Build strength"."""
    phases = phases_by_number(catalogue)
    return f"Phase {number}: {phases[number].name}" if isinstance(number, int) and number in phases else ""
