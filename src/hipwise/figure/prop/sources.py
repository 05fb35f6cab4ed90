"""The files that decide how props look, for their fingerprint; what content says of them is tested apart."""

MADE_FROM: tuple[str, ...] = (
    "figure/prop/",
    "figure/prop_mesh.py",
    "figure/generated/body.npz",
    "body/kinematics.py",
    "body/skeleton.py",
    "library/generated/movements.json",
)
