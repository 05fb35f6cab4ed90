"""One run: somebody performs, a camera and a pose model look, the live coach judges, the truth is known."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.closed_loop.joints import Joints, other_side, rebuilt
from benchmarks.closed_loop.performance import BOUNCE, NOT_HELD, TEMPO, TOUCHES, Performance, perform
from benchmarks.closed_loop.photographs import KNOWN
from benchmarks.closed_loop.pose_error import PoseError, load_errors
from benchmarks.closed_loop.truth import sustained, true_angle, true_excess, true_quantity
from benchmarks.closed_loop.viewpoint import Placing, in_picture, lens_at, random_placing, seen_from
from benchmarks.figure_picture import Lens
from hipwise.coach.channels import LiveSmoother
from hipwise.coach.faults.fault_watch import FaultWatch
from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.landmarks import LANDMARK_INDEX, LANDMARK_NAMES, Frame
from hipwise.coach.live import Sides
from hipwise.coach.report import fault_reports
from hipwise.coach.watch_plan import WatchPlan, plan_watch
from hipwise.coach.watcher import Watcher
from hipwise.figure.pose import Array
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side

_RIGHT_FIRST = tuple(LANDMARK_INDEX[name] for name in KNOWN)
_LEFT_FIRST = tuple(LANDMARK_INDEX[other_side(name)] for name in KNOWN)
# A landmark that is hidden for a moment: how often in a minute, and how long at most, seconds.
_GAPS_A_MINUTE, _GAP_MOST_S = 2.0, 0.4
# A set without the fault stays below this share of its limit.
ABSENT_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is: the `fault` (none when empty), whose errors the landmarks have, as which model the coach
    reads them, the phone's place, and the random seed. `is_short` for a set of which a film is made.
    """

    exercise: str
    fault: str
    model: str
    read_as: str
    camera: str
    seed: tuple[int, ...]
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Who does what before the phone: the performance, with which working side, and where the phone stands.

    The picture was set up for what is done, or for `framed` where something else is done in it.
    """

    done: Performance
    side: Side
    placing: Placing
    framed: Joints | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One fault in one run: the truth and the coach's reading (sustained, in the fault's unit), and its
    verdict.

    `true` is NaN where the definition names no angle: then `is_there` alone is known. `is_absent` is a set
    that stayed below seven tenths of the limit; what lies between is neither.
    """

    is_there: bool
    is_absent: bool
    true: float
    seen: float
    limit: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. `ranges` pairs true and told range of repetitions, `holds` true and told
    seconds.
    """

    job: Job
    done: int
    counted: int
    is_counted: bool
    ranges: tuple[tuple[float, float], ...]
    holds: tuple[tuple[float, float], ...]
    judged: Mapping[str, Judged]


@dataclass(slots=True)
class _Recorder(FaultWatch):
    """A fault watch that remembers what it was shown."""

    shown: list[tuple[float, float]] = field(default_factory=list)

    def observe(self, t_s: float, step_s: float, value: float) -> bool | None:
        self.shown.append((t_s, value))
        return FaultWatch.observe(self, t_s, step_s, value)


def run(job: Job, catalogue: Catalogue) -> Outcome:
    """Do it, seen with the fitted errors of the job's pose model. The catalogue's card decides how the coach
    reads angles and what it may judge.
    """
    scene, generator = staged(job, catalogue)
    return outcome(job, scene, frames_of(scene, load_errors()[job.model, job.exercise], generator), catalogue)


def staged(job: Job, catalogue: Catalogue) -> tuple[Scene, np.random.Generator]:
    """The scene of a job, and the generator for all that follows."""
    generator = np.random.default_rng(job.seed)
    exercise = catalogue.performed(job.exercise)
    sizes = {job.fault: float(generator.uniform(0.15, 1.1))} if job.fault else {}
    done = perform(exercise, sizes, generator, job.is_short)
    side = working_side_of(exercise, generator)
    return Scene(done, side, random_placing(job.camera, generator)), generator


def has_fault(job: Job, scene: Scene, catalogue: Catalogue) -> bool:
    """Has the set the job's fault beyond its limit, for as long as the coach asks?"""
    plan, done = _plan(job, catalogue), scene.done
    for angle in plan.angles:
        truth = true_angle(job.fault, plan.quantity)
        if angle.fault.code == job.fault and truth is not None:
            excess = true_excess(truth, done)
            return sustained(done.times_s, excess, plan.settings.fault_after_s) >= angle.limit
    limit = catalogue.faults[job.fault].warn
    return _is_there(job.fault, _time_truth(job.fault, done), job, done, limit)[0]


def counted(job: Job, scene: Scene, frames: Iterator[Frame], catalogue: Catalogue) -> int:
    """How many repetitions or holds the coach counts in these landmarks."""
    return _watch(frames, _plan(job, catalogue), scene.side, catalogue).count


def outcome(job: Job, scene: Scene, frames: Iterator[Frame], catalogue: Catalogue) -> Outcome:
    """What the coach makes of these landmarks of a scene."""
    # What a card says of the count has to be measured where an earlier card would not let it be told.
    plan = replace(_plan(job, catalogue), uncounted=None)
    watcher = _watch(frames, plan, scene.side, catalogue)
    return _outcome(job, scene.done, watcher, catalogue)


def _watch(frames: Iterator[Frame], plan: WatchPlan, side: Side, catalogue: Catalogue) -> Watcher:
    """As `LiveCoach` does it, with the plan of a set made once for all runs, and watches that remember."""
    sides = Sides(plan, side, catalogue)
    for watcher in sides.watchers:
        watcher.fault_watches = tuple(_Recorder(w.settings, w.trust, w.limit) for w in watcher.fault_watches)
    if side is not Side.BOTH:
        # Whether the wrong side works is another question.
        sides.rival = None
    smoothers = {w: LiveSmoother(w.channels, plan.settings) for w in sides.watchers}
    for frame in frames:
        told = [
            w.observe(frame.t_s, smoothers[w].smooth(frame.t_s, w.channels.read(frame.landmarks)))
            for w in sides.watchers
        ]
        sides.settle(frame.t_s, told[0], told[-1])
    sides.main.finish()
    return sides.main


_plans: dict[tuple[int, str, str], WatchPlan] = {}


def _plan(job: Job, catalogue: Catalogue) -> WatchPlan:
    key = (id(catalogue), job.exercise, job.read_as)
    if key not in _plans:
        _plans[key] = plan_watch(catalogue.performed(job.exercise), catalogue, model=job.read_as)
    return _plans[key]


def working_side_of(exercise: Exercise, generator: np.random.Generator) -> Side:
    """Both where both work together, else one of them by chance."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return Side.BOTH
    return Side.RIGHT if generator.uniform() < 0.5 else Side.LEFT


def frames_of(scene: Scene, error: PoseError, generator: np.random.Generator) -> Iterator[Frame]:
    """What reaches the coach, moment by moment. A left side is the mirror image."""
    done, placing = scene.done, scene.placing
    body = rebuilt(done.joints, done.build)
    around = body if scene.framed is None else rebuilt(scene.framed, done.build)
    lens = lens_at(
        done.exercise, placing, np.concatenate([place[:: len(place) // 40 + 1] for place in around.values()])
    )
    true = _places(lens, body)
    far = ("left",) if placing.camera != "front" else ()
    if scene.framed is None:
        seen = error.seen(true, generator, done.times_s, far)
    else:
        seen = error.seen(true, generator, done.times_s, far, _places(lens, around))
        seen[~in_picture(seen[..., :2]), 2] = 0.0
    _hide(seen, done.times_s, generator)
    is_left = scene.side is Side.LEFT
    if is_left:
        seen[..., 0] *= -1.0
    yield from _frames(done.times_s, seen, _LEFT_FIRST if is_left else _RIGHT_FIRST)


def _frames(times_s: Array, seen: Array, order: tuple[int, ...]) -> Iterator[Frame]:
    """Frames of what is seen (n_frames, n_known, 3), whose places stand in this order; no depth, the rest
    missing. Whole rows at a time: the pictures of a set are many.
    """
    rows = np.full((3, len(seen), len(LANDMARK_NAMES)), math.nan)
    rows[:, :, order] = np.moveaxis(seen, 2, 0)
    depths = tuple(0.0 if place in order else math.nan for place in range(len(LANDMARK_NAMES)))
    for t_s, x, y, visibility in zip(times_s.tolist(), *rows.tolist(), strict=True):
        yield Frame(t_s, tuple(zip(x, y, depths, visibility, strict=True)))


def _places(lens: Lens, body: Joints) -> Array:
    """Where the known landmarks are in the picture, (n_frames, n_known, 2) pixels."""
    places = seen_from(lens, body)
    return np.stack([places[name] for name in KNOWN], axis=1)


def _hide(seen: Array, times_s: Array, generator: np.random.Generator) -> None:
    """Now and then a landmark is not seen for a moment."""
    for place in range(seen.shape[1]):
        for _ in range(generator.poisson(_GAPS_A_MINUTE * times_s[-1] / 60.0)):
            start = generator.uniform(0.0, times_s[-1])
            gone = (times_s >= start) & (times_s <= start + generator.uniform(0.05, _GAP_MOST_S))
            seen[gone, place, 2] = 0.0


def _outcome(job: Job, done: Performance, watcher: Watcher, catalogue: Catalogue) -> Outcome:
    is_hold = done.exercise.is_hold
    plan = watcher.plan
    return Outcome(
        job,
        done.repetitions,
        watcher.count,
        plan.quantity is not None,
        () if is_hold else _ranges(done, watcher),
        _holds(done, watcher) if is_hold else (),
        dict(_judged(job, done, watcher, catalogue)) if watcher.has_begun else {},
    )


def _ranges(done: Performance, watcher: Watcher) -> tuple[tuple[float, float], ...]:
    """True and told range, repetition by repetition, where all were counted."""
    quantity = watcher.plan.quantity
    measure = true_quantity(quantity) if quantity else None
    if measure is None or len(watcher.repetitions) != done.repetitions:
        return ()
    values = measure(done.coordinates, done.joints)
    pairs = []
    for number, told in enumerate(watcher.repetitions):
        parts = [p for p in done.parts if p.repetition == number]
        within = values[(done.times_s >= parts[0].start_s) & (done.times_s <= parts[-1].end_s)]
        start = values[done.times_s < done.begins_s].mean()
        pairs.append((float(np.abs(within - start).max()), told.range_deg))
    return tuple(pairs)


def _holds(done: Performance, watcher: Watcher) -> tuple[tuple[float, float], ...]:
    if len(watcher.holds) != done.repetitions:
        return ()
    return tuple(zip(done.seconds_of("hold"), (hold.seconds for hold in watcher.holds), strict=True))


def _judged(
    job: Job, done: Performance, watcher: Watcher, catalogue: Catalogue
) -> Iterator[tuple[str, Judged]]:
    reports = {report.code: report for report in fault_reports(watcher, catalogue)}
    after_s = watcher.plan.settings.fault_after_s
    for angle, watch in zip(watcher.plan.angles, watcher.fault_watches, strict=True):
        assert isinstance(watch, _Recorder)
        code = angle.fault.code
        truth = true_angle(code, watcher.plan.quantity)
        if truth is None or not watch.shown:
            continue
        true = sustained(done.times_s, true_excess(truth, done), after_s)
        times, values = (np.array(column) for column in zip(*watch.shown, strict=True))
        seen = sustained(times, values, after_s)
        yield (
            code,
            Judged(
                true >= angle.limit,
                true < ABSENT_SHARE * angle.limit,
                true,
                seen,
                angle.limit,
                reports[code].verdict,
            ),
        )
    judged_by_angle = {angle.fault.code for angle in watcher.plan.angles}
    unjudged = {fault.code for fault, _ in watcher.plan.unjudged}
    for code, report in reports.items():
        if code not in judged_by_angle | unjudged:
            true = _time_truth(code, done)
            there, absent = _is_there(code, true, job, done, report.limit)
            yield (
                code,
                Judged(there, absent, math.nan if true is None else true, math.nan, None, report.verdict),
            )


def _time_truth(code: str, done: Performance) -> float | None:
    """Seconds of the quickest way back, or of the shortest hold."""
    if code == TEMPO:
        return min(done.seconds_of("back"), default=math.nan)
    if code == NOT_HELD:
        return min(done.seconds_of("hold"), default=math.nan)
    return None


def _is_there(
    code: str, true: float | None, job: Job, done: Performance, limit: float | None
) -> tuple[bool, bool]:
    """Had the set this fault, had it certainly not? Where nothing is measured: as drawn at more than half."""
    if true is not None and limit is not None:
        return true < limit, true > 1.1 * limit
    size = done.sizes.get(code, 0.0)
    if code == BOUNCE or (code in TOUCHES and done.exercise.is_hold):
        return size > 0.1, size == 0.0
    return size >= 0.5, job.fault != code
