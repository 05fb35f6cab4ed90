"""The people of the clinic's tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.planning import propose_plan, sign_plan
from hipwise.clinic.people.models import Clinic, Membership, Role, User
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import parse_intake
from hipwise.plan.plan import screening_to_mapping
from hipwise.plan.screening import screen


@dataclass(frozen=True, slots=True)
class Everybody:
    """Anna is treated by Therese, Bruno by Boris in another clinic; Solveig has no therapist."""

    admin: User
    therapist: User
    patient: User
    second_patient: User
    other_therapist: User
    other_patient: User
    solo: User
    stranger: User

    @staticmethod
    def record(user: User) -> Patient:
        """The record of a patient's user."""
        record: Patient = Patient.objects.get(membership__user=user)
        return record


def make_everybody() -> Everybody:
    """Make two clinics and a person alone."""
    first = Clinic.objects.create(name="Clinic One", phone="+41 00 000 00 00")
    second = Clinic.objects.create(name="Clinic Two")
    alone = Clinic.objects.create(name="On my own", is_solo=True)
    return Everybody(
        admin=_member("admin@one.example", "Ada Admin", first, Role.ADMIN),
        therapist=_member("therapist@one.example", "Therese Therapist", first, Role.THERAPIST),
        patient=_member("anna@one.example", "Anna Patient", first, Role.PATIENT),
        second_patient=_member("ben@one.example", "Ben Patient", first, Role.PATIENT),
        other_therapist=_member("therapist@two.example", "Boris Therapist", second, Role.THERAPIST),
        other_patient=_member("bruno@two.example", "Bruno Patient", second, Role.PATIENT),
        solo=_member("solveig@alone.example", "Solveig", alone, Role.PATIENT),
        stranger=User.objects.create_user("stranger@nowhere.example", "a long password", name="Stranger"),
    )


def _member(email: str, name: str, clinic: Clinic, role: Role) -> User:
    user = User.objects.create_user(email, "a long password", name=name)
    membership = Membership.objects.create(clinic=clinic, user=user, role=role)
    if role == Role.PATIENT:
        Patient.objects.create(clinic=clinic, membership=membership, name=name)
    user.membership = membership
    user.save(update_fields=["membership"])
    return user


def an_intake(**changes: Any) -> dict[str, Any]:
    """A plain intake that gets a plan; `changes` replace top-level keys."""
    both = {"left": "negative", "right": "negative"}
    raw: dict[str, Any] = {
        "person": {"age": 31, "sex": "female", "height_m": 1.68, "weight_kg": 62},
        "today": "2026-11-20",
        "pathway": "non-operative",
        "diagnosis": {"confirmed": True, "by": "clinician"},
        "therapist": True,
        "symptomatic_side": "left",
        "weeks_in_programme": 0,
        "pain": {
            "rest": 1,
            "worst_24h": 3,
            "pinch": 1,
            "pinch_starts_at_flexion_deg": 95,
            "site": "groin",
            "flare_last_7_days": False,
        },
        "red_flags": [],
        "conditions": [],
        "tests": {
            "thomas": both,
            "piriformis_tightness": both,
            "adductor_tightness": both,
            "hip_abductor_strength": {"left": "weak", "right": "normal"},
            "hip_extensor_strength": {"left": "normal", "right": "normal"},
            "core_control": "weak",
        },
        "goals": ["walk-without-pain"],
        "equipment": ["mat", "loop-band", "chair", "pillow"],
        "minutes_per_day": 20,
        "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    }
    return {**raw, **changes}


def give_intake(patient: Patient, raw: dict[str, Any], now: datetime | None = None) -> IntakeRecord:
    """A finished intake without the wizard."""
    catalogue = load_catalogue()
    screening = screen(parse_intake(raw, "test"), catalogue)
    number = IntakeRecord.objects.filter(patient=patient).count() + 1
    record: IntakeRecord = IntakeRecord.objects.create(
        clinic=patient.clinic,
        patient=patient,
        number=number,
        status=IntakeRecord.Status.FINISHED,
        intake=raw,
        screening=screening_to_mapping(screening),
        finished_at=now or datetime.now(UTC),
    )
    return record


def give_plan(patient: Patient, signer: User, now: datetime | None = None, **changes: Any) -> PlanRevision:
    """A plan in force, proposed from a plain intake of that day and signed."""
    now = now or datetime.now(UTC)
    raw = an_intake(**{"today": now.date().isoformat(), **changes})
    record = give_intake(patient, raw, now)
    proposed = propose_plan(patient, record, load_catalogue(), now)
    assert proposed is not None, "the intake of the tests must give a plan"
    return sign_plan(patient, proposed.number, signer, "First plan", load_catalogue(), now)


def days_ago(count: int) -> datetime:
    """The same time of day, so many days before now."""
    return datetime.now(UTC) - timedelta(days=count)
