"""The front of the sheet in words: who stands behind the plan, and since when."""

from hipwise.exchange.handout.cover import Cover
from hipwise.plan.day_words import date_in_words
from hipwise.plan.plan import Plan


def footer_in_words(plan: Plan) -> str:
    """When it was made, and until when the health questions hold."""
    made, again = date_in_words(plan.made_on), date_in_words(plan.screen_again_on)
    return f"Made on {made}. Answer the health questions again by {again}."


def state_in_words(plan: Plan, cover: Cover) -> str:
    """Who stands behind the plan, and what nobody has confirmed."""
    on = f" on {date_in_words(cover.signed_on)}" if cover.signed_on else ""
    default = "Every number is a default that awaits a clinician."
    match cover.signed:
        case "clinician":
            return f"Signed by {cover.signed_by or 'your therapist'}{on}."
        case "patient-alone":
            return f"You accepted this plan yourself{on}. Not signed by a therapist. {default}"
        case "delegated":
            return f"One step up that your therapist agreed to before{on}. {default}"
        case "rule":
            return f"Made easier by a rule{on}, without a new signature. {default}"
    if plan.without_therapist:
        return f"Proposed by rules, for somebody without a therapist. {default}"
    return f"Proposed by rules. Not signed by a therapist yet. {default}"
