"""Measures a solved movement as it is kept and played: rounded, and half way between its samples too."""

from collections.abc import Sequence

import numpy as np

from hipwise.figure.contact.fit import Fit
from hipwise.figure.contact.jacobian import SkinPoints, moment_of, point_places
from hipwise.figure.contact.limb import apart, limbs
from hipwise.figure.contact.part import bone_points, patches_of, spot_of
from hipwise.figure.contact.residual import overlap
from hipwise.figure.contact.skin import whole_skin
from hipwise.figure.contact.stance import COORDINATES, ROOT_UNKNOWNS, Stance, stance_of
from hipwise.figure.pose import Array
from hipwise.library.contact_report import ContactReport
from hipwise.library.exercise import Contact
from hipwise.library.solved_movement import SolvedMovement, SolvedStretch

_MM_PER_M = 1000.0


def measure(fit: Fit, solved: SolvedMovement) -> ContactReport:
    """The report of a fit, from the movement that is kept of it."""
    played = [_played(stretch) for stretch in solved.stretches]
    angle, name = _departure(fit)
    deep, pair = _overlap(played, fit.exercise.movement.contacts)
    return ContactReport(
        round(_under(fit, played), 1),
        round(_drift(fit, played), 1),
        round(angle, 1),
        name,
        round(deep, 1),
        pair,
    )


def _played(stretch: SolvedStretch) -> Stance:
    count = 2 * stretch.samples - 1
    return stance_of([stretch.at(i / max(1, count - 1)) for i in range(count)])


def _under(fit: Fit, played: Sequence[Stance]) -> float:
    skin = whole_skin()
    gaps = [fit.ground.gaps(point_places(moment_of(stance), skin))[0].min() for stance in played]
    return max(0.0, -_MM_PER_M * float(min(gaps)))


def _drift(fit: Fit, played: Sequence[Stance]) -> float:
    """How far a planted or still part comes from where it first was."""
    worst = 0.0
    for contact in fit.exercise.movement.contacts:
        if contact.kind not in ("planted", "still"):
            continue
        points = _points_of(contact)
        places = [
            point_places(moment_of(stance), points)
            for leg, stance in enumerate(played)
            if fit.path.holds_on(contact, leg)
        ]
        if places:
            moved = np.linalg.norm(np.concatenate(places) - places[0][0], axis=-1)
            worst = max(worst, float(moved.max()))
    return _MM_PER_M * worst


def _points_of(contact: Contact) -> SkinPoints:
    if contact.kind == "still":
        return bone_points(contact.part)
    skin = whole_skin()
    return skin.at(np.array([spot_of(patch, skin) for patch in patches_of(contact.part)]))


def _departure(fit: Fit) -> tuple[float, str]:
    """The largest departure in degrees and the coordinate; the pelvis by the angle of its turn."""
    worst: tuple[float, str] = (0.0, "")
    for leg in fit.legs:
        step = leg.stance.step_from(leg.authored)
        turned = np.linalg.norm(step[:, 3:ROOT_UNKNOWNS], axis=1).max()
        most: Array = np.abs(step[:, ROOT_UNKNOWNS:]).max(axis=0)
        of_leg = (float(most.max()), COORDINATES[int(most.argmax())])
        worst = max(worst, of_leg, (float(turned), "pelvis"))
    return worst


def _overlap(played: Sequence[Stance], contacts: Sequence[Contact]) -> tuple[float, str]:
    names, starts, ends, radii = limbs()
    pairs = apart(contacts).pairs
    worst = (0.0, "")
    for stance in played:
        moment = moment_of(stance)
        depth = overlap(point_places(moment, starts), point_places(moment, ends), radii, pairs)[0].max(axis=0)
        first, second = pairs[int(depth.argmax())]
        worst = max(worst, (_MM_PER_M * float(depth.max()), f"{names[first]} and {names[second]}"))
    return worst
