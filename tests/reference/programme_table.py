"""What the clinical text says of each exercise, typed once more by hand for the vignettes.

Columns: earliest phase, earliest completed week after surgery (99 is locked), load tier, most days a week,
fewest and most sets, fewest and most repetitions of a set, longest hold in seconds, the first muscle it
trains, and the things without which it cannot be done (each a tuple of things of which one is enough).
Source: the programme's exercise table (appendix A) and its notes on doses and equipment (1.1 and 1.4).
Defaults of the programme, awaiting a clinician. A mat is a comfort: floor and wall are always there.
"""

from typing import NamedTuple

Things = tuple[tuple[str, ...], ...]


class Row(NamedTuple):
    """One exercise of the table."""

    phase: int
    week: int
    tier: int
    days: int
    sets: tuple[int, int]
    repetitions: tuple[int, int]
    hold_s: float
    muscle: str
    things: Things = ()


BAND, STEP, BELT, BALL = (("loop-band",),), (("step",),), (("belt",),), (("exercise-ball",),)
SOFT, WOBBLE, DOME, LIGHT = (
    (("pillow", "folded-towel"),),
    (("wobble-board",),),
    (("bosu",),),
    (("light-ball",),),
)

PROGRAMME: dict[str, Row] = {
    "hip-flexor-stretch": Row(2, 6, 0, 7, (1, 1), (3, 5), 30, "iliopsoas"),
    "piriformis-figure-four": Row(2, 6, 0, 7, (1, 1), (3, 5), 30, "piriformis"),
    "piriformis-knee-to-opposite-shoulder": Row(4, 99, 0, 0, (1, 1), (3, 5), 30, "piriformis"),
    "groin-butterfly": Row(2, 6, 0, 7, (1, 1), (3, 5), 30, "adductors"),
    "ball-bridge": Row(2, 8, 2, 3, (2, 3), (8, 12), 2, "gluteus maximus", BALL),
    "bridge": Row(1, 3, 1, 7, (1, 3), (15, 20), 5, "gluteus maximus"),
    "clamshell": Row(1, 3, 2, 4, (2, 3), (12, 15), 1, "gluteus medius"),
    "hip-hike": Row(2, 7, 3, 3, (2, 3), (10, 15), 1, "gluteus medius", STEP),
    "isometric-hip-raise": Row(1, 3, 2, 7, (1, 2), (10, 15), 5, "gluteus medius", BELT),
    "lateral-band-walk": Row(3, 8, 3, 3, (2, 3), (10, 15), 0, "gluteus medius", BAND),
    "single-leg-bridge": Row(3, 8, 3, 3, (3, 3), (8, 12), 2, "gluteus maximus"),
    "straight-leg-raise": Row(2, 6, 2, 3, (2, 3), (10, 15), 1, "iliopsoas"),
    "side-lying-leg-raise": Row(2, 3, 3, 3, (3, 3), (10, 15), 1, "gluteus medius"),
    "side-lying-adduction": Row(2, 6, 2, 3, (2, 3), (10, 15), 1, "adductors"),
    "prone-leg-raise": Row(2, 4, 2, 5, (1, 2), (15, 20), 1, "gluteus maximus"),
    "pelvic-clock": Row(1, 1, 0, 7, (1, 1), (15, 20), 0, "trunk"),
    "pelvic-tilt": Row(1, 0, 0, 7, (1, 1), (15, 20), 5, "trunk"),
    "single-leg-stance": Row(2, 6, 2, 7, (1, 3), (1, 3), 30, "gluteus medius"),
    "single-leg-stance-eyes-closed": Row(3, 8, 2, 5, (1, 3), (1, 3), 30, "gluteus medius"),
    "single-leg-stance-unstable": Row(3, 8, 3, 5, (1, 3), (1, 3), 30, "gluteus medius", SOFT),
    "single-leg-squat": Row(3, 12, 4, 3, (2, 3), (6, 10), 0, "quadriceps"),
    "single-leg-stance-ball-toss": Row(3, 8, 3, 3, (1, 3), (1, 3), 60, "gluteus medius", LIGHT),
    "wobble-board": Row(3, 8, 3, 5, (1, 3), (1, 3), 60, "gluteus medius", WOBBLE),
    "bosu": Row(3, 8, 3, 3, (1, 3), (1, 3), 60, "quadriceps", DOME),
    "baps-board": Row(3, 8, 2, 3, (1, 3), (10, 20), 0, "ankle"),
    "jump-and-land": Row(4, 12, 5, 2, (3, 3), (5, 8), 2, "quadriceps"),
    "single-leg-hop": Row(4, 14, 5, 2, (2, 3), (2, 5), 2, "quadriceps"),
    "step-down": Row(3, 8, 3, 3, (2, 3), (10, 10), 0, "quadriceps", STEP),
}

STRETCHES = frozenset(
    {
        "hip-flexor-stretch",
        "piriformis-figure-four",
        "piriformis-knee-to-opposite-shoulder",
        "groin-butterfly",
    }
)
BALANCE = frozenset(
    {
        "single-leg-stance",
        "single-leg-stance-eyes-closed",
        "single-leg-stance-unstable",
        "single-leg-stance-ball-toss",
        "wobble-board",
        "bosu",
        "baps-board",
    }
)
NEEDS_STEADY_STANCE = frozenset(
    {"single-leg-stance-eyes-closed", "single-leg-stance-unstable", "wobble-board", "bosu"}
)
IMPACT = frozenset({"jump-and-land", "single-leg-hop"})
LOCKED = frozenset({"piriformis-knee-to-opposite-shoulder"})
CLINIC_ONLY = frozenset({"baps-board"})
STRENGTH = frozenset(PROGRAMME) - STRETCHES - BALANCE - {"pelvic-tilt", "pelvic-clock"}
