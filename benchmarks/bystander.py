"""What counts although nobody exercises: `python -m benchmarks.bystander [--bodies N] [--exercise ID]`.

The figure stands, talks with its hands, walks by, comes and goes, waves, sits down, fidgets on a chair,
is wheeled past, picks something up, ties its shoes, lies down as the exercise begins and gets up again, and
rolls over; or somebody walks past behind it, whom the pose model takes for it at times. With other bodies
each time, before a phone at the exercise's place, seen with the errors of both pose models. Every repetition
or hold that is counted is one too many.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.closed_loop.joints import joints_of
from benchmarks.closed_loop.movement_table import movement_table
from benchmarks.closed_loop.performance import Performance, clock, random_build
from benchmarks.closed_loop.pose_error import MODELS, load_errors
from benchmarks.closed_loop.run import Job, Scene, counted, frames_of, working_side_of
from benchmarks.closed_loop.viewpoint import random_placing
from benchmarks.table import print_json, print_rows, progress
from hipwise.coach.landmarks import Frame
from hipwise.figure.pose import Array
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise

Posture = Mapping[str, float]
Draw = np.random.Generator

_ARMS = {"arm_add_r": -10.0, "arm_add_l": -10.0, "elbow_flex_r": 12.0, "elbow_flex_l": 12.0}
_STANDING: Posture = {**_ARMS, "pelvis_ty": 0.0}
_SITTING: Posture = {
    **_ARMS,
    "hip_flexion_r": 85.0,
    "hip_flexion_l": 85.0,
    "knee_angle_r": 90.0,
    "knee_angle_l": 90.0,
    "arm_flex_r": 35.0,
    "arm_flex_l": 35.0,
}
_BENT: Posture = {
    "pelvis_tilt": -60.0,
    "lumbar_extension": -30.0,
    "hip_flexion_r": 85.0,
    "hip_flexion_l": 85.0,
    "knee_angle_r": 30.0,
    "knee_angle_l": 30.0,
    "arm_flex_r": 100.0,
    "arm_flex_l": 100.0,
}
# Whose start positions people come through: on one knee, on the back, on the side, on the front.
_KNEELING = "hip-flexor-stretch"
_LYING = ("bridge", "straight-leg-raise", "side-lying-leg-raise", "clamshell", "prone-leg-raise")
# Where the feet go when somebody walks: metres a second, and steps a second.
_SPEED, _STEPS_PER_S = (0.8, 1.4), (1.6, 2.1)
_WALK_M = 2.2
# Weight goes over one foot: how far the legs lean, and how far the pelvis tips with it.
_LEAN_DEG, _TIP_DEG = 5.0, 2.0
_TREMOR_DEG, _SHIFT_M = 0.6, 0.008


@dataclass(slots=True)
class Pastime:
    """What somebody does, built up in time: postures, smooth ways between them, and what swings on top."""

    draw: Draw
    start: Posture
    times_s: list[float] = field(default_factory=lambda: [0.0])
    postures: list[Posture] = field(default_factory=list)
    swings: list[tuple[float, float, str, float, float, float]] = field(default_factory=list)

    @property
    def now_s(self) -> float:
        """Until when it is known."""
        return self.times_s[-1]

    def be(self, posture: Posture) -> None:
        """Begin so."""
        self.postures.append(posture)

    def go(self, posture: Posture, least_s: float, most_s: float) -> None:
        """Come into another posture in that time."""
        self.times_s.append(self.now_s + float(self.draw.uniform(least_s, most_s)))
        self.postures.append(posture)

    def stay(self, least_s: float, most_s: float) -> None:
        """Keep still, as far as people do."""
        self.go(self.postures[-1], least_s, most_s)

    def swing(self, name: str, size: float, per_s: float, turn: float = 0.0) -> None:
        """In what came last a coordinate swings about the posture's own value, `turn` of a circle late."""
        self.swings.append((self.times_s[-2], self.now_s, name, size, per_s, turn))

    def coordinates(self, times_s: Array) -> dict[str, Array]:
        """All of it (n_times,) each, degrees, pelvis_t* metres."""
        names = sorted({name for posture in self.postures for name in posture} | {s[2] for s in self.swings})
        out = {}
        for name in names:
            values = np.array([posture.get(name, 0.0) for posture in self.postures])
            place = np.clip(np.searchsorted(self.times_s, times_s, "right") - 1, 0, len(values) - 2)
            begin, end = np.array(self.times_s)[place], np.array(self.times_s)[place + 1]
            share = np.clip((times_s - begin) / (end - begin), 0.0, 1.0)
            smooth = share * share * (3.0 - 2.0 * share) if not name.startswith("pelvis_t") else share
            out[name] = values[place] + smooth * (values[place + 1] - values[place])
        for begin_s, end_s, name, size, per_s, turn in self.swings:
            fades = np.clip(np.minimum(times_s - begin_s, end_s - times_s) / 0.3, 0.0, 1.0)
            out[name] = out[name] + size * fades * np.sin(2 * np.pi * (per_s * (times_s - begin_s) - turn))
        for name in out:
            much = _SHIFT_M if name.startswith("pelvis_t") and name[-1] in "xyz" else _TREMOR_DEG
            out[name] = out[name] + much * _slow(times_s, self.draw)
        return out


def _slow(times_s: Array, draw: Draw) -> Array:
    per_s, turn = draw.uniform(0.1, 0.8), draw.uniform(0.0, 2.0 * np.pi)
    wave: Array = np.sin(2.0 * np.pi * per_s * times_s + turn)
    return wave


def _walk(p: Pastime, heading_deg: float, from_m: float, to_m: float) -> None:
    """In a straight line through the place where the exercise is done."""
    ahead = np.cos(np.radians(heading_deg)), -np.sin(np.radians(heading_deg))
    way_s = abs(to_m - from_m) / p.draw.uniform(*_SPEED)
    there = {"pelvis_rotation": heading_deg, "pelvis_tx": to_m * ahead[0], "pelvis_tz": to_m * ahead[1]}
    here = there | {"pelvis_tx": from_m * ahead[0], "pelvis_tz": from_m * ahead[1]}
    if p.postures:
        p.go({**_STANDING, **here}, 0.4, 1.0)
    else:
        p.be({**_STANDING, **here})
    per_s = float(p.draw.uniform(*_STEPS_PER_S)) / 2.0
    p.go({**_STANDING, **there, "knee_angle_r": 25.0, "knee_angle_l": 25.0}, way_s, way_s)
    for side, turn in (("r", 0.0), ("l", 0.5)):
        p.swing(f"hip_flexion_{side}", 24.0, per_s, turn)
        p.swing(f"knee_angle_{side}", 25.0, per_s, turn - 0.2)
        p.swing(f"arm_flex_{side}", 20.0, per_s, turn + 0.5)


def _stand_still(p: Pastime) -> None:
    p.be(_STANDING)
    p.stay(8.0, 20.0)


def _shift_weight(p: Pastime) -> None:
    """From one leg to the other, feet where they are, with a look around and a hand to the head."""
    p.be(_STANDING)
    for _ in range(int(p.draw.integers(2, 5))):
        p.stay(1.5, 4.0)
        lean_deg = float(p.draw.uniform(-_LEAN_DEG, _LEAN_DEG))
        p.go(_leaning(lean_deg, float(p.draw.uniform(-_TIP_DEG, _TIP_DEG))), 0.5, 2.0)
        p.stay(1.0, 3.0)
        p.go({**_STANDING, "neck_rotation": float(p.draw.uniform(-50.0, 50.0))}, 0.5, 1.5)
        if p.draw.uniform() < 0.5:
            p.go({**_STANDING, "arm_flex_r": 80.0, "elbow_flex_r": 130.0}, 0.5, 1.2)
            p.go(_STANDING, 0.5, 1.2)
    p.stay(1.0, 3.0)


def _leaning(lean_deg: float, tip_deg: float) -> Posture:
    """Both legs lean to the right and the pelvis tips, as on a standing leg."""
    return {
        **_STANDING,
        "pelvis_list": tip_deg,
        "hip_adduction_r": lean_deg + tip_deg,
        "hip_adduction_l": -lean_deg - tip_deg,
        "lumbar_bending": tip_deg,
    }


def _talk(p: Pastime) -> None:
    """Both hands explain, the head turns to others, the weight goes a little."""
    p.be(_STANDING)
    for _ in range(int(p.draw.integers(3, 6))):
        p.stay(0.5, 1.5)
        shown = {f"elbow_flex_{a}": float(p.draw.uniform(60.0, 110.0)) for a in "rl"}
        shown |= {f"arm_flex_{a}": float(p.draw.uniform(10.0, 50.0)) for a in "rl"}
        leaning = _leaning(float(p.draw.uniform(-1.0, 1.0)), 0.0)
        p.go({**leaning, **shown, "neck_rotation": float(p.draw.uniform(-40.0, 40.0))}, 0.4, 1.0)
        p.stay(1.0, 3.0)
        for arm in "rl":
            p.swing(f"elbow_flex_{arm}", 25.0, float(p.draw.uniform(0.5, 1.5)))
            p.swing(f"arm_add_{arm}", 10.0, float(p.draw.uniform(0.3, 1.0)))
        p.go(_STANDING, 0.5, 1.2)
    p.stay(0.5, 1.5)


def _fidget(p: Pastime) -> None:
    """On a chair: a leg over the other, a foot that taps, forward to the knees and back."""
    p.be(_SITTING)
    p.stay(1.0, 3.0)
    for _ in range(int(p.draw.integers(3, 6))):
        side = str(p.draw.choice(["r", "l"]))
        crossed = {**_SITTING, f"hip_flexion_{side}": 100.0, f"hip_adduction_{side}": 20.0}
        forward = {**_SITTING, "pelvis_tilt": -20.0, "lumbar_extension": -25.0}
        p.go((_SITTING, crossed, forward)[int(p.draw.integers(3))], 0.6, 1.5)
        p.stay(1.0, 4.0)
        p.swing(f"knee_angle_{side}", float(p.draw.uniform(2.0, 12.0)), float(p.draw.uniform(0.8, 3.0)))
        p.go(_SITTING, 0.6, 1.5)
        p.stay(0.5, 2.0)


def _wheel_by(p: Pastime) -> None:
    """In a wheelchair through the picture; the hands push."""
    heading = float(p.draw.uniform(-180.0, 180.0))
    ahead = np.cos(np.radians(heading)), -np.sin(np.radians(heading))
    places = [
        {"pelvis_rotation": heading, "pelvis_tx": way * ahead[0], "pelvis_tz": way * ahead[1]}
        for way in (-_WALK_M, _WALK_M)
    ]
    way_s = 2.0 * _WALK_M / float(p.draw.uniform(*_SPEED))
    p.be({**_SITTING, **places[0]})
    p.go({**_SITTING, **places[1]}, way_s, way_s)
    for arm in "rl":
        p.swing(f"arm_flex_{arm}", 25.0, 0.7)
        p.swing(f"elbow_flex_{arm}", 25.0, 0.7, 0.25)
    p.stay(0.3, 1.0)


def _tie_shoes(p: Pastime) -> None:
    """Bent down to one foot, then to the other, on a knee or on both feet."""
    p.be(_STANDING)
    p.stay(0.5, 2.0)
    for side, other in (("r", "l"), ("l", "r")):
        reaching = {f"arm_flex_{a}": 70.0 for a in "rl"} | {f"elbow_flex_{a}": 20.0 for a in "rl"}
        knelt = {
            f"hip_flexion_{side}": 110.0,
            f"knee_angle_{side}": 100.0,
            f"hip_flexion_{other}": 30.0,
            f"knee_angle_{other}": 110.0,
            "pelvis_tilt": -25.0,
            "lumbar_extension": -35.0,
        }
        low = knelt if p.draw.uniform() < 0.5 else _BENT
        p.go({**low, **reaching}, 1.0, 2.0)
        p.stay(2.0, 6.0)
        for arm in "rl":
            p.swing(f"elbow_flex_{arm}", 12.0, float(p.draw.uniform(1.0, 2.5)))
        p.go(_STANDING, 1.0, 2.0)
        p.stay(0.5, 2.0)


def _walk_by(p: Pastime) -> None:
    _walk(p, float(p.draw.uniform(-180.0, 180.0)), -_WALK_M, _WALK_M)
    p.stay(0.5, 1.0)


def _come_and_go(p: Pastime) -> None:
    heading = float(p.draw.uniform(-180.0, 180.0))
    _walk(p, heading, -_WALK_M, 0.0)
    p.go(_STANDING, 0.6, 1.5)
    p.stay(2.0, 6.0)
    _walk(p, float(p.draw.uniform(-180.0, 180.0)), 0.0, _WALK_M)
    p.stay(0.3, 1.0)


def _wave(p: Pastime) -> None:
    p.be(_STANDING)
    p.stay(1.5, 3.0)
    for arms in (("r",), ("l",), ("r", "l"))[int(p.draw.integers(3)) :]:
        raised = {f"arm_add_{a}": -float(p.draw.uniform(60.0, 150.0)) for a in arms}
        bent = {f"elbow_flex_{a}": 60.0 for a in arms}
        p.go({**_STANDING, **raised, **bent}, 0.5, 1.2)
        p.stay(2.0, 5.0)
        for arm in arms:
            p.swing(f"elbow_flex_{arm}", 30.0, float(p.draw.uniform(0.6, 1.6)))
            p.swing(f"arm_add_{arm}", 15.0, float(p.draw.uniform(0.6, 1.6)))
        p.go(_STANDING, 0.5, 1.2)
        p.stay(1.0, 2.0)


def _sit_down(p: Pastime) -> None:
    p.be(_STANDING)
    p.stay(1.5, 3.0)
    for _ in range(int(p.draw.integers(1, 3))):
        p.go(_SITTING, 1.0, 2.5)
        p.stay(2.0, 5.0)
        p.go(_STANDING, 1.0, 2.5)
        p.stay(1.0, 3.0)


def _pick_up(p: Pastime) -> None:
    p.be(_STANDING)
    p.stay(1.5, 3.0)
    for _ in range(int(p.draw.integers(1, 4))):
        p.go(_BENT, 0.8, 1.8)
        p.stay(0.1, 1.0)
        p.go(_STANDING, 0.8, 1.8)
        p.stay(0.5, 2.0)


def _lie_down(p: Pastime) -> None:
    p.be(_STANDING)
    p.stay(1.0, 2.5)
    p.go(_begun(_KNEELING), 1.2, 2.5)
    p.go(p.start, 1.5, 3.5)
    p.stay(2.0, 8.0)
    p.go(_begun(_KNEELING), 1.5, 3.5)
    p.go(_STANDING, 1.2, 2.5)
    p.stay(1.0, 2.5)


def _roll_over(p: Pastime) -> None:
    p.be(p.start)
    p.stay(2.0, 5.0)
    for _ in range(int(p.draw.integers(1, 3))):
        p.go(_begun(str(p.draw.choice(_LYING))), 1.5, 3.5)
        p.stay(1.0, 4.0)
        p.go(p.start, 1.5, 3.5)
        p.stay(1.0, 4.0)


PASTIMES: Mapping[str, Callable[[Pastime], None]] = {
    "stand still": _stand_still,
    "shift weight": _shift_weight,
    "walk by": _walk_by,
    "come and go": _come_and_go,
    "wave": _wave,
    "sit down": _sit_down,
    "pick something up": _pick_up,
    "lie down and get up": _lie_down,
    "roll over": _roll_over,
    "talk with the hands": _talk,
    "fidget on a chair": _fidget,
    "be wheeled past": _wheel_by,
    "tie shoes": _tie_shoes,
    "stand still, somebody behind": _stand_still,
}
# Who is taken for the other at times: how often, for how long, and how far behind he walks past, metres.
_BEHIND = "stand still, somebody behind"
_TAKEN_TIMES, _TAKEN_S, _BEHIND_M = (1, 5), (0.1, 1.2), (0.7, 2.0)


# Feet that stay where they are while somebody does this.
_PLANTED = (
    "stand still",
    "shift weight",
    "wave",
    "sit down",
    "pick something up",
    "talk with the hands",
    "tie shoes",
    _BEHIND,
)


def _on_planted_feet(coordinates: dict[str, Array]) -> dict[str, Array]:
    """The pelvis goes where it must for the ankles to stay."""
    joints = joints_of(coordinates)
    ankles = (joints["right_ankle"] + joints["left_ankle"]) / 2.0
    gone = ankles - ankles[0]
    zeros = np.zeros(len(gone))
    return coordinates | {
        f"pelvis_t{axis}": coordinates.get(f"pelvis_t{axis}", zeros) - gone[:, place]
        for place, axis in enumerate("xyz")
    }


def _begun(exercise_id: str) -> Posture:
    table = movement_table(exercise_id)
    return dict(zip(table.names, table.right[0, 0].tolist(), strict=True))


def scene_of(exercise: Exercise, name: str, draw: Draw) -> Scene:
    """Somebody before the phone that was placed for this exercise."""
    lies = exercise.movement.orientation.split("-")[0] in ("supine", "prone", "side")
    start = _begun(exercise.id if lies else str(draw.choice(_LYING)))
    pastime = Pastime(draw, start)
    PASTIMES[name](pastime)
    times_s = np.array(list(clock(pastime.now_s, draw)))
    coordinates = pastime.coordinates(times_s)
    if name in _PLANTED:
        coordinates = _on_planted_feet(coordinates)
    done = Performance(
        exercise,
        times_s,
        coordinates,
        np.ones(len(times_s), bool),
        (),
        {},
        random_build(draw),
        joints_of(coordinates),
    )
    table = movement_table(exercise.id)
    exercised = joints_of({n: table.right[..., place].ravel() for place, n in enumerate(table.names)})
    return Scene(
        done, working_side_of(exercise, draw), random_placing(exercise.watch.camera, draw), exercised
    )


def _passer_by(exercise: Exercise, draw: Draw) -> Scene:
    """Somebody else walks by, farther from the phone."""
    scene = scene_of(exercise, "walk by", draw)
    behind_m = float(draw.uniform(*_BEHIND_M))
    joints = {name: place - np.array([behind_m, 0.0, 0.0]) for name, place in scene.done.joints.items()}
    return replace(scene, done=replace(scene.done, joints=joints))


def _taken_for_another(frames: Iterator[Frame], others: Iterator[Frame], draw: Draw) -> Iterator[Frame]:
    """A few times the pose model takes the other one for a moment."""
    seen, passing = list(frames), list(others)
    for _ in range(int(draw.integers(*_TAKEN_TIMES))):
        begin_s = float(draw.uniform(0.0, min(seen[-1].t_s, passing[-1].t_s)))
        end_s = begin_s + float(draw.uniform(*_TAKEN_S))
        for number, (frame, other) in enumerate(zip(seen, passing, strict=False)):
            if begin_s <= frame.t_s <= end_s:
                seen[number] = replace(frame, landmarks=other.landmarks)
    yield from seen


def measure(exercise: Exercise, bodies: int, catalogue: Catalogue) -> Iterator[tuple[str, str, int, int]]:
    """By pastime and pose model: sets watched, and what was counted in them."""
    for place, name in enumerate(PASTIMES):
        for model in MODELS:
            found = 0
            for body in range(bodies):
                draw = np.random.default_rng(
                    (7, place, MODELS.index(model), body, sum(map(ord, exercise.id)))
                )
                scene = scene_of(exercise, name, draw)
                error = load_errors()[model, exercise.id]
                frames = frames_of(scene, error, draw)
                if name == _BEHIND:
                    others = frames_of(_passer_by(exercise, draw), error, draw)
                    frames = _taken_for_another(frames, others, draw)
                job = Job(exercise.id, "", model, model, exercise.watch.camera, ())
                found += counted(job, scene, frames, catalogue)
            yield name, model, bodies, found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bystander", description=__doc__)
    parser.add_argument("--bodies", type=int, default=5, help="of each pastime, exercise and pose model")
    parser.add_argument("--exercise", metavar="ID", help="only this exercise")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args(arguments)
    catalogue = load_catalogue()
    wanted = [e for e in catalogue.exercises.values() if options.exercise in (None, e.id)]
    watched = [e for e in wanted if e.watch.camera != "none"]
    sets: Counter[str] = Counter()
    found: Counter[tuple[str, str, str]] = Counter()
    for number, exercise in enumerate(watched, 1):
        for name, model, tries, count in measure(exercise, options.bodies, catalogue):
            sets[name] += tries
            found[name, exercise.id, model] += count
        progress(number, len(watched), exercise.id)
    _report(sets, +found, options.json)


def _report(sets: Counter[str], found: Counter[tuple[str, str, str]], as_json: bool) -> None:
    by_name = {name: {f"{e}, {m}": n for (p, e, m), n in found.items() if p == name} for name in sets}
    if as_json:
        print_json({name: {"sets": sets[name], "counted": by_name[name]} for name in sets})
        return
    rows = [
        (
            name,
            sets[name],
            sum(by_name[name].values()),
            "; ".join(f"{k} {n}" for k, n in by_name[name].items()),
        )
        for name in sets
    ]
    print_rows(
        "Nobody exercises (the figure)", ("what is done", "sets", "counted", "as which exercise"), rows
    )


if __name__ == "__main__":
    main()
