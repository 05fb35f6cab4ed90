"""Mirroring: the left-sided posture is the right-sided one, reflected in the sagittal plane."""

from collections.abc import Mapping

# Coordinates of the midline that change their sign in the mirror.
_SIDEWAYS = frozenset(
    {
        "pelvis_list",
        "pelvis_rotation",
        "pelvis_tz",
        "lumbar_bending",
        "lumbar_rotation",
        "neck_bending",
        "neck_rotation",
    }
)


def mirror(coordinates: Mapping[str, float]) -> dict[str, float]:
    """The mirrored posture: sides swapped, sideways midline coordinates negated. Its own inverse."""
    return {_other_name(name): -value if name in _SIDEWAYS else value for name, value in coordinates.items()}


def _other_name(name: str) -> str:
    if name.endswith("_r"):
        return name[:-2] + "_l"
    if name.endswith("_l"):
        return name[:-2] + "_r"
    return name
