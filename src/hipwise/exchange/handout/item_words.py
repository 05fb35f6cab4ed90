"""One exercise of the plan as the sheet says it: dose, pace, steps, stop rule, drawings."""

from typing import Any

from hipwise.exchange.dose_words import side_in_words
from hipwise.exchange.handout.cover import Cover
from hipwise.exchange.handout.dose_facts import dose_facts
from hipwise.exchange.handout.picture import picture_pair, picture_values
from hipwise.exchange.handout.quick_link import quick_link
from hipwise.exchange.handout.stop_words import stop_rule_words
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.plan.done_sets import working_sides
from hipwise.plan.plan import PlanItem


def item_words(
    number: int, item: PlanItem, catalogue: Catalogue, cover: Cover, limit: float
) -> dict[str, Any]:
    """Everything the sheet says about the `number`-th exercise; `limit` is the pain above which it stops.

    Raises UnknownIdError.
    """
    exercise = catalogue.exercise(item.exercise)
    pair = picture_pair(
        exercise,
        working_sides(item, exercise)[0],
        side_in_words(item, exercise),
        item.range_share,
    )
    paused = cover.paused.get(item.exercise, ())
    return dose_facts(item, exercise, bool(paused)) | {
        "number": number,
        "name": exercise.name,
        "paused": list(paused),
        "steps": _texts(exercise, "preparation", "step"),
        "actions": _texts(exercise, "step"),
        "cues": _texts(exercise, "cue", "breathing"),
        "care": [*_texts(exercise, "safety"), *item.care],
        "feel": exercise.feel,
        "not_feel": exercise.not_feel,
        "stop": stop_rule_words(exercise, limit),
        "start": picture_values(pair.start),
        "end": picture_values(pair.end),
        "is_wide": pair.is_wide,
        "link": quick_link(cover.exercise_addresses.get(item.exercise, "")),
    }


def _texts(exercise: Exercise, *kinds: str) -> list[str]:
    return [step.text for step in exercise.steps if step.kind in kinds]
