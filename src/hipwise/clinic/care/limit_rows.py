"""The limits that the checks hold a plan against, each with where it comes from."""

from collections.abc import Iterable
from typing import Any

from hipwise.clinic.care.today import HIP_WORDS
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.day_words import weekday_in_words
from hipwise.plan.exclusion import equipment_in_words
from hipwise.plan.filling import minutes_budget
from hipwise.plan.intake import DAYS
from hipwise.plan.patient_settings import in_force
from hipwise.plan.plan import Plan
from hipwise.plan.situation import Situation
from hipwise.plan.soreness import is_irritable

_DEFAULT = "Default envelope"
_HARD = (
    ("Hip extension, surgery", "max_extension_deg"),
    ("Hip abduction, surgery", "max_abduction_deg"),
    ("Turning out, surgery", "max_external_rotation_deg"),
    ("Turning in, surgery", "max_internal_rotation_deg"),
)


def limit_rows(plan: Plan, situation: Situation) -> list[dict[str, str]]:
    """Name, value and source of each limit, the hip's own first."""
    rows = [*_hip(situation), *_soreness(situation), *_dose_limits(plan, situation), *_person(situation)]
    return [{"name": name, "value_words": value, "source_words": source} for name, value, source in rows]


def phase_row(situation: Situation) -> dict[str, Any]:
    """The phase and what still keeps the next one shut."""
    return {
        "number": situation.phase.number,
        "name": situation.phase.phase.name,
        "shut": [reason.text for reason in situation.phase.reasons],
    }


def _hip(situation: Situation) -> Iterable[tuple[str, str, str]]:
    limits = situation.limits
    sides = situation.intake.symptomatic_sides
    differ = len(sides) > 1 and limits.left != limits.right
    for side in sides if differ else sides[:1]:
        of = f", {HIP_WORDS[side.value].lower()}" if differ else ""
        own = limits.of(side)
        hard = own.flexion_cap_deg if own.max_flexion_deg is None else own.max_flexion_deg
        cap = min(own.flexion_cap_deg, hard)
        yield f"Hip bend{of}", f"{cap:g}°", _said(limits.reasons[side]) or _DEFAULT
        yield f"Bend with crossing over{of}", f"{own.flexion_warn_deg:g}°", "Needs care from here on"
        yield f"Hip extension{of}", f"{own.extension_cap_deg:g}°", _DEFAULT
        for name, field in _HARD:
            limit: float | None = getattr(own, field)
            if limit is not None:
                yield f"{name}{of}", f"{limit:g}°", "Week after surgery or surgeon, the stricter"
    if len(sides) == 1:
        other = limits.of(sides[0].opposite)
        yield HIP_WORDS[sides[0].opposite.value], f"{other.flexion_cap_deg:g}°", f"{_DEFAULT}, other hip"


def _said(reasons: Iterable[Reason]) -> str:
    return " ".join(reason.text for reason in reasons)


def _soreness(situation: Situation) -> Iterable[tuple[str, str, str]]:
    pain = situation.intake.pain
    sore = is_irritable(situation.intake, situation.catalogue)
    rest = "pain at rest not known" if pain.rest is None else f"pain at rest {pain.rest:g} of 10"
    flare = {True: "flare in the last 7 days", False: "no flare in the last 7 days"}
    words = "flare not known" if pain.flare_last_7_days is None else flare[pain.flare_last_7_days]
    yield "Irritable", "yes" if sore else "no", f"{rest}, {words}".capitalize()
    pinch = "not known" if pain.pinch is None else f"{pain.pinch:g} of 10"
    begins = pain.pinch_starts_at_flexion_deg
    source = "Begins at an angle not known" if begins is None else f"Begins at {begins:g}° of bend"
    yield "Pinch", pinch, source


def _dose_limits(plan: Plan, situation: Situation) -> Iterable[tuple[str, str, str]]:
    number = situation.phase.number
    name = f"pain.accept.p{number or plan.phase or 1}"
    source = "Set for this person" if name in in_force(situation.intake.settings) else f"Phase {number}"
    yield "Pain in exercise", f"{situation.setting(name):g} of 10", source
    given = situation.intake.minutes_per_day
    source = "Not asked, a careful number" if given is None else "The patient's wish"
    yield "Minutes a day", f"{minutes_budget(situation):g}", source


def _person(situation: Situation) -> Iterable[tuple[str, str, str]]:
    intake, catalogue = situation.intake, situation.catalogue
    free = [weekday_in_words(day) for day in DAYS if day not in intake.days]
    yield "Days a week", f"{len(intake.days)}", f"Not on {', '.join(free)}" if free else "Every day was given"
    names = [catalogue.precautions[name].name for name in intake.conditions if name in catalogue.precautions]
    for name in names:
        yield name, "care", "Named in the questions"
    things = equipment_in_words(intake.equipment, catalogue)
    yield "At hand", f"{len(intake.equipment)}", things.capitalize() or "Nothing was named"


def what_if_values(situation: Situation) -> dict[str, Any]:
    """The values of now that a supposition starts from."""
    side = situation.intake.symptomatic_sides[0]
    assert side is not Side.BOTH
    pinch = situation.intake.pain.pinch_starts_at_flexion_deg
    surgery = situation.intake.surgery
    return {
        "flexion": f"{situation.limits.of(side).flexion_cap_deg:g}",
        "pinch": "" if pinch is None else f"{pinch:g}",
        "irritable": "yes" if is_irritable(situation.intake, situation.catalogue) else "no",
        "surgeon": f"{surgery.limits.get('hip_flexion_deg', ''):g}"
        if surgery and "hip_flexion_deg" in surgery.limits
        else "",
        "phase": str(situation.phase.number),
        "has_surgery": situation.intake.is_post_operative and surgery is not None,
    }
