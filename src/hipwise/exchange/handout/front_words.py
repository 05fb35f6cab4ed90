"""The front of the sheet in words: who stands behind the plan, when to stop, when to call."""

from datetime import date

from hipwise.exchange.handout.cover import Cover
from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import Plan


def date_in_words(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {day:%B %Y}"


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
        case "rule":
            return f"Made easier by a rule{on}, without a new signature. {default}"
    if plan.without_therapist:
        return f"Proposed by rules, for somebody without a therapist. {default}"
    return f"Proposed by rules. Not signed by a therapist yet. {default}"


def stop_rules(plan: Plan, catalogue: Catalogue) -> dict[str, list[str]]:
    """When to stop, when to call the clinic, when to get help; all limits from the settings."""
    week = plan.postoperative_week
    early = week is not None and week <= catalogue.setting("pain.post_operative_weeks")
    pain = catalogue.setting("pain.stop_post_operative" if early else "pain.stop")
    strict = [catalogue.reason("handout-stop-strict", limit=pain).text] if early else []
    return {
        "stop": [
            catalogue.reason("handout-stop-pinch", limit=catalogue.setting("pinch.stop")).text,
            catalogue.reason("handout-stop-pain", limit=pain).text,
            *strict,
            catalogue.reason("handout-stop-limp").text,
        ],
        "tell_us": [
            catalogue.reason("handout-call-morning", limit=catalogue.setting("am_delta")).text,
            catalogue.reason("handout-call-doubt").text,
        ],
        "get_help": [catalogue.reason("handout-help").text],
    }
