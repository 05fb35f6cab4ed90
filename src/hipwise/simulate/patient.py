"""An invented person: everything that stays the same while the weeks go by."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hipwise.library.catalogue import Catalogue
from hipwise.library.patient_kind import PatientKind, Range
from hipwise.library.side import Side
from hipwise.plan.intake import CONDITIONS, DAYS, EQUIPMENT, RED_FLAGS, Person, Sided, Surgery

# Two years of starts, so that every day of the week and both changes of the clock come up.
_FIRST_START = date(2025, 9, 1)
_STARTS = 730
_CARRIER = "red-flag-carrier"
_TIGHTNESS = ("positive", "negative", "negative", None)
_OPERATIONS = (("labral-repair", "osteoplasty"), ("labral-repair", "microfracture"), ("labral-debridement",))
_SURGEON = (("hip_flexion_deg", 90.0), ("hip_extension_deg", 0.0), ("hip_external_rotation_deg", 20.0))


@dataclass(frozen=True, slots=True)
class Patient:
    """One invented person.

    `pain` is the usual pain of the day at the start (0 to 10), `strength` that of the sore side (0 to 1).
    `late_flag` is a warning sign that comes up on that day of the programme. `hour` is when exercise begins.
    """

    kind: PatientKind
    person: Person
    starts_on: date
    side: Side
    has_therapist: bool
    is_confirmed: bool
    red_flags: tuple[str, ...]
    late_flag: tuple[int, str] | None
    conditions: tuple[str, ...]
    goals: tuple[str, ...]
    equipment: tuple[str, ...]
    days: tuple[str, ...]
    minutes: float
    surgery: Surgery | None
    tightness: tuple[Sided[str], Sided[str], Sided[str]]
    pinches_at_deg: float | None
    pain: float
    strength: float
    hour: float


def choose_kind(chance: Random, catalogue: Catalogue) -> PatientKind:
    """One of the kinds, by their weights."""
    kinds = sorted(catalogue.patient_kinds.values(), key=lambda kind: kind.order)
    return chance.choices(kinds, [kind.weight for kind in kinds])[0]


def invent_patient(kind: PatientKind, chance: Random, catalogue: Catalogue) -> Patient:
    """A person of that kind; the same generator in the same state gives the same person."""
    starts_on = _FIRST_START + timedelta(days=chance.randrange(_STARTS))
    has_therapist = kind.pathway == "post-operative" or chance.random() < 0.9
    return Patient(
        kind=kind,
        person=_invent_person(kind, chance),
        starts_on=starts_on,
        side=chance.choice((Side.LEFT, Side.RIGHT) if kind.pathway == "post-operative" else tuple(Side)),
        has_therapist=has_therapist,
        is_confirmed=chance.random() < 0.98,
        red_flags=_early_flags(kind, chance),
        late_flag=_late_flag(kind, chance),
        conditions=tuple(name for name in CONDITIONS if has_therapist and chance.random() < 0.02),
        goals=tuple(name for name in catalogue.goals if chance.random() < 0.2),
        equipment=tuple(name for name in EQUIPMENT if name == "mat" or chance.random() < 0.5),
        days=_invent_days(chance),
        minutes=float(chance.choice((10, 15, 20, 20, 30, 45))),
        surgery=_invent_surgery(kind, starts_on, chance),
        tightness=(_tightness(chance), _tightness(chance), _tightness(chance)),
        pinches_at_deg=chance.choice((None, None, 85.0, 95.0, 105.0)),
        pain=_between(kind.rest_pain, chance),
        strength=chance.uniform(0.05, 0.5),
        hour=chance.uniform(10.0, 21.0),
    )


def _between(bounds: Range, chance: Random) -> float:
    return chance.uniform(bounds.low, bounds.high)


def _invent_person(kind: PatientKind, chance: Random) -> Person:
    age = round(_between(kind.age, chance))
    return Person(age, chance.choice(("female", "male")), chance.uniform(1.5, 1.95), chance.uniform(48, 115))


def _invent_days(chance: Random) -> tuple[str, ...]:
    count = chance.choice((3, 4, 5, 7, 7))
    chosen = set(chance.sample(DAYS, count))
    return tuple(day for day in DAYS if day in chosen)


def _tightness(chance: Random) -> Sided[str]:
    return Sided(chance.choice(_TIGHTNESS), chance.choice(_TIGHTNESS))


def _early_flags(kind: PatientKind, chance: Random) -> tuple[str, ...]:
    """Half of the carriers tell at the intake."""
    carries = kind.id == _CARRIER and chance.random() < 0.5
    return (chance.choice(RED_FLAGS),) if carries else ()


def _late_flag(kind: PatientKind, chance: Random) -> tuple[int, str] | None:
    """The others, and a few of everybody, find out on some day of the first months."""
    share = 0.5 if kind.id == _CARRIER else 0.01
    return (chance.randrange(3, 90), chance.choice(RED_FLAGS)) if chance.random() < share else None


def _invent_surgery(kind: PatientKind, starts_on: date, chance: Random) -> Surgery | None:
    if kind.pathway != "post-operative":
        return None
    limits = dict(limit for limit in _SURGEON if chance.random() < 0.5)
    operated_on = starts_on - timedelta(days=chance.randrange(0, 70))
    return Surgery(operated_on, chance.choice(_OPERATIONS), limits)
