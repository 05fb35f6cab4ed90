"""From a questionnaire's answers to its score, by the measure's own formula.

The answers are keyed by the item's number from 1 (`"7"`, `"q7"`, `"item-7"`), or one answer `total` states
a score that was worked out elsewhere, where the licence of the text is. Too few answers give no score.
"""

import re
from collections.abc import Iterable, Mapping

from hipwise.library.measure import Measure, Scoring, Subscale

_ITEM = re.compile(r"^(?:q|item[-_ ]?)?(\d{1,2})$")


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
    numbers = _answered(part, given)
    if len(numbers) < part.least_answered or any(not _is_answer(n, rule) for n in numbers):
        return None
    return _by_rule(rule, sum(numbers) / len(numbers))


def _answered(part: Subscale, given: Mapping[str, object]) -> list[float]:
    """The numbers answered to the items that are scored, one for each item."""
    found: dict[int, float] = {}
    for key, answer in given.items():
        matched = _ITEM.match(key)
        if matched is None or isinstance(answer, bool) or not isinstance(answer, int | float):
            continue
        item = int(matched.group(1))
        if 1 <= item <= part.items and item not in part.not_scored:
            found[item] = float(answer)
    return list(found.values())


def _is_answer(number: float, rule: Scoring) -> bool:
    return rule.answer_low <= number <= rule.answer_high


def _within(value: object, low: float, high: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        return None
    return float(value)


def _by_rule(rule: Scoring, mean: float) -> float | None:
    """The score of the mean answer; a rule that needs more than the mean gives none."""
    if rule.rule == "mean":
        return mean
    if rule.rule == "share-of-best":
        return 100 * mean / rule.answer_high
    if rule.rule == "share-of-best-reversed":
        return 100 - 100 * mean / rule.answer_high
    return None
