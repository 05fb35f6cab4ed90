"""Everything the sheet says, ready for layout: this module puts a plan into words, `layout/` places them."""

from typing import Any

from hipwise.exchange.dose_words import DAY_NAMES
from hipwise.exchange.handout.beside_words import line_to_mapping
from hipwise.exchange.handout.cover import NO_COVER, Cover
from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.front_words import footer_in_words, state_in_words
from hipwise.exchange.handout.item_words import item_words
from hipwise.exchange.handout.quick_link import quick_link
from hipwise.exchange.handout.session_words import session_words
from hipwise.exchange.handout.stop_words import stop_rules, whom_to_ask, with_limit
from hipwise.exchange.handout.wording import LANGUAGE, WEEKS_TO_TICK, WORDING
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import date_in_words
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan, PlanStatus, Screening


def handout_words(
    plan: Plan, catalogue: Catalogue, edition: Edition | None = None, cover: Cover = NO_COVER
) -> dict[str, Any]:
    """The sheet's words. Without dose and stop rule while the plan is blocked or may not be used."""
    edition = edition or Edition()
    blocks = [*cover.withheld] or what_comes_first(plan.screening)
    may_exercise = plan.status is not PlanStatus.BLOCKED and not cover.withheld
    limit = stopping_pain_of(plan, catalogue)
    items = [
        item_words(number, item, catalogue, cover, limit)
        for number, item in enumerate(plan.items if may_exercise else (), start=1)
    ]
    return {
        "w": WORDING,
        "language": LANGUAGE,
        "paper": edition.typeset_paper,
        "large_print": edition.large_print,
        "title": "Your exercises" if may_exercise else "No exercises for now",
        "subtitle": _subtitle(plan, catalogue, may_exercise),
        "name": cover.name,
        "clinic": cover.clinic,
        "phone": cover.phone,
        "whom_to_ask": whom_to_ask(plan),
        "made_on": date_in_words(plan.made_on),
        "footer": footer_in_words(plan),
        "state": state_in_words(plan, cover),
        "is_signed": cover.signed != "nobody",
        "link": quick_link(cover.plan_address),
        "blocks": blocks,
        "limits": [reason.text for reason in plan.screening.limits] if may_exercise else [],
        "week": _week(plan) if may_exercise else [],
        "rules": stop_rules(plan, catalogue) if may_exercise else None,
        "items": items,
        "sessions": session_words(plan, items) if edition.per_session and items else [],
        "beside": [line_to_mapping(line) for line in cover.beside] if may_exercise else [],
        "days": [name[:3] for name in DAY_NAMES.values()],
        "weeks": WEEKS_TO_TICK,
        "good_to_know": [with_limit(text, limit) for text in plan.disclaimers],
    }


def what_comes_first(screening: Screening) -> list[str]:
    """What has to be looked at before any exercise, each thing said once."""
    flags = [flag.text for flag in screening.flags]
    blocks = [reason.text for reason in screening.blocks]
    return flags + [text for text in blocks if not any(flag in text for flag in flags)]


def _subtitle(plan: Plan, catalogue: Catalogue, may_exercise: bool) -> str:
    made = date_in_words(plan.made_on)
    if not may_exercise:
        return made
    names = {phase.number: phase.name for phase in catalogue.phases.values()}
    name = f": {names[plan.phase]}" if plan.phase in names else ""
    return f"From {made} · Phase {plan.phase}{name}"


def _week(plan: Plan) -> list[dict[str, Any]]:
    minutes = plan.minutes_per_day
    return [{"name": name, "minutes": minutes.get(day)} for day, name in DAY_NAMES.items()]
