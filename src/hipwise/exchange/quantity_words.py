"""The angle that carries a set, as people say it: a name, and the sign that makes it grow on the way out."""

from dataclasses import dataclass

# By coordinate: the name where it is positive, and the name of the other direction.
_NAMES: dict[str, tuple[str, str]] = {
    "hip_flexion": ("Hip bend", "Leg to the back"),
    "hip_adduction": ("Leg inwards", "Leg to the side"),
    "knee_angle": ("Knee bend", "Knee beyond straight"),
    "pelvic_drop": ("Free hip lower", "Free hip higher"),
}
_LIMBS = {"working": "", "other": ", other leg"}
_UNKNOWN = "The movement in the picture"


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """`sign` times the coordinate is what people are shown under that name, in degrees."""

    name: str
    sign: float


def quantity_words(quantity: str | None, far_deg: float) -> QuantityWords:
    """The words for a report's quantity that goes out to `far_deg`; a way into the negative is turned round.

    An angle that stands for no coordinate of the body has no name of its own.
    """
    base, _, limb = (quantity or "").rpartition("_")
    if limb not in _LIMBS:
        base, limb = quantity or "", "working"
    if base not in _NAMES:
        return QuantityWords(_UNKNOWN, 1.0)
    forth, back = _NAMES[base]
    is_back = far_deg < 0.0
    return QuantityWords((back if is_back else forth) + _LIMBS[limb], -1.0 if is_back else 1.0)
