"""Maps the clinic's words with positive numbers to OpenSim coordinates with signs. The only place that does.

OpenSim signs: hip_flexion +, hip_adduction +, hip_rotation + internal, knee_angle + flexion,
knee_rotation + internal turn of the shank (movements done with a fault only),
ankle_angle + dorsiflexion, subtalar_angle + inversion.
"""

from collections.abc import Mapping

LIMB_WORDS: Mapping[tuple[str, str], tuple[str, float]] = {
    ("hip", "flexion"): ("hip_flexion", 1.0),
    ("hip", "extension"): ("hip_flexion", -1.0),
    ("hip", "adduction"): ("hip_adduction", 1.0),
    ("hip", "abduction"): ("hip_adduction", -1.0),
    ("hip", "internal_rotation"): ("hip_rotation", 1.0),
    ("hip", "external_rotation"): ("hip_rotation", -1.0),
    ("knee", "flexion"): ("knee_angle", 1.0),
    ("knee", "extension"): ("knee_angle", -1.0),
    ("knee", "internal_rotation"): ("knee_rotation", 1.0),
    ("knee", "external_rotation"): ("knee_rotation", -1.0),
    ("ankle", "dorsiflexion"): ("ankle_angle", 1.0),
    ("ankle", "plantarflexion"): ("ankle_angle", -1.0),
    ("ankle", "inversion"): ("subtalar_angle", 1.0),
    ("ankle", "eversion"): ("subtalar_angle", -1.0),
    ("toes", "extension"): ("mtp_angle", 1.0),
}

# Pelvis and trunk as postures state them; `body.placement` turns them into pelvis_* and lumbar_*.
PELVIS_WORDS: Mapping[str, tuple[str, float]] = {
    "anterior_tilt": ("pelvic_tilt", 1.0),
    "posterior_tilt": ("pelvic_tilt", -1.0),
    "drop": ("pelvic_drop", 1.0),
    "hike": ("pelvic_drop", -1.0),
    "roll_forward": ("pelvic_roll", 1.0),
    "roll_back": ("pelvic_roll", -1.0),
    "tilt_to_working": ("pelvic_side_tilt", 1.0),
    "tilt_to_other": ("pelvic_side_tilt", -1.0),
}

TRUNK_WORDS: Mapping[str, tuple[str, float]] = {
    "flexion": ("trunk_flexion", 1.0),
    "extension": ("trunk_flexion", -1.0),
    "lean_to_working": ("trunk_lean", 1.0),
    "lean_to_other": ("trunk_lean", -1.0),
    "turn_to_working": ("trunk_turn", 1.0),
    "turn_to_other": ("trunk_turn", -1.0),
}
