"""The printed plan: a tagged PDF (PDF/UA-1) on A4 or Letter, in usual or large print.

`handout.typ` lays out what this module puts into words. Its letters come from `fonts/`, so that the sheet
looks the same on every machine.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hipwise.exchange.dose_words import (
    DAY_NAMES,
    days_in_words,
    dose_in_words,
    range_in_words,
    side_in_words,
    tempo_in_words,
)
from hipwise.figure.still import still_svg
from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import Plan, PlanItem, PlanStatus, Screening

PAPERS = {"a4": "a4", "letter": "us-letter"}
WEEKS_TO_TICK = 4
_FOLDER = Path(__file__).parent


def handout_pdf(
    plan: Plan, catalogue: Catalogue, paper: str = "a4", large_print: bool = False, signed_by: str = ""
) -> bytes:
    """The plan as a PDF. `paper` is a4 or letter; `signed_by` names who signed the plan, if anybody.

    Raises ValueError for another paper, UnknownIdError for an exercise that the library does not have.
    """
    if paper not in PAPERS:
        raise ValueError(f"expected the paper a4 or letter, got {paper!r}")
    import typst

    words = handout_words(plan, catalogue, signed_by) | {"paper": PAPERS[paper], "large_print": large_print}
    pdf: bytes = typst.compile(  # type: ignore[misc]
        _template(),
        font_paths=[str(_FOLDER / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"plan": json.dumps(words)},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    return pdf


@cache
def _template() -> bytes:
    return (_FOLDER / "handout.typ").read_bytes()


def handout_words(plan: Plan, catalogue: Catalogue, signed_by: str = "") -> dict[str, Any]:
    """Everything the sheet says, ready for layout."""
    made, again = date_in_words(plan.made_on), date_in_words(plan.screen_again_on)
    signed = f"Signed by {signed_by}." if signed_by else "Not signed by a therapist yet."
    blocked = plan.status is PlanStatus.BLOCKED
    return {
        "title": "No exercises for now" if blocked else "Your exercises",
        "subtitle": f"{made} · {signed}" if blocked else f"From {made} · Phase {plan.phase} · {signed}",
        "footer": f"Made on {made}. Answer the health questions again by {again}.",
        "blocks": what_comes_first(plan.screening),
        "limits": [] if blocked else [reason.text for reason in plan.screening.limits],
        "week": [] if blocked else _week(plan),
        "days": [name[:3] for name in DAY_NAMES.values()],
        "weeks": WEEKS_TO_TICK,
        "stop": [] if blocked else _stop_rules(plan, catalogue),
        "items": [_item_words(item, catalogue) for item in plan.items],
        "disclaimers": list(plan.disclaimers),
    }


def what_comes_first(screening: Screening) -> list[str]:
    """What has to be looked at before any exercise, each thing said once."""
    flags = [flag.text for flag in screening.flags]
    blocks = [reason.text for reason in screening.blocks]
    return flags + [text for text in blocks if not any(flag in text for flag in flags)]


def date_in_words(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def _week(plan: Plan) -> list[dict[str, Any]]:
    minutes = plan.minutes_per_day
    return [{"name": name, "minutes": minutes.get(day)} for day, name in DAY_NAMES.items()]


def _stop_rules(plan: Plan, catalogue: Catalogue) -> list[str]:
    week = plan.postoperative_week
    early = week is not None and week <= catalogue.setting("pain.post_operative_weeks")
    pain = catalogue.setting("pain.stop_post_operative" if early else "pain.stop")
    return [
        catalogue.reason("handout-stop-pinch", limit=catalogue.setting("pinch.stop")).text,
        catalogue.reason("handout-stop-pain", limit=pain).text,
        catalogue.reason("handout-stop-limp").text,
        catalogue.reason("handout-help").text,
    ]


def _item_words(item: PlanItem, catalogue: Catalogue) -> dict[str, Any]:
    exercise = catalogue.exercise(item.exercise)
    shown = item.first_side or item.side
    alt = f"Drawing of {exercise.name}: the start posture, then the end posture."
    rule = exercise.stop_rule
    return {
        "name": exercise.name,
        "side": item.side.value,
        "side_words": side_in_words(item, exercise),
        "side_short": item.side.value,
        "dose": dose_in_words(item, exercise),
        "dose_words": " ".join(_dose_sentences(item, [tempo_in_words(item, exercise)])),
        "note": range_in_words(item),
        "steps": [step.text for step in exercise.steps],
        "feel": exercise.feel,
        "not_feel": exercise.not_feel,
        "stop": [rule.during, rule.on_return, rule.next_morning],
        "figure": still_svg(exercise.id, shown, "both", alt, item.range_share),
        "alt": alt,
        "planned": [day in item.days for day in DAY_NAMES],
    }


def _dose_sentences(item: PlanItem, tempo: Sequence[str]) -> list[str]:
    rest = f"rest {item.rest_s:g} seconds between sets" if item.sets > 1 and item.rest_s else ""
    minutes = "about 1 minute" if item.minutes == 1 else f"about {item.minutes} minutes"
    said = [*tempo, rest, days_in_words(item), minutes if item.minutes else ""]
    return [f"{part[:1].upper()}{part[1:]}." for part in said if part]
