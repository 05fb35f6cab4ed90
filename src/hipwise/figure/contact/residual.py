"""What the solver makes small: contacts as residuals, each in units of what is still good enough.

Every residual gives values (n_frames, m) and their derivatives (n_frames, m, UNKNOWNS). A residual that does
not hold in a frame is 0 there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from hipwise.figure.contact.ground import Ground
from hipwise.figure.contact.jacobian import (
    Moment,
    SkinPoints,
    point_jacobian,
    point_places,
)
from hipwise.figure.contact.stance import ROOT_UNKNOWNS, UNKNOWNS, Stance
from hipwise.figure.pose import Array

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Rows:
    """Values (n_frames, m) and derivatives (n_frames, m, UNKNOWNS)."""

    values: Array
    slopes: Array


class Residual(Protocol):
    """Something that should become 0."""

    def rows(self, moment: Moment) -> Rows:
        """At this moment."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Points stay at places in the room. `targets` (n_frames, n, 3), `good_m` (n_frames, n, 3); inf: free."""

    points: SkinPoints
    targets: Array
    good_m: Array

    def rows(self, moment: Moment) -> Rows:
        gap = (point_places(moment, self.points) - self.targets) / self.good_m
        slopes = point_jacobian(moment, self.points) / self.good_m[..., None]
        count = len(moment.stance)
        return Rows(gap.reshape(count, -1), slopes.reshape(count, -1, UNKNOWNS))


@dataclass(frozen=True, slots=True)
class Resting:
    """The lowest point of a patch lies on the ground. `active` (n_frames,) is 0 where it does not."""

    points: SkinPoints
    ground: Ground
    good_m: float
    active: Array

    def rows(self, moment: Moment) -> Rows:
        gaps, away = self.ground.gaps(point_places(moment, self.points))
        lowest = gaps.argmin(axis=1)
        used, inverse = np.unique(lowest, return_inverse=True)
        frames = np.arange(len(lowest))
        moves = point_jacobian(moment, self.points.at(used))[frames, inverse]
        slopes = np.einsum("fx,fxu->fu", away[frames, lowest], moves)
        scale = (self.active / self.good_m)[:, None]
        return Rows(gaps[frames, lowest][:, None] * scale, (slopes * scale)[:, None])


@dataclass(frozen=True, slots=True)
class Above:
    """No point goes under the ground."""

    points: SkinPoints
    ground: Ground
    good_m: float

    def rows(self, moment: Moment) -> Rows:
        gaps, away = self.ground.gaps(point_places(moment, self.points))
        near = np.flatnonzero((gaps < 0.0).any(axis=0))
        under = np.minimum(0.0, gaps[:, near]) / self.good_m
        moves = point_jacobian(moment, self.points.at(near))
        slopes = np.einsum("fnx,fnxu->fnu", away[:, near], moves) / self.good_m
        return Rows(under, slopes * (under < 0.0)[..., None])


@dataclass(frozen=True, slots=True)
class Touching:
    """Points of one part meet points of another, `apart_m` (3,) beside them. `active` (n_frames,)."""

    points: SkinPoints
    onto: SkinPoints
    good_m: float
    active: Array
    apart_m: Array

    def rows(self, moment: Moment) -> Rows:
        scale = self.active[:, None, None] / self.good_m
        gap = point_places(moment, self.points) - point_places(moment, self.onto) - self.apart_m
        gap = gap * scale
        slopes = point_jacobian(moment, self.points) - point_jacobian(moment, self.onto)
        count = len(moment.stance)
        return Rows(gap.reshape(count, -1), (slopes * scale[..., None]).reshape(count, -1, UNKNOWNS))


@dataclass(frozen=True, slots=True)
class Prior:
    """Every unknown stays near where it was authored. `good` (UNKNOWNS,) metres and degrees."""

    authored: Stance
    good: Array

    def rows(self, moment: Moment) -> Rows:
        values = moment.stance.step_from(self.authored) / self.good
        slopes = np.broadcast_to(np.diag(1.0 / self.good), (len(values), UNKNOWNS, UNKNOWNS))
        return Rows(values, slopes)


@dataclass(frozen=True, slots=True)
class Unbent:
    """Hinges do not bend backwards: the unknowns in `hinges` (m,) stay at or above 0 degrees."""

    hinges: Indices
    good_deg: float

    def rows(self, moment: Moment) -> Rows:
        angles = moment.stance.angles[:, self.hinges - ROOT_UNKNOWNS]
        values = np.minimum(0.0, angles) / self.good_deg
        slopes = np.zeros((*values.shape, UNKNOWNS))
        slopes[:, np.arange(len(self.hinges)), self.hinges] = 1.0 / self.good_deg
        return Rows(values, slopes * (values < 0.0)[..., None])


@dataclass(frozen=True, slots=True)
class Directed:
    """Arrows from `tails` to `tips` (n,), fixed to bones, point where they point in the authored stance."""

    tails: SkinPoints
    tips: SkinPoints
    authored: Array
    good_m: float

    def rows(self, moment: Moment) -> Rows:
        arrows = point_places(moment, self.tips) - point_places(moment, self.tails)
        slopes = point_jacobian(moment, self.tips) - point_jacobian(moment, self.tails)
        count = len(moment.stance)
        values = ((arrows - self.authored) / self.good_m).reshape(count, -1)
        return Rows(values, (slopes / self.good_m).reshape(count, -1, UNKNOWNS))


@dataclass(frozen=True, slots=True)
class Near:
    """No angle departs from the authored one by more than `most_deg`; contacts rather give way a little."""

    authored: Stance
    most_deg: float
    good_deg: float

    def rows(self, moment: Moment) -> Rows:
        away = moment.stance.angles - self.authored.angles
        values = np.sign(away) * np.maximum(0.0, np.abs(away) - self.most_deg) / self.good_deg
        slopes = np.zeros((*values.shape, UNKNOWNS))
        columns = np.arange(values.shape[1])
        slopes[:, columns, ROOT_UNKNOWNS + columns] = (values != 0.0) / self.good_deg
        return Rows(values, slopes)


@dataclass(frozen=True, slots=True)
class Balanced:
    """The centre of mass stands over a place between points. `good_m`, `active` (n_frames,)."""

    masses: SkinPoints
    shares: Array
    feet: SkinPoints
    good_m: float
    active: Array

    def rows(self, moment: Moment) -> Rows:
        scale = (self.active / self.good_m)[:, None]
        mass = np.einsum("fnx,n->fx", point_places(moment, self.masses), self.shares)
        foot = point_places(moment, self.feet).mean(axis=1)
        mass_slope = np.einsum("fnxu,n->fxu", point_jacobian(moment, self.masses), self.shares)
        slope = mass_slope - point_jacobian(moment, self.feet).mean(axis=1)
        level = [0, 2]
        return Rows((mass - foot)[:, level] * scale, slope[:, level] * scale[..., None])


@dataclass(frozen=True, slots=True)
class Apart:
    """Round limbs do not pass through each other: pairs of capsules between bone-fixed points.

    `starts`, `ends` (n capsules) and `radii` (n, 2) metres; `pairs` (m, 2) places in them.
    """

    starts: SkinPoints
    ends: SkinPoints
    radii: Array
    pairs: Indices
    good_m: float

    def rows(self, moment: Moment) -> Rows:
        a, b = point_places(moment, self.starts), point_places(moment, self.ends)
        depth, s, t, away = overlap(a, b, self.radii, self.pairs)
        near = np.flatnonzero((depth > 0.0).any(axis=0))
        under = np.maximum(0.0, depth[:, near]) / self.good_m
        slope_a, slope_b = point_jacobian(moment, self.starts), point_jacobian(moment, self.ends)
        first, second = self.pairs[near].T
        s, t, away = s[:, near, None, None], t[:, near, None, None], away[:, near]
        move = (1 - s) * slope_a[:, first] + s * slope_b[:, first]
        move = move - (1 - t) * slope_a[:, second] - t * slope_b[:, second]
        slopes = -np.einsum("fnx,fnxu->fnu", away, move) / self.good_m
        return Rows(under, slopes * (under > 0.0)[..., None])


def overlap(a: Array, b: Array, radii: Array, pairs: Indices) -> tuple[Array, Array, Array, Array]:
    """How deep pairs of capsules lie in each other (n_frames, m), metres, negative where they are apart.

    `a`, `b` (n_frames, n, 3) the ends of all capsules. Also the shares along both where they are nearest,
    and the unit vector from the second to the first.
    """
    first, second = pairs.T
    p, u = a[:, first], b[:, first] - a[:, first]
    q, v = a[:, second], b[:, second] - a[:, second]
    s, t = nearest_shares(p, u, q, v)
    gap = p + s[..., None] * u - q - t[..., None] * v
    distance = np.linalg.norm(gap, axis=-1)
    thick = radii[first, 0] + s * (radii[first, 1] - radii[first, 0])
    thick = thick + radii[second, 0] + t * (radii[second, 1] - radii[second, 0])
    return thick - distance, s, t, gap / np.maximum(distance, 1e-9)[..., None]


def nearest_shares(p: Array, u: Array, q: Array, v: Array) -> tuple[Array, Array]:
    """Shares (0-1) along p + s u and q + t v where the two segments come nearest (Ericson 2005, 5.1.9)."""
    r = p - q
    a, e, f = (u * u).sum(-1), (v * v).sum(-1), (v * r).sum(-1)
    b, c = (u * v).sum(-1), (u * r).sum(-1)
    spread = np.maximum(a * e - b * b, 1e-12)
    s = np.clip((b * f - c * e) / spread, 0.0, 1.0)
    t = (b * s + f) / np.maximum(e, 1e-12)
    clipped = np.clip(t, 0.0, 1.0)
    s = np.where(t == clipped, s, np.clip((b * clipped - c) / np.maximum(a, 1e-12), 0.0, 1.0))
    return s, clipped


Build = Callable[[Moment], Rows]
