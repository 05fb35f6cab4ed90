"""Hurt or harm, right after the morning check: the words for what was answered, the strictest first.

A calm morning needs none. The words decide nothing: the same answers go to the rules of every decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import PainEntry
from hipwise.plan.session_pain import HipHistory


@dataclass(frozen=True, slots=True)
class MorningAnswer:
    """What a person reads: `title`, what to do (`text`), and hurt or harm (`harm`); `rule` is its rule."""

    situation: str
    title: str
    text: str
    harm: str
    rule: str


def answer_morning(morning: PainEntry, history: HipHistory, catalogue: Catalogue) -> MorningAnswer | None:
    """The words for one morning check; None for a calm one. `history` holds the mornings before it."""
    situation = _situation(morning, history, catalogue)
    if situation is None:
        return None
    answer, words = catalogue.answers[situation], _words(morning, history, catalogue)
    return MorningAnswer(
        situation,
        answer.title.format(**words),
        answer.text.format(**words),
        answer.harm.format(**words),
        answer.rule,
    )


def _situation(morning: PainEntry, history: HipHistory, catalogue: Catalogue) -> str | None:
    rules = (
        ("morning-night-new", history.is_newly_waking(morning)),
        ("morning-limp", morning.limp is True),
        ("morning-pinch", (morning.pinch or 0.0) >= catalogue.setting("pinch.small")),
        ("morning-night", morning.night_waking is True),
        ("morning-rise", _is_sorer(morning, history, catalogue)),
    )
    return next((situation for situation, acts in rules if acts), None)


def _is_sorer(morning: PainEntry, history: HipHistory, catalogue: Catalogue) -> bool:
    usual = history.usual_on(morning.at.date(), catalogue)
    return morning.score is not None and morning.score > usual + catalogue.setting("am_delta")


def _words(morning: PainEntry, history: HipHistory, catalogue: Catalogue) -> Mapping[str, str]:
    usual = history.usual_on(morning.at.date(), catalogue)
    is_pinch = bool(morning.pinch)
    strength = morning.pinch if is_pinch else morning.score
    return {"strength": "?" if strength is None else f"{strength:g}", "usual": f"{usual:g}"}
