"""A movement over time: postures joined by minimum-jerk motion at the prescribed tempo."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.posture import RoleCoordinates, role_coordinates
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise, Tempo
from hipwise.library.solved_movement import SolvedMovement, fingerprint
from hipwise.movement.way import Way, by_role, ways_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """One leg of the path in time: from one posture to the next, with the word that is spoken.

    `start` and `end` are as authored; `way` is the solved body between them, where there is one.
    """

    start_s: float
    end_s: float
    start: RoleCoordinates
    end: RoleCoordinates
    part: str
    word: str
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One repetition. Seconds from 0 to `duration_s`."""

    stretches: tuple[Stretch, ...]

    @property
    def duration_s(self) -> float:
        """Length of one repetition."""
        return self.stretches[-1].end_s

    @property
    def out_s(self) -> float:
        """When the way out is over and the end posture reached; 0 when there is no way out."""
        return max((s.end_s for s in self.stretches if s.part == "out"), default=0.0)

    def stretch_at(self, t_s: float) -> Stretch:
        """The leg under way at `t_s`; the last one at and after the end."""
        for stretch in self.stretches:
            if t_s < stretch.end_s:
                return stretch
        return self.stretches[-1]

    def posture_at(self, t_s: float) -> RoleCoordinates:
        """Coordinates by role at `t_s`, clamped to the repetition. Limbs as solved, where that is known."""
        stretch = self.stretch_at(t_s)
        share = _share_at(stretch, t_s)
        authored = blend(stretch.start, stretch.end, share)
        return authored if stretch.way is None else authored | by_role(stretch.way.at(share))

    def body_at(self, t_s: float) -> dict[str, float] | None:
        """OpenSim coordinates in the room at `t_s` as solved, working side right; None when unsolved."""
        stretch = self.stretch_at(t_s)
        return None if stretch.way is None else stretch.way.at(_share_at(stretch, t_s))


def _share_at(stretch: Stretch, t_s: float) -> float:
    length = stretch.end_s - stretch.start_s
    u = 1.0 if length <= 0.0 else min(1.0, max(0.0, (t_s - stretch.start_s) / length))
    return minimum_jerk(u)


def minimum_jerk(u: float) -> float:
    """Share of the way after share `u` of the time (0-1), for the smoothest motion (Flash & Hogan 1985)."""
    return u * u * u * (10.0 - 15.0 * u + 6.0 * u * u)


def blend(a: RoleCoordinates, b: RoleCoordinates, share: float) -> RoleCoordinates:
    """The posture `share` of the way (0-1) from `a` to `b`, coordinate by coordinate."""
    names = a.keys() | b.keys()
    return {n: a.get(n, 0.0) + share * (b.get(n, 0.0) - a.get(n, 0.0)) for n in sorted(names)}


def build_timeline(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    hold_s: float,
    range_share: float = 1.0,
    tempo: Tempo | None = None,
    solved: SolvedMovement | None = None,
) -> Timeline:
    """One repetition of the exercise with the given hold, at its own tempo when no other is given.

    `range_share` (0-1) shortens the way from the first posture towards every other, for hips with a
    smaller permitted range. Legs of no duration get a tenth of a second, so that time always moves.
    Without a solved movement, or with that of another version, the body is as authored.
    """
    movement = exercise.movement
    postures = {name: role_coordinates(p, arms[p.arms]) for name, p in movement.postures.items()}
    first = postures[next(iter(movement.postures))]
    reached = {name: blend(first, posture, range_share) for name, posture in postures.items()}
    tempo = tempo or exercise.dose.tempo
    seconds = {"out": tempo.out_s, "hold": hold_s, "back": tempo.back_s}
    ways = _ways(exercise, arms, solved, range_share)
    stretches: list[Stretch] = []
    here, now = first, 0.0
    for leg, way in zip(movement.path, ways, strict=True):
        length = max(0.1, seconds[leg.part] * leg.share) if seconds[leg.part] else 0.0
        if length == 0.0:
            here = reached[leg.to]
            continue
        stretches.append(Stretch(now, now + length, here, reached[leg.to], leg.part, leg.word, way))
        here, now = reached[leg.to], now + length
    return Timeline(tuple(stretches))


def _ways(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    solved: SolvedMovement | None,
    range_share: float,
) -> tuple[Way | None, ...]:
    if solved is None or solved.made_from != fingerprint(exercise, arms):
        return (None,) * len(exercise.movement.path)
    return ways_of(exercise, solved, range_share)
