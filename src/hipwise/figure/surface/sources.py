"""The files that decide how the body looks, for its fingerprint."""

MADE_FROM: tuple[str, ...] = (
    "figure/surface/",
    "figure/body_mesh.py",
    "figure/glb.py",
    "figure/muscle_course.py",
    "figure/pose.py",
    "body/rig.py",
    "body/kinematics.py",
    "body/skeleton.py",
)
