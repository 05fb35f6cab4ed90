"""Landmark schemes: which points of another system are which of ours, in one table.

A joint that a system marks on both sides of the limb is the middle of the two. What a system does not have
is missing here too; nothing is guessed from its neighbours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hipwise.coach.landmarks import LANDMARK_NAMES
from hipwise.library.side import Side


class Space(StrEnum):
    """Where a system's coordinates live."""

    PICTURE = "picture"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One system. `points` maps our name to one of theirs, or to two whose middle it is.

    Our names are BlazePose's 33 and, for systems with markers on bones, `left_asis`, `left_psis`,
    `left_thigh_marker`, `left_shank_marker`, `left_knee_lateral`, `left_ankle_lateral` and so on the right.
    """

    id: str
    space: Space
    points: Mapping[str, tuple[str, ...]]

    @property
    def their_names(self) -> frozenset[str]:
        """Every point of theirs that is used."""
        return frozenset(name for names in self.points.values() for name in names)

    def sources(self, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Our names that can be had from these points of theirs, with the points each is made of."""
        there = set(known)
        return {ours: theirs for ours, theirs in self.points.items() if there.issuperset(theirs)}


def _sided(table: Mapping[str, str], left: str, right: str) -> dict[str, tuple[str, ...]]:
    """Both sides of a table in which `*` stands for the side's mark; `A+B` is the middle of A and B."""
    return {
        f"{side.value}_{ours}": tuple(theirs.replace("*", mark).split("+"))
        for side, mark in ((Side.LEFT, left), (Side.RIGHT, right))
        for ours, theirs in table.items()
    }


_COCO = ("eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle")
_LIMBS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")

SCHEMES: Mapping[str, Scheme] = {
    scheme.id: scheme
    for scheme in (
        Scheme("blazepose", Space.PICTURE, {name: (name,) for name in LANDMARK_NAMES}),
        # Lin 2014.
        Scheme(
            "coco-17",
            Space.PICTURE,
            {"nose": ("nose",)} | _sided({n: f"*_{n}" for n in _COCO}, "left", "right"),
        ),
        # Fang 2022 (AlphaPose, RTMPose): COCO's names shortened to L and R, with feet.
        Scheme(
            "halpe-26",
            Space.PICTURE,
            {"nose": ("Nose",)}
            | _sided(
                {n: f"*{n.capitalize()}" for n in _COCO} | {"heel": "*Heel", "foot_index": "*BigToe"},
                "L",
                "R",
            ),
        ),
        # The names of Microsoft's Kinect 2 (JointType).
        Scheme(
            "kinect",
            Space.ROOM,
            _sided({n: f"{n.capitalize()}*" for n in _LIMBS} | {"foot_index": "Foot*"}, "Left", "Right"),
        ),
        # A Kinect skeleton as bones, each named at its upper end (UI-PRMD).
        Scheme(
            "kinect-bones",
            Space.ROOM,
            _sided(
                {
                    "shoulder": "*UpperArm",
                    "elbow": "*Forearm",
                    "wrist": "*Hand",
                    "hip": "*UpperLeg",
                    "knee": "*LowerLeg",
                    "ankle": "*Foot",
                    "foot_index": "*Toes",
                },
                "L",
                "R",
            ),
        ),
        # The markers that OpenCap adds to a video (names of its augmenter): joints marked on both sides.
        Scheme(
            "opensim-opencap",
            Space.ROOM,
            _sided(
                {
                    "shoulder": "*_shoulder_study",
                    "elbow": "*_lelbow_study+*_melbow_study",
                    "wrist": "*_lwrist_study+*_mwrist_study",
                    "knee": "*_knee_study+*_mknee_study",
                    "ankle": "*_ankle_study+*_mankle_study",
                    "heel": "*_calc_study",
                    "foot_index": "*_toe_study",
                    "knee_lateral": "*_knee_study",
                    "ankle_lateral": "*_ankle_study",
                },
                "L",
                "r",
            )
            | _sided({"hip": "*HJC_study"}, "L", "R")
            | _sided({"asis": "*.ASIS_study", "psis": "*.PSIS_study"}, "L", "r"),
        ),
        # The marker names of the full-body model of Rajagopal 2016, which `hipwise export` writes too.
        Scheme(
            "opensim-rajagopal",
            Space.ROOM,
            _sided(
                {
                    "shoulder": "*SJC",
                    "elbow": "*EJC",
                    "wrist": "*FAradius+*FAulna",
                    "hip": "*HJC",
                    "knee": "*KJC",
                    "ankle": "*AJC",
                    "heel": "*CAL",
                    "foot_index": "*TOE",
                    "asis": "*ASI",
                    "psis": "*PSI",
                    "knee_lateral": "*LFC",
                    "ankle_lateral": "*LMAL",
                },
                "L",
                "R",
            ),
        ),
        # Davis 1991. Its hip, knee and ankle centres are computed (`room_angles`), not marked.
        Scheme(
            "plug-in-gait",
            Space.ROOM,
            _sided(
                {
                    "shoulder": "*SHO",
                    "elbow": "*ELB",
                    "wrist": "*WRA",
                    "asis": "*ASI",
                    "psis": "*PSI",
                    "thigh_marker": "*THI",
                    "knee_lateral": "*KNE",
                    "shank_marker": "*TIB",
                    "ankle_lateral": "*ANK",
                    "heel": "*HEE",
                    "foot_index": "*TOE",
                },
                "L",
                "R",
            ),
        ),
    )
}


def scheme_of(names: Iterable[str], space: Space) -> Scheme | None:
    """The scheme of that space that explains most of the names; None when none explains any.

    A tie goes to the one that comes first in the table, so that BlazePose stays BlazePose.
    """
    known = set(names)
    best = max(
        (s for s in SCHEMES.values() if s.space is space), key=lambda scheme: len(scheme.their_names & known)
    )
    return best if best.their_names & known else None
