"""The files that decide how props look, for their fingerprint; what content says of them is tested apart."""

from importlib import resources

_SOLVED = "library/generated/solved"
_CODE: tuple[str, ...] = (
    "figure/prop/",
    "figure/prop_mesh.py",
    "figure/generated/body.npz",
    "body/kinematics.py",
    "body/skeleton.py",
)


def made_from() -> tuple[str, ...]:
    """The files, with the solved movements that are there now."""
    return (*_CODE, *_solved())


def _solved() -> tuple[str, ...]:
    folder = resources.files("hipwise") / _SOLVED
    return tuple(sorted(f"{_SOLVED}/{file.name}" for file in folder.iterdir())) if folder.is_dir() else ()
