"""The files that decide how drawings look, for their fingerprints."""

from importlib import resources

# What decides how every drawing looks; content and props count only where an exercise uses them.
CODE: tuple[str, ...] = (
    "figure/illustration/",
    "figure/body_mesh.py",
    "figure/camera.py",
    "figure/muscle_course.py",
    "figure/paint.py",
    "figure/pose.py",
    "body/rig.py",
    "figure/generated/body.npz",
)
SOLVED = "library/generated/solved"


def made_from() -> tuple[str, ...]:
    """The files, with the solved movements that are there now."""
    folder = resources.files("hipwise") / SOLVED
    solved = (f"{SOLVED}/{file.name}" for file in folder.iterdir()) if folder.is_dir() else ()
    return (*CODE, "figure/generated/props.json", "library/generated/content.json", *sorted(solved))
