"""The files that decide how drawings look, for their fingerprints."""

# What decides how every drawing looks; content and props count only where an exercise uses them.
CODE: tuple[str, ...] = (
    "figure/illustration/",
    "figure/body_mesh.py",
    "figure/camera.py",
    "figure/muscle_course.py",
    "figure/pose.py",
    "figure/rig.py",
    "figure/generated/body.npz",
)
MADE_FROM: tuple[str, ...] = (*CODE, "figure/generated/props.json", "library/generated/content.json")
