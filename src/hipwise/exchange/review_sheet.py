"""The content review sheet: one exercise on paper for the clinician who signs it.

Every number stands beside its source and evidence tag, so that each can be confirmed or struck out.
"""

import re
from collections.abc import Iterator
from typing import Any

from hipwise.exchange.exercise_facts import exercise_facts
from hipwise.exchange.handout.edition import PAPERS
from hipwise.exchange.handout.picture import picture_pair, picture_values
from hipwise.exchange.handout.wording import LANGUAGE, WORDING
from hipwise.exchange.typesetting import typeset
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Amount, Exercise, Laterality
from hipwise.library.side import Side
from hipwise.library.solved_movement import fingerprint
from hipwise.library.source import Evidence

_PEAK_NAMES = {
    "hip_flexion_deg": "Flexion",
    "hip_extension_deg": "Extension",
    "hip_adduction_deg": "Adduction",
    "hip_internal_rotation_deg": "Internal rotation",
}
_ROLES = {"r": "working", "l": "other"}
_AMOUNTS = (
    ("sets", "Sets", ""),
    ("repetitions", "Repetitions", ""),
    ("hold_s", "Hold", "s"),
    ("rest_s", "Rest", "s"),
    ("days_per_week", "Days a week", ""),
)


def review_pdf(exercise: Exercise, catalogue: Catalogue, paper: str = "a4") -> bytes:
    """The sheet as PDF on a4 or letter."""
    return typeset("review", review_words(exercise, catalogue) | {"paper": PAPERS[paper]})


def review_words(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """Everything the sheet says, ready for layout."""
    facts = exercise_facts(exercise, catalogue)
    side = Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else Side.RIGHT
    pair = picture_pair(exercise, side, exercise.side_words or side.value, 1.0)
    return {
        "w": WORDING,
        "language": LANGUAGE,
        "name": exercise.name,
        "id": exercise.id,
        "also": ", ".join(exercise.other_names),
        "aim": exercise.aim,
        "muscles": _muscles(exercise),
        "state": _state(exercise),
        "class": _classification(exercise),
        "start": picture_values(pair.start),
        "end": picture_values(pair.end),
        "is_wide": pair.is_wide,
        "dose": list(_dose(exercise)),
        "peaks": [
            [name, *(f"{facts['peaks'][limb][key]:.0f}°" for limb in ("working", "other"))]
            for key, name in _PEAK_NAMES.items()
        ],
        "fit": _fit(exercise, catalogue),
        "verdict": _verdict(facts),
        "envelope": _findings(facts),
        "steps": [step.text for step in exercise.steps],
        "said": [
            ["Should feel", exercise.feel],
            ["Should not feel", exercise.not_feel],
            ["Easier", exercise.easier_text],
            ["Harder", exercise.harder_text],
        ],
        "stop": [
            ["During", exercise.stop_rule.during],
            ["Right after", exercise.stop_rule.on_return],
            ["Next morning", exercise.stop_rule.next_morning],
        ],
        "stop_source": [exercise.stop_rule.source, exercise.stop_rule.evidence.value],
        "faults": [_fault(code.code, code.cue, catalogue) for code in exercise.watch.faults],
        "camera": f"{exercise.watch.camera}: {exercise.watch.place}",
        "restrictions": list(_restrictions(exercise)),
        "sources": [
            [source["evidence"], source["id"], " ".join(filter(None, (source["citation"], source["says"])))]
            for source in facts["sources"]
        ],
        "tags": [[tag.value, tag.words] for tag in Evidence],
    }


def _state(exercise: Exercise) -> str:
    if exercise.reviewed_by is None:
        return "No clinician has signed this exercise yet."
    return f"Signed by {exercise.reviewed_by} on {exercise.reviewed_on}."


def _classification(exercise: Exercise) -> str:
    words = [
        exercise.group.value.replace("-", " "),
        f"tier {exercise.tier}",
        exercise.laterality.value.replace("-", " "),
        "weight bearing" if exercise.weight_bearing else "not weight bearing",
        *(["impact"] if exercise.impact else []),
        *(["locked"] if exercise.is_locked else []),
    ]
    return ", ".join(words)


def _dose(exercise: Exercise) -> Iterator[list[str]]:
    """Rows of quantity, default, range, source, tag."""
    for field, name, unit in _AMOUNTS:
        amount: Amount = getattr(exercise.dose, field)
        numbers = [
            f"{value:g}{f' {unit}' if unit else ''}" for value in (amount.default, amount.low, amount.high)
        ]
        yield [name, numbers[0], f"{numbers[1]} to {numbers[2]}", amount.source, amount.evidence.value]
    tempo = exercise.dose.tempo
    yield ["Way out", f"{tempo.out_s:g} s", "", tempo.source, tempo.evidence.value]
    yield ["Way back", f"{tempo.back_s:g} s", "", tempo.source, tempo.evidence.value]


def _fit(exercise: Exercise, catalogue: Catalogue) -> str:
    """How the drawn movement keeps the floor and the written angles: the worst value of each."""
    solved = catalogue.solved.get(exercise.id)
    report = solved.report if solved else None
    if solved is None or report is None:
        return "The drawn movement was not measured yet."
    if solved.made_from != fingerprint(exercise, catalogue.arm_postures):
        return "The movement was changed since it was measured."
    overlap = f" ({_with_roles(report.overlap_of)})" if report.overlap_mm else ""
    return (
        f"The drawn movement, at worst: skin {report.under_mm:.1f} mm under floor or props, "
        f"planted parts drift {report.drift_mm:.1f} mm, {report.departure_deg:.1f}° off the written angle "
        f"({_with_roles(report.departure_of)}), limbs overlap {report.overlap_mm:.1f} mm{overlap}."
    )


def _with_roles(part: str) -> str:
    """Movements are kept for a working right side: ankle_angle_l is the other ankle angle."""
    words = re.sub(r"\b(\w+)_([rl])\b", lambda m: f"{_ROLES[m[2]]} {m[1]}", part)
    return words.replace("_", " ")


def _verdict(facts: dict[str, Any]) -> str:
    envelope = facts["envelope"]
    share = envelope["range_share"]
    part = "" if share == 1 else f", {share:.0%} of the range fits"
    return f"{envelope['verdict']}{part}"


def _findings(facts: dict[str, Any]) -> list[list[str]]:
    """Rows of what, source, tag."""
    return [
        [f"{reason['limb']} hip: {reason['text']}", reason["source"], reason["evidence"]]
        for reason in facts["envelope"]["reasons"]
    ]


def _muscles(exercise: Exercise) -> str:
    """Working: gluteus medius, gluteus maximus. Steady: abdominals."""
    by_role: dict[str, list[str]] = {}
    for muscle in exercise.muscles:
        by_role.setdefault(muscle.role, []).append(muscle.id.replace("-", " "))
    return " ".join(f"{role.capitalize()}: {', '.join(names)}." for role, names in by_role.items())


def _fault(code: str, cue: str, catalogue: Catalogue) -> list[str]:
    """Name, cue, warn and stop, source, tag."""
    fault = catalogue.faults[code]
    numbers = ["–" if value is None else f"{value:g}" for value in (fault.warn, fault.stop)]
    limit = f"{' / '.join(numbers)} {fault.unit}" if numbers != ["–", "–"] else "no number"
    return [fault.name, cue, limit, fault.source, fault.evidence.value]


def _restrictions(exercise: Exercise) -> Iterator[list[str]]:
    """Rows of what, source, tag."""
    rule = exercise.restrictions
    words = [
        f"From phase {rule.phase_min}",
        f"after surgery from week {rule.postop_week_min}",
        *([f"locked: {rule.lock}"] if rule.lock else []),
        *([f"gates: {', '.join(rule.gates)}"] if rule.gates else []),
        *([f"knee no deeper than the settings {rule.knee_cap}"] if rule.knee_cap else []),
        *(["in the clinic only"] if rule.clinic_only else []),
        *([] if rule.without_therapist else ["not without a therapist"]),
        *([f"up to age {rule.max_age}"] if rule.max_age is not None else []),
    ]
    yield ["; ".join(words), rule.source, rule.evidence.value]
    for condition in rule.conditions:
        text = f"{condition.condition} ({condition.effect}): {condition.text}"
        yield [text, condition.source, condition.evidence.value]
    if rule.other_hip is not None:
        yield [
            f"the other hip hurts: {rule.other_hip.text}",
            rule.other_hip.source,
            rule.other_hip.evidence.value,
        ]
