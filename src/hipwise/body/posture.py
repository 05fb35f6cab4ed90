"""A posture as the content file states it, turned into signed coordinates by role."""

from collections.abc import Mapping

from hipwise.library.arm_posture import ArmPosture
from hipwise.library.clinic_words import LIMB_WORDS, PELVIS_WORDS, TRUNK_WORDS
from hipwise.library.exercise import Posture
from hipwise.library.side import Limb

# Coordinates by role: `hip_flexion_working`, `pelvic_tilt`, `trunk_flexion`, … degrees, `lift_m` metres.
RoleCoordinates = dict[str, float]

_BODY_COORDINATES = (
    "pelvic_tilt",
    "pelvic_drop",
    "pelvic_roll",
    "pelvic_side_tilt",
    "trunk_flexion",
    "trunk_lean",
    "trunk_turn",
)
_LIMB_COORDINATES = (
    "hip_flexion",
    "hip_adduction",
    "hip_rotation",
    "knee_angle",
    "ankle_angle",
    "subtalar_angle",
)


class PostureError(ValueError):
    """A word that no joint has: `joint`, `word`, and the words it knows."""

    def __init__(self, joint: str, word: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{joint} has no {word!r}; expected one of {', '.join(known)}")


def role_coordinates(posture: Posture, arms: ArmPosture) -> RoleCoordinates:
    """Signed coordinates of the working and the other side.

    A pelvic drop in stance *is* adduction of the stance hip and abduction of the free one, so it is
    added there: the envelope then sees it. Raises PostureError on an unknown word.
    """
    flat: RoleCoordinates = dict.fromkeys(_BODY_COORDINATES, 0.0)
    flat["lift_m"] = posture.lift_m
    for limb, joints in ((Limb.WORKING, posture.working), (Limb.OTHER, posture.other)):
        flat.update({f"{name}_{limb.value}": 0.0 for name in _LIMB_COORDINATES})
        _add_limb(flat, limb, joints)
    _add_words(flat, "pelvis", posture.pelvis, PELVIS_WORDS)
    _add_words(flat, "trunk", posture.trunk, TRUNK_WORDS)
    flat["hip_adduction_working"] += flat["pelvic_drop"]
    flat["hip_adduction_other"] -= flat["pelvic_drop"]
    for limb, angles in ((Limb.WORKING, arms.working), (Limb.OTHER, arms.other)):
        flat.update({f"{name}_{limb.value}": value for name, value in angles.items()})
    return flat


def _add_limb(flat: RoleCoordinates, limb: Limb, joints: Mapping[str, Mapping[str, float]]) -> None:
    for joint, angles in joints.items():
        for word, degrees in angles.items():
            if (joint, word) not in LIMB_WORDS:
                known = tuple(w for j, w in LIMB_WORDS if j == joint)
                raise PostureError(joint, word, known)
            name, sign = LIMB_WORDS[joint, word]
            key = f"{name}_{limb.value}"
            flat[key] = flat.get(key, 0.0) + sign * degrees


def _add_words(
    flat: RoleCoordinates, joint: str, angles: Mapping[str, float], words: Mapping[str, tuple[str, float]]
) -> None:
    for word, degrees in angles.items():
        if word not in words:
            raise PostureError(joint, word, tuple(words))
        name, sign = words[word]
        flat[name] += sign * degrees
