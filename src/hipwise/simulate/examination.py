"""What a therapist would write into the intake of an invented person on a given day."""

from hipwise.library.side import Side
from hipwise.plan.intake import Diagnosis, Intake, Outcomes, Pain, PhysicalTests, Sided
from hipwise.simulate.hip import Hip
from hipwise.simulate.patient import Patient

# The other leg is so much stronger, as a share of all strength.
_OTHER_MORE = 0.3
_WEAK_BELOW = 0.5


def first_intake(patient: Patient, hip: Hip) -> Intake:
    """The intake of the first day."""
    told = round(min(10.0, max(0.0, hip.usual + patient.kind.tells_points)))
    return Intake(
        person=patient.person,
        today=patient.starts_on,
        pathway=patient.kind.pathway,
        diagnosis=Diagnosis(patient.is_confirmed, "clinician" if patient.is_confirmed else None),
        therapist=patient.has_therapist,
        symptomatic_side=patient.side,
        red_flags=patient.red_flags,
        conditions=patient.conditions,
        weeks_in_programme=0,
        surgery=patient.surgery,
        pain=Pain(
            rest=float(told),
            worst_24h=float(min(10, told + 2)),
            pinch=float(min(10, told)),
            pinch_starts_at_flexion_deg=patient.pinches_at_deg,
            site="groin",
            flare_last_7_days=hip.flare > 1,
        ),
        tests=examine(patient, hip),
        outcomes=Outcomes(ihot12=round(100 * (0.35 + 0.4 * hip.strength))),
        goals=patient.goals,
        equipment=patient.equipment,
        minutes_per_day=patient.minutes,
        days=patient.days,
    )


def examine(patient: Patient, hip: Hip) -> PhysicalTests:
    """The physical tests of this day, from the strength of both legs: 0 cannot, 1 passes every gate well."""
    sore, other = hip.strength, min(1.0, hip.strength + _OTHER_MORE)
    thomas, piriformis, adductor = patient.tightness

    def both(at_zero: float, more: float) -> Sided[float]:
        low, high = round(at_zero + more * sore, 1), round(at_zero + more * other, 1)
        if patient.side is Side.BOTH:
            return Sided(low, low)
        return Sided(low, high) if patient.side is Side.LEFT else Sided(high, low)

    strong = both(0.0, 1.0)
    words = Sided(
        *("weak" if (value or 0.0) < _WEAK_BELOW else "normal" for value in (strong.left, strong.right))
    )
    return PhysicalTests(
        thomas=thomas,
        piriformis_tightness=piriformis,
        adductor_tightness=adductor,
        hip_abductor_strength=words,
        hip_extensor_strength=words,
        core_control="weak" if hip.strength < _WEAK_BELOW else "normal",
        single_leg_stance_s=both(10.0, 40.0),
        side_plank_s=both(10.0, 55.0),
        single_leg_squat_good_reps=both(1.0, 15.0),
        plank_s=15.0 + 65.0 * hip.strength,
        single_leg_bridge_s=both(25.0, 35.0),
        y_balance_percent=both(75.0, 20.0),
        walk_minutes_pain_free=float(round((8.0 + 45.0 * hip.strength) * (1.0 - hip.usual / 10.0))),
        single_leg_hop_cm=Sided(),
    )
