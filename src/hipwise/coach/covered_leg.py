"""A leg that the other one covers: from the side, thighs that lie beside each other look like one.

A pose model then takes either shank for the one that works. In films of a bridge on one leg BlazePose lite
showed the free leg's shank in most pictures, full whenever the pelvis was up; hip, knee and trunk were right.
"""

from hipwise.coach.template import Template

# Thighs whose hips are bent alike to this many degrees lie beside each other all along.
_BESIDE_DEG = 15.0
# Shanks of knees that differ by less point about the same way: whichever is taken, the pose is told.
_APART_DEG = 45.0


def is_shank_told(template: Template) -> bool:
    """Can the shank that works be told from the other one in this camera?"""
    if template.camera != "side":
        return True
    is_covered = max(_differences(template, "hip_flexion")) <= _BESIDE_DEG
    return not (is_covered and max(_differences(template, "knee_angle")) >= _APART_DEG)


def _differences(template: Template, coordinate: str) -> list[float]:
    working, other = (template.coordinates[f"{coordinate}_{role}"] for role in ("working", "other"))
    return [abs(a - b) for a, b in zip(working, other, strict=True)]
