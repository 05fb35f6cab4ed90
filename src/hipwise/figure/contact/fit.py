"""Fits the authored movement of an exercise to its contacts: first the postures, then the ways between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from hipwise.figure.contact.authored import authored_postures, placed_way
from hipwise.figure.contact.ground import Ground, ground_under, tipping_heights
from hipwise.figure.contact.jacobian import SkinPoints, moment_of, point_places
from hipwise.figure.contact.limb import apart
from hipwise.figure.contact.mass import body_masses
from hipwise.figure.contact.part import bone_points, patches_of, skin_of, spot_of
from hipwise.figure.contact.path import Path, path_of
from hipwise.figure.contact.prop_top import top_of_prop
from hipwise.figure.contact.residual import (
    Above,
    Anchored,
    Balanced,
    Directed,
    Near,
    Prior,
    Residual,
    Resting,
    Touching,
    Unbent,
)
from hipwise.figure.contact.skin import sampled_skin, whole_skin
from hipwise.figure.contact.solve import solve
from hipwise.figure.contact.stance import COORDINATES, ROOT_UNKNOWNS, UNKNOWNS, Stance, joined
from hipwise.figure.pose import Array
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Contact, Exercise

SAMPLES_PER_LEG = 15
_SKIN_SAMPLE = 300
_ROUNDS = 4
# What is still good enough: the unit of each residual. A contact is far stiffer than an authored angle.
_GOOD_ANCHOR_M = 0.0005
# A round leg rolls a little on a ball.
_GOOD_ON_BALL_M = 0.002
_GOOD_FIRST_PLACE_M = 0.03
_GOOD_REST_M = 0.003
_GOOD_ABOVE_M = 0.0005
_GOOD_TOUCH_M = 0.003
_GOOD_BALANCE_M = 0.012
_GOOD_SHIFT_M = 0.20
_GOOD_PELVIS_DEG = 2.5
_GOOD_DEG = {
    "hip": 0.7, "knee": 2.0, "ankle": 4.0, "subtalar": 3.0, "mtp": 4.0, "lumbar": 2.5, "neck": 2.0,
    "arm": 4.0, "elbow": 4.0, "pro": 6.0, "wrist": 6.0,
}  # fmt: skip
# The bent knee lets the shank turn. No movement uses it but a knee that falls in, so it stays as authored.
_GOOD_SHANK_TURN_DEG = 0.1
# Half a degree on arrows of about 20 cm.
_GOOD_CHEST_M = 0.002
_UPRIGHT = frozenset({"standing", "sitting", "half-kneeling"})
_GOOD_UNBENT_DEG = 0.3
# Well inside what the build refuses, so that a slightly other body still fits.
_MOST_AWAY_DEG = 7.0
_GOOD_AWAY_DEG = 0.3
_HINGES = np.array(
    [ROOT_UNKNOWNS + i for i, name in enumerate(COORDINATES) if name.startswith(("knee_angle", "elbow_"))]
)
_NOTICED_M = 0.0015


def good_unknowns() -> Array:
    """The unit of every unknown (UNKNOWNS,): how far it may depart from what was authored."""
    good = np.empty(UNKNOWNS)
    good[:3], good[3:ROOT_UNKNOWNS] = _GOOD_SHIFT_M, _GOOD_PELVIS_DEG
    good[ROOT_UNKNOWNS:] = [
        _GOOD_SHANK_TURN_DEG if name.startswith("knee_rotation") else _GOOD_DEG[name.split("_")[0]]
        for name in COORDINATES
    ]
    return good


@dataclass(frozen=True, slots=True)
class FittedLeg:
    """One leg of the path: the stance and what was authored at even shares of the way; a hold has one."""

    stance: Stance
    authored: Stance
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted movement: its legs in path order, on the ground that carried them."""

    exercise: Exercise
    path: Path
    ground: Ground
    legs: tuple[FittedLeg, ...]


@dataclass
class _Fitter:
    exercise: Exercise
    arms: Mapping[str, ArmPosture]
    path: Path
    skin: SkinPoints = field(default_factory=whole_skin)
    targets: dict[int, Array] = field(default_factory=dict)
    onto: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        props = self.exercise.movement.props
        self.ground = ground_under(self.skin, props)
        self.tipping = tipping_heights(self.skin, props)
        self.authored = authored_postures(self.exercise, self.arms)
        self.contacts = self.exercise.movement.contacts
        self.good = good_unknowns()
        self.near = list(sampled_skin(_SKIN_SAMPLE))

    def node(self, number: int, before: Array | None) -> Stance:
        name = self.path.postures[number]
        self.first = number == 0
        asked = self.asked(name)
        held = [c for c in self.contacts if self.path.holds_at(c, number)]
        for contact in held:
            self._choose_touched(contact, asked)
        if self.first:
            self._roll_ball(asked)
        # From where the first posture came to lie, so that what does not move finds the same place again.
        start = asked if before is None else asked.moved(before)
        stance = self._solve(start, asked, asked, held, np.ones((len(held), 1)))
        if self.first and self.ground.ball is not None:
            self._roll_ball(stance)
            stance = self._solve(stance, asked, asked, held, np.ones((len(held), 1)))
        for contact in held:
            self._keep_target(contact, stance)
        return stance

    def asked(self, posture: str) -> Stance:
        """A posture as authored, placed by rule."""
        return placed_way(self.exercise, self.authored[posture], self.authored[posture], [0.0])

    def _roll_ball(self, stance: Stance) -> None:
        self.ground = self.ground.under_heels(self.skin, point_places(moment_of(stance), self.skin)[0])

    def way(self, asked: Stance, authored: Stance, active: Array) -> Stance:
        return self._solve(asked, asked, authored, self.contacts, active)

    def _solve(
        self, start: Stance, asked: Stance, authored: Stance, contacts: Sequence[Contact], active: Array
    ) -> Stance:
        stance = start
        for _ in range(_ROUNDS):
            residuals = [
                r for c, on in zip(contacts, active, strict=True) if on.any() for r in self._of(c, asked, on)
            ]
            near = np.array(self.near)
            residuals.append(Above(self.skin.at(near), self.ground.at(near), _GOOD_ABOVE_M))
            residuals.append(apart(contacts))
            residuals.append(Unbent(_HINGES, _GOOD_UNBENT_DEG))
            residuals += self._upright(authored)
            residuals.append(Near(authored, _MOST_AWAY_DEG, _GOOD_AWAY_DEG))
            residuals.append(Prior(asked, self.good))
            stance = solve(stance, residuals, self.good)
            if not self._notice(stance):
                break
        return stance

    def _upright(self, authored: Stance) -> list[Residual]:
        """Who stands or sits holds the chest as authored in the room, whatever the pelvis needs."""
        if self.exercise.movement.orientation not in _UPRIGHT:
            return []
        ribs = bone_points("ribs")
        tails, tips = ribs.at(np.array([0, 1])), ribs.at(np.array([1, 2]))
        moment = moment_of(authored)
        arrows = point_places(moment, tips) - point_places(moment, tails)
        return [Directed(tails, tips, arrows, _GOOD_CHEST_M)]

    def _notice(self, stance: Stance) -> bool:
        """Add the deepest points under the ground that were not looked at. Was there any?"""
        gaps, _ = self.ground.gaps(point_places(moment_of(stance), self.skin))
        gaps[:, self.near] = 0.0
        main = self.skin.bones[np.arange(len(self.skin)), self.skin.weights.argmax(axis=1)]
        found = False
        for bone in np.unique(main[(gaps < -_NOTICED_M).any(axis=0)]):
            inside = np.flatnonzero(main == bone)
            for deepest in np.unique(inside[gaps[:, inside].argmin(axis=1)]):
                if gaps[:, deepest].min() < -_NOTICED_M:
                    self.near.append(int(deepest))
                    found = True
        return found

    def _of(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        return _BUILDERS[contact.kind](self, contact, asked, on)

    def spots(self, part: str) -> np.ndarray:
        return np.array([spot_of(patch, self.skin) for patch in patches_of(part)])

    def planted(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        spots = self.spots(contact.part)
        ball = self.ground.ball is not None and self.ground.ball.carries[spots].all()
        if ball:
            resting = self.rests(contact, asked, on)
            return [*resting, self._anchor(contact, self.skin.at(spots), asked, on, None, _GOOD_ON_BALL_M)]
        heights = np.maximum(self.ground.heights, self.tipping)[spots]
        return [self._anchor(contact, self.skin.at(spots), asked, on, heights)]

    def still(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        return [self._anchor(contact, self._points_of(contact), asked, on, None)]

    def _points_of(self, contact: Contact) -> SkinPoints:
        """The points that stay: of the skin, or of the bone where a whole bone keeps still."""
        return (
            bone_points(contact.part) if contact.kind == "still" else self.skin.at(self.spots(contact.part))
        )

    def _anchor(
        self,
        contact: Contact,
        points: SkinPoints,
        asked: Stance,
        on: Array,
        heights: Array | None,
        good_m: float = _GOOD_ANCHOR_M,
    ) -> Residual:
        number = self.contacts.index(contact)
        good = np.full((len(on), len(points), 3), good_m)
        if number in self.targets:
            targets = np.repeat(self.targets[number][None], len(on), axis=0)
        else:
            targets = point_places(moment_of(asked), points)
            good[...] = _GOOD_FIRST_PLACE_M if self.first else np.inf
        if heights is not None:
            targets[..., 1], good[..., 1] = heights, _GOOD_ANCHOR_M
        good[on == 0.0] = np.inf
        return Anchored(points, targets, good)

    def rests(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        found: list[Residual] = []
        for patch in patches_of(contact.part):
            chosen = skin_of(patch, self.skin)
            found.append(Resting(self.skin.at(chosen), self.ground.at(chosen), _GOOD_REST_M, on))
        return found

    def touches(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        points = self.skin.at(self.spots(contact.part))
        onto = self.skin.at(np.array(self.onto[self.contacts.index(contact)]))
        return [Touching(points, onto, _GOOD_TOUCH_M, on, np.zeros(3))]

    def holds(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        thick = next(prop.height_m for prop in self.exercise.movement.props if prop.kind == contact.on)
        right, left = self.skin.at(self.spots("working.palm")), self.skin.at(self.spots("other.palm"))
        return [Touching(right, left, _GOOD_TOUCH_M, on, np.array([0.0, 0.0, thick]))]

    def reaches(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        """The part comes to the top of the prop that stands in the room: at its nearest point, kept."""
        number, points = self.contacts.index(contact), self.skin.at(self.spots(contact.part))
        if number not in self.targets:
            places = point_places(moment_of(asked), points)[0]
            top = top_of_prop(self.exercise.id, contact.on)
            self.targets[number] = np.array([top[np.linalg.norm(top - p, axis=1).argmin()] for p in places])
        good = np.full((len(on), len(points), 3), _GOOD_TOUCH_M)
        good[on == 0.0] = np.inf
        return [Anchored(points, np.repeat(self.targets[number][None], len(on), axis=0), good)]

    def balances(self, contact: Contact, asked: Stance, on: Array) -> list[Residual]:
        masses, shares = body_masses()
        return [Balanced(masses, shares, self.skin.at(self.spots(contact.part)), _GOOD_BALANCE_M, on)]

    def _choose_touched(self, contact: Contact, asked: Stance) -> None:
        """For each point of the part, the point of the other part that is nearest when they first meet."""
        number = self.contacts.index(contact)
        if contact.kind != "touches" or number in self.onto:
            return
        spots, patches = self.spots(contact.part), patches_of(contact.on)
        if contact.part.split(".")[-1] == contact.on.split(".")[-1]:
            self.onto[number] = [spot_of(patch, self.skin) for patch in patches]
            return
        candidates = np.unique(np.concatenate([skin_of(patch, self.skin) for patch in patches]))
        moment = moment_of(asked)
        places = point_places(moment, self.skin.at(candidates))[0]
        self.onto[number] = [
            int(candidates[np.linalg.norm(places - place, axis=1).argmin()])
            for place in point_places(moment, self.skin.at(spots))[0]
        ]

    def _keep_target(self, contact: Contact, stance: Stance) -> None:
        number = self.contacts.index(contact)
        if contact.kind in ("planted", "still") and number not in self.targets:
            self.targets[number] = point_places(moment_of(stance), self._points_of(contact))[0]


_BUILDERS = {
    "planted": _Fitter.planted,
    "rests": _Fitter.rests,
    "still": _Fitter.still,
    "touches": _Fitter.touches,
    "holds": _Fitter.holds,
    "reaches": _Fitter.reaches,
    "balances": _Fitter.balances,
}


def fit_movement(exercise: Exercise, arms: Mapping[str, ArmPosture]) -> Fit:
    """The movement on its contacts. Raises PartError, or KeyError for an unknown posture or arm posture."""
    path = path_of(exercise)
    fitter = _Fitter(exercise, arms, path)
    nodes: list[Stance] = []
    before: Array | None = None
    known: dict[tuple[str, tuple[int, ...]], Stance] = {}
    for number, name in enumerate(path.postures):
        held = tuple(i for i, c in enumerate(fitter.contacts) if path.holds_at(c, number))
        if (name, held) not in known:
            known[name, held] = fitter.node(number, before)
            if number == 0:
                before = known[name, held].step_from(fitter.asked(name))
        nodes.append(known[name, held])
    return Fit(exercise, path, fitter.ground, _fit_legs(fitter, nodes))


def _fit_legs(fitter: _Fitter, nodes: Sequence[Stance]) -> tuple[FittedLeg, ...]:
    path = fitter.path
    inner = [i / SAMPLES_PER_LEG for i in range(1, SAMPLES_PER_LEG)]
    moving = _different_legs(fitter, nodes)
    alike = {_kind_of(fitter, nodes, leg): leg for leg in reversed(moving)}
    asked: dict[int, Stance] = {}
    starts: list[Stance] = []
    plain: list[Stance] = []
    for leg in moving:
        names = path.postures[leg : leg + 2]
        first, last = (fitter.authored[name] for name in names)
        asked[leg] = placed_way(fitter.exercise, first, last, [0.0, *inner, 1.0])
        a = nodes[leg].step_from(asked[leg].at([0]))
        b = nodes[leg + 1].step_from(asked[leg].at([-1]))
        shares = np.array(inner)[:, None]
        plain.append(asked[leg].at(range(1, len(inner) + 1)))
        starts.append(plain[-1].moved(a * (1 - shares) + b * shares))
    if not moving:
        return tuple(FittedLeg(nodes[i], nodes[i], (0.0,)) for i in range(len(path.legs)))
    active = np.array(
        [[float(path.holds_on(c, leg)) for leg in moving for _ in inner] for c in fitter.contacts]
    ).reshape(len(fitter.contacts), -1)
    solved = fitter.way(joined(starts), joined(plain), active)
    legs: list[FittedLeg] = []
    for leg in range(len(path.legs)):
        same = alike.get(_kind_of(fitter, nodes, leg), leg)
        if same not in asked:
            name = path.postures[leg]
            legs.append(FittedLeg(nodes[leg], fitter.asked(name), (0.0,)))
            continue
        place = moving.index(same) * len(inner)
        between = solved.at(range(place, place + len(inner)))
        whole = joined([nodes[leg], between, nodes[leg + 1]])
        legs.append(FittedLeg(whole, asked[same], (0.0, *inner, 1.0)))
    return tuple(legs)


def _different_legs(fitter: _Fitter, nodes: Sequence[Stance]) -> list[int]:
    """The legs on which the body moves, each way once: a bouncing body goes the same way many times."""
    path = fitter.path
    moving = [leg for leg in range(len(path.legs)) if not path.is_hold(leg)]
    kinds = [_kind_of(fitter, nodes, leg) for leg in moving]
    return [leg for i, leg in enumerate(moving) if kinds.index(kinds[i]) == i]


def _kind_of(fitter: _Fitter, nodes: Sequence[Stance], leg: int) -> tuple[object, ...]:
    """What decides the way along a leg: where it begins and ends, and which contacts hold."""
    path = fitter.path
    held = tuple(path.holds_on(contact, leg) for contact in fitter.contacts)
    return id(nodes[leg]), id(nodes[leg + 1]), path.postures[leg : leg + 2], held
