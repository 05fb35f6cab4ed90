"""When to stop, in words: every sentence that names a pain limit names the one of this person."""

import re

from hipwise.exchange.handout.wording import WORDING
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan

# "pain goes over 5 of 10", "hip or knee hurts over 2 of 10"; never a pinch, which has a limit of its own.
_PAIN_LIMIT = re.compile(r"\b(pain|hurts)\b([^.,;]*?)\b(\d+) of 10")


def with_limit(text: str, limit: float) -> str:
    """The text with no pain limit above `limit`: an exercise never allows more than the plan."""
    return _PAIN_LIMIT.sub(lambda m: f"{m[1]}{m[2]}{min(float(m[3]), limit):g} of 10", text)


def stop_rule_words(exercise: Exercise, limit: float) -> list[str]:
    """The stop rule at its three time points: during, on return, the next morning."""
    rule = exercise.stop_rule
    return [with_limit(text, limit) for text in (rule.during, rule.on_return, rule.next_morning)]


def whom_to_ask(plan: Plan) -> str:
    """The title over what to call about: a plan without a therapist has nobody to call."""
    return WORDING["ask" if plan.without_therapist else "call"]


def stop_rules(plan: Plan, catalogue: Catalogue) -> dict[str, list[str]]:
    """When to stop, when to call the clinic, when to get help; all limits from the settings."""
    return {
        "stop": [
            catalogue.reason("handout-stop-pinch", limit=catalogue.setting("pinch.stop")).text,
            catalogue.reason("handout-stop-pain", limit=stopping_pain_of(plan, catalogue)).text,
            catalogue.reason("handout-stop-limp").text,
        ],
        "tell_us": [
            catalogue.reason("handout-call-morning", limit=catalogue.setting("am_delta")).text,
            catalogue.reason("handout-call-doubt").text,
        ],
        "get_help": [catalogue.reason("handout-help").text],
    }
