"""From a questionnaire's answers to its score, by the measure's own formula.

The answers are keyed by the item: its number from 1 (`7`, `q7`, `item-7`), with the part before it where a
measure has several (`pain-7`), or its name where it has one (`limp`, `activity-2`). One answer under the
part's id (`total`) states a score that was worked out elsewhere, where the licence of the text is. Too few
answers give no score; an answer that the measure does not know gives none either, since nobody can say which
one was meant.
"""

import re
from collections.abc import Iterable, Mapping

from hipwise.library.measure import Measure, Scoring, Subscale

_NUMBER = re.compile(r"^(?:q|item[-_ ]?)?(\d{1,2})$")


def score(
    measure: Measure, answers: Iterable[tuple[str, object]], subscale_id: str = "total"
) -> float | None:
    """The score of one part; None when too little was answered or an answer is out of the measure's range."""
    given = dict(answers)
    part = next((part for part in measure.subscales if part.id == subscale_id), None)
    if part is None:
        return None
    rule = measure.scoring
    stated = given.get(subscale_id)
    if stated is not None:
        return _within(stated, rule.score_low, rule.score_high)
    if rule.rule == "raw":
        return _within(given.get("score", given.get("1")), rule.answer_low, rule.answer_high)
    answered = _answered(measure, part, given)
    if len(answered) < part.least_answered or not _are_answers(answered, part, rule):
        return None
    return _by_rule(rule, list(answered.values()))


def scores(measure: Measure, answers: Iterable[tuple[str, object]]) -> dict[str, float]:
    """The score of each part that has one, by the part's id."""
    given = tuple(answers)
    found = {part.id: score(measure, given, part.id) for part in measure.subscales}
    return {part: value for part, value in found.items() if value is not None}


def _answered(measure: Measure, part: Subscale, given: Mapping[str, object]) -> dict[str, float]:
    """The numbers answered to the items that are scored, by the item's key."""
    named = tuple(question.id for question in measure.questions)
    keys = (*named, *measure.keys_of(part)[len(named) :])
    scored = {key: number for number, key in enumerate(keys, start=1) if number not in part.not_scored}
    by_number = {number: key for key, number in scored.items()}
    names_parts = any(key in given for other in measure.subscales for key in measure.keys_of(other))
    found: dict[str, float] = {}
    for key, answer in given.items():
        known = key if key in scored else None
        matched = _NUMBER.match(key)
        if known is None and matched is not None and not (names_parts and len(measure.subscales) > 1):
            known = by_number.get(int(matched.group(1)))
        if known is not None and not isinstance(answer, bool) and isinstance(answer, int | float):
            found[known] = float(answer)
    return found


def _are_answers(answered: Mapping[str, float], part: Subscale, rule: Scoring) -> bool:
    """Is each an answer that its item has? Items with points of their own know only those."""
    if part.points is not None:
        return all(number in part.points[key] for key, number in answered.items())
    return all(rule.answer_low <= number <= rule.answer_high for number in answered.values())


def _within(value: object, low: float, high: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        return None
    return float(value)


def _by_rule(rule: Scoring, numbers: list[float]) -> float | None:
    """The score of the answers; a rule that answers do not suffice for gives none."""
    mean = sum(numbers) / len(numbers)
    if rule.rule == "mean":
        return mean
    if rule.rule == "share-of-best":
        return 100 * mean / rule.answer_high
    if rule.rule == "share-of-best-reversed":
        return 100 - 100 * mean / rule.answer_high
    if rule.rule == "sum-times-factor":
        return min(rule.score_high, sum(numbers) * rule.factor)
    return None
