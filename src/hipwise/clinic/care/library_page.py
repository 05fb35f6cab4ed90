"""The library's pages: peaks against limits, dose and its origin, what a camera can judge."""

from itertools import groupby
from typing import Any

from django.urls import reverse

from hipwise.body.envelope import default_limits
from hipwise.body.movement_fit import hip_peaks, hip_samples
from hipwise.clinic.care.exercise_page import default_sides, peak_words, source_cards
from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.care.figure_player import figure_player
from hipwise.clinic.care.validity_page import validity_page
from hipwise.exchange.exercise_facts import exercise_facts, judge_at_default_limits
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Amount, Exercise, Group
from hipwise.library.side import Limb

_PEAKS = (
    ("Hip bend", "hip_flexion_deg"),
    ("Crossing over", "hip_adduction_deg"),
    ("Turning in", "hip_internal_rotation_deg"),
    ("Going back", "hip_extension_deg"),
)
# A direction in which neither hip leaves its neutral place is not worth a number.
_LEAST_PEAK_DEG = 0.5


def library_groups(catalogue: Catalogue) -> list[dict[str, Any]]:
    """All exercises by group, in the library's order."""
    order = list(Group)
    exercises = sorted(catalogue.exercises.values(), key=lambda e: (order.index(e.group), e.tier, e.name))
    return [
        {"id": group.value, "name": group_words(group), "exercises": [_card(e, catalogue) for e in members]}
        for group, members in groupby(exercises, key=lambda e: e.group)
    ]


def library_page(exercise_id: str, catalogue: Catalogue) -> dict[str, Any] | None:
    """One exercise in full: peaks, envelope, dose, sources, watch, ladder; None when there is none."""
    exercise = catalogue.exercises.get(exercise_id)
    if exercise is None:
        return None
    return {
        "exercise": exercise,
        "group_words": group_words(exercise.group),
        "figure": figure_player(exercise, default_sides(exercise, None), catalogue),
        "peaks": _peaks(exercise, catalogue),
        "envelope": exercise_facts(exercise, catalogue)["envelope"],
        "dose": _dose(exercise, catalogue),
        "sources": source_cards(exercise, catalogue),
        "watch": validity_page(exercise, catalogue),
        "ladder": {
            "easier": _rung(catalogue.easier(exercise_id), catalogue),
            "harder": _rung(catalogue.harder(exercise_id), catalogue),
        },
        "reviewed": exercise.reviewed_by or "",
    }


def group_words(group: Group) -> str:
    """A group as a heading."""
    return group.value.replace("-", " ").capitalize()


def _card(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "tier": exercise.tier,
        "peak_words": peak_words(exercise, catalogue),
        "envelope": judge_at_default_limits(exercise, catalogue).verdict.value,
        "figure": figure_urls(exercise.id, default_sides(exercise, None), 1.0)["end"],
        "url": reverse("library-exercise", args=(exercise.id,)),
    }


def _peaks(exercise: Exercise, catalogue: Catalogue) -> list[dict[str, str]]:
    movement = catalogue.movements[exercise.id]
    working, other = (hip_peaks(movement, limb) for limb in (Limb.WORKING, Limb.OTHER))
    limits = default_limits({name: setting.value for name, setting in catalogue.settings.items()})
    of_flexion = f"limit {limits.flexion_cap_deg:g}°, default"
    reached = [(name, field, getattr(working, field), getattr(other, field)) for name, field in _PEAKS]
    out, other_out = (
        max(0.0, *(-s.rotation_deg for s in hip_samples(movement, limb)))
        for limb in (Limb.WORKING, Limb.OTHER)
    )
    reached.append(("Turning out", "", out, other_out))
    return [
        {
            "name": name,
            "working": f"{of_working:.0f}°",
            "other": f"{of_other:.0f}°",
            "limit": of_flexion if field == "hip_flexion_deg" else "",
        }
        for name, field, of_working, of_other in reached
        if field == "hip_flexion_deg" or max(of_working, of_other) >= _LEAST_PEAK_DEG
    ]


def _dose(exercise: Exercise, catalogue: Catalogue) -> list[dict[str, str]]:
    amounts = (
        ("Sets", exercise.dose.sets, ""),
        ("Repetitions", exercise.dose.repetitions, ""),
        ("Hold", exercise.dose.hold_s, " s"),
        ("Rest", exercise.dose.rest_s, " s"),
        ("Days a week", exercise.dose.days_per_week, ""),
    )
    rows = [
        {"name": name, "words": _range(amount, unit), "origin": _origin(amount, catalogue)}
        for name, amount, unit in amounts
    ]
    for row, before in zip(rows[:0:-1], rows[-2::-1], strict=True):
        if row["origin"] == before["origin"]:
            row["origin"] = "The same."
    return rows


def _range(amount: Amount, unit: str) -> str:
    if amount.low == amount.high:
        return f"{amount.default:g}{unit}"
    return f"{amount.default:g}{unit}, from {amount.low:g} to {amount.high:g}"


def _origin(amount: Amount, catalogue: Catalogue) -> str:
    source = catalogue.sources.get(amount.source)
    return f"{source.citation if source else amount.source} {amount.evidence.words}"


def _rung(exercise_id: str | None, catalogue: Catalogue) -> dict[str, str] | None:
    if exercise_id is None or exercise_id not in catalogue.exercises:
        return None
    return {"id": exercise_id, "name": catalogue.exercise(exercise_id).name}
