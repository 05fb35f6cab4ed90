"""Plans and covers that the tests of the sheet print."""

from dataclasses import replace
from datetime import date

from hipwise.exchange.handout.cover import Cover, cover_at
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from hipwise.plan.plan import Plan, PlanItem
from tests.exchange.samples import example_plan

SIX = (
    "clamshell",
    "hip-hike",
    "hip-flexor-stretch",
    "step-down",
    "single-leg-stance-eyes-closed",
    "jump-and-land",
)


def an_item(exercise_id: str, **changes: object) -> PlanItem:
    """An item with the exercise's default dose on Monday, Wednesday and Friday, working side right."""
    exercise = load_catalogue().exercise(exercise_id)
    dose, one_side = exercise.dose, exercise.laterality is Laterality.ONE_SIDE
    item = PlanItem(
        exercise=exercise_id,
        side=Side.RIGHT if one_side else Side.BOTH,
        sets=int(dose.sets.default),
        repetitions=int(dose.repetitions.default),
        hold_s=dose.hold_s.default,
        rest_s=dose.rest_s.default,
        tempo=f"{dose.tempo.out_s:g}-{dose.hold_s.default:g}-{dose.tempo.back_s:g}",
        days=("mon", "wed", "fri"),
        minutes=4,
        reasons=(),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def a_plan(*items: PlanItem) -> Plan:
    """The example plan with these items."""
    return replace(example_plan(), items=items)


def full_plan() -> Plan:
    """Six exercises: lying and standing, one side and both, a hold on every day, a smaller range."""
    changes: dict[str, dict[str, object]] = {
        "hip-hike": {"side": Side.BOTH, "first_side": Side.LEFT},
        "hip-flexor-stretch": {
            "side": Side.BOTH,
            "first_side": Side.LEFT,
            "days": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        },
        "step-down": {"range_share": 0.6},
    }
    return a_plan(*(an_item(name, **changes.get(name, {})) for name in SIX))


def full_cover(**changes: object) -> Cover:
    """A cover on which nothing is missing."""
    cover = cover_at(
        "https://clinic.example.org",
        SIX,
        name="Margarethe Holzinger-Brandstätter",
        clinic="Hip Clinic North",
        phone="+43 1 234 567",
        signed="clinician",
        signed_by="Dr. Ana Thérèse Ruiz",
        signed_on=date(2026, 11, 23),
    )
    return replace(cover, **changes)  # type: ignore[arg-type]
