"""The programme's strict table of exercises: from when on, how heavy, and how far each hip may go.

Columns: earliest phase, completed weeks after surgery, load tier, and for the working and the other hip the
largest flexion, adduction and extension in degrees. Defaults of the programme, awaiting a clinician; a
content file may be stricter but never looser. 99 weeks means never without a clinician's unlock.
"""

from typing import NamedTuple


class Limits(NamedTuple):
    """One row of the table."""

    phase_min: int
    postop_week_min: int
    tier: int
    working: tuple[float, float, float]
    other: tuple[float, float, float]


LIMITS: dict[str, Limits] = {
    "hip-flexor-stretch": Limits(2, 6, 0, (10, 0, 10), (90, 0, 0)),
    "piriformis-figure-four": Limits(2, 6, 0, (90, 0, 0), (90, 0, 0)),
    "piriformis-knee-to-opposite-shoulder": Limits(4, 99, 0, (120, 30, 0), (0, 0, 10)),
    "groin-butterfly": Limits(2, 6, 0, (90, 0, 0), (90, 0, 0)),
    "ball-bridge": Limits(2, 8, 2, (35, 0, 5), (35, 0, 5)),
    "bridge": Limits(1, 3, 1, (60, 0, 5), (60, 0, 5)),
    "clamshell": Limits(1, 3, 2, (60, 0, 0), (60, 0, 0)),
    "hip-hike": Limits(2, 7, 3, (10, 5, 0), (10, 10, 0)),
    "isometric-hip-raise": Limits(1, 3, 2, (10, 0, 0), (60, 0, 0)),
    "lateral-band-walk": Limits(3, 8, 3, (45, 0, 0), (45, 0, 0)),
    "single-leg-bridge": Limits(3, 8, 3, (60, 0, 5), (60, 0, 5)),
    "straight-leg-raise": Limits(2, 6, 2, (45, 0, 0), (60, 0, 0)),
    "side-lying-leg-raise": Limits(2, 3, 3, (0, 0, 5), (60, 0, 0)),
    "side-lying-adduction": Limits(2, 6, 2, (0, 15, 0), (80, 0, 0)),
    "prone-leg-raise": Limits(2, 4, 2, (5, 0, 10), (5, 0, 0)),
    "pelvic-clock": Limits(1, 1, 0, (60, 0, 0), (60, 0, 0)),
    "pelvic-tilt": Limits(1, 0, 0, (60, 0, 0), (60, 0, 0)),
    "single-leg-stance": Limits(2, 6, 2, (10, 5, 0), (90, 0, 0)),
    "single-leg-stance-eyes-closed": Limits(3, 8, 2, (10, 5, 0), (90, 0, 0)),
    "single-leg-stance-unstable": Limits(3, 8, 3, (10, 5, 0), (90, 0, 0)),
    "single-leg-squat": Limits(3, 12, 4, (70, 5, 0), (70, 5, 0)),
    "single-leg-stance-ball-toss": Limits(3, 8, 3, (10, 5, 0), (90, 0, 0)),
    "wobble-board": Limits(3, 8, 3, (20, 0, 0), (20, 0, 0)),
    "bosu": Limits(3, 8, 3, (40, 0, 0), (40, 0, 0)),
    "baps-board": Limits(3, 8, 2, (90, 0, 0), (90, 0, 0)),
    "jump-and-land": Limits(4, 12, 5, (80, 0, 0), (80, 0, 0)),
    "single-leg-hop": Limits(4, 14, 5, (60, 5, 0), (60, 5, 0)),
    "step-down": Limits(3, 8, 3, (60, 5, 0), (60, 5, 0)),
}
