"""A movement as an OpenSim motion file (`.mot`): coordinates of the full-body model of Rajagopal 2016.

Names and signs are that model's: knee flexion is positive (gait2392 has the opposite sign). What no OpenSim
model of the body has, such as the neck, is left out. The arms' axes differ from that model's by a few
degrees, which is neglected.
"""

from collections.abc import Mapping

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import Vector
from hipwise.body.skeleton import origin
from hipwise.exchange.motion.repetition import PLACES, Repetition

# From the middle of the hip joints to the pelvis' origin between the front spines of the hip bones, metres:
# the hip joint of Rajagopal 2016's model lies at (-0.0563, -0.0785, ±0.0773) of its pelvis.
_PELVIS_ORIGIN: Vector = (0.0563, 0.0785, 0.0)
_MIDLINE = (
    "pelvis_tilt",
    "pelvis_list",
    "pelvis_rotation",
    *PLACES,
    "lumbar_extension",
    "lumbar_bending",
    "lumbar_rotation",
)
_PAIRED = (
    "hip_flexion",
    "hip_adduction",
    "hip_rotation",
    "knee_angle",
    "ankle_angle",
    "subtalar_angle",
    "mtp_angle",
    "arm_flex",
    "arm_add",
    "arm_rot",
    "elbow_flex",
    "pro_sup",
    "wrist_flex",
    "wrist_dev",
)
COLUMNS = (*_MIDLINE, *(f"{name}_{side}" for side in "rl" for name in _PAIRED))


def mot_bytes(repetition: Repetition) -> bytes:
    """The file's content: degrees, metres and seconds; tabs between columns."""
    rows = [_row(frame.t_s, frame.coordinates, repetition.scale) for frame in repetition.motion.frames]
    head = [
        f"{repetition.exercise.id} {repetition.motion.side.value}",
        "version=1",
        f"nRows={len(rows)}",
        f"nColumns={len(COLUMNS) + 1}",
        "inDegrees=yes",
        "",
        "Names and signs as in the model of Rajagopal 2016: hip flexion, adduction and internal rotation,",
        "knee flexion and ankle dorsiflexion are positive. In gait2392 the knee has the opposite sign.",
        "pelvis_tx, _ty, _tz place the pelvis' origin between the front spines of the hip bones, in metres.",
        "",
        "endheader",
        "\t".join(("time", *COLUMNS)),
    ]
    return ("\n".join((*head, *rows)) + "\n").encode()


def _row(t_s: float, coordinates: Mapping[str, float], scale: float) -> str:
    place = (scale * metres for metres in _pelvis_place(coordinates))
    values = {**coordinates, **dict(zip(PLACES, place, strict=True))}
    return "\t".join(f"{value + 0.0:.6f}" for value in (t_s, *(values.get(name, 0.0) for name in COLUMNS)))


def _pelvis_place(coordinates: Mapping[str, float]) -> Vector:
    middle = origin("pelvis")
    point = (middle[0] + _PELVIS_ORIGIN[0], middle[1] + _PELVIS_ORIGIN[1], middle[2] + _PELVIS_ORIGIN[2])
    return forward_kinematics(coordinates)["pelvis"].carry("pelvis", point)
