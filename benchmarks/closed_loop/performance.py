"""A set as a person might do it: own pace, range, pauses, fidgets, perhaps a fault. Every moment is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.closed_loop.joints import Build, Joints, joints_of
from benchmarks.closed_loop.movement_table import SAMPLES, MovementTable, movement_table
from hipwise.figure.pose import Array
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Exercise

# Faults of time; all others are a posture.
TEMPO, BOUNCE, NOT_HELD = "TEMPO_FAST", "BOUNCE", "LOST_STICK"
TIME_FAULTS = (TEMPO, BOUNCE, NOT_HELD)
# Faults that come and go while a position is held: a foot that touches down is lifted again.
TOUCHES = ("FOOT_TOUCH", "HAND_SUPPORT")
_TOUCH_S, _TOUCHES = (0.7, 1.3), (3, 5)
# Everybody sways and shifts a little, degrees and metres (standard deviation), more while waiting. The pelvis
# is where the figure hangs: what turned there would carry planted feet along, so only the trunk, the arms and
# the whole body do.
_SWAY: Mapping[str, float] = {
    "lumbar_bending": 0.5,
    "lumbar_extension": 0.8,
    "lumbar_rotation": 1.0,
    "neck_rotation": 3.0,
    "arm_add_r": 2.0,
    "arm_add_l": 2.0,
    "arm_flex_r": 2.0,
    "arm_flex_l": 2.0,
    "pelvis_tx": 0.004,
    "pelvis_tz": 0.004,
}
# The moving leg is never quite still either.
_TREMOR_DEG = 0.3
_LEG = ("hip_flexion_r", "hip_adduction_r", "knee_angle_r")
_WAITING_TIMES = 2.0
# A fault that nobody asked for is there a little in everybody, share of its drawn size at most.
_HABIT = 0.12


@dataclass(frozen=True, slots=True)
class Setting:
    """How a set goes, from … to: its pace in shares of the defined one, a phone's pictures a second,
    repetitions and holds (the last is not reached), seconds of a hold, in which the position sinks by up to
    the share `sag` of the way out, and how far the way out goes, in shares of the defined one.
    """

    paces: tuple[float, float]
    rates: tuple[float, float]
    repetitions: tuple[int, int]
    holds: tuple[int, int]
    held_s: tuple[float, float]
    sag: float = 0.0
    ways: tuple[float, float] = (0.75, 1.0)


_WHOLE = Setting((0.75, 1.4), (8.0, 30.0), (3, 6), (1, 3), (4.0, 12.0))
# A film costs as much as it has pictures: those of a slow phone, of a short set done briskly.
_FILM = Setting((1.0, 1.4), (8.0, 9.5), (2, 3), (1, 2), (4.0, 7.0))
# In a home test somebody does as many as fit into half a minute, or holds for as long as it goes.
_TEST = Setting((0.8, 1.7), (8.0, 30.0), (5, 20), (1, 2), (6.0, 60.0), 0.25)
# A test of how far a joint goes: few repetitions (the last number is not reached), some beyond the defined
# way.
_TRIALS, _FARTHEST = (1, 4), 1.05


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the path as it was really done: when, which part of the tempo, in which repetition."""

    start_s: float
    end_s: float
    part: str
    repetition: int


@dataclass(frozen=True, slots=True)
class Performance:
    """A whole set before the camera, working side right.

    `times_s` (n,) and `coordinates` (n,) each of the pictures; `is_waiting` (n,) before, between and after
    the repetitions; `parts` of all repetitions; `sizes` of the fault that was meant to be there; `joints`
    where the figure's own joints are, (n, 3) metres, before another `build` is given to it.
    """

    exercise: Exercise
    times_s: Array
    coordinates: Mapping[str, Array]
    is_waiting: Array
    parts: tuple[Part, ...]
    sizes: Mapping[str, float]
    build: Build
    joints: Joints

    @property
    def repetitions(self) -> int:
        """How many were done."""
        return self.parts[-1].repetition + 1

    @property
    def begins_s(self) -> float:
        """When the first repetition begins."""
        return self.parts[0].start_s

    def seconds_of(self, part: str) -> list[float]:
        """How long that part of the tempo lasted in each repetition that has one."""
        length: dict[int, float] = {}
        for p in self.parts:
            if p.part == part:
                length[p.repetition] = length.get(p.repetition, 0.0) + p.end_s - p.start_s
        return list(length.values())


@dataclass(slots=True)
class _Keys:
    """Postures at known times, with straight lines between them."""

    times_s: list[float] = field(default_factory=list)
    rows: list[Array] = field(default_factory=list)
    waiting: list[tuple[float, float]] = field(default_factory=list)

    @property
    def now_s(self) -> float:
        return self.times_s[-1] if self.times_s else 0.0

    def wait(self, row: Array, seconds: float) -> None:
        start = self.now_s
        self.times_s += [start + 1e-6, start + seconds]
        self.rows += [row, row]
        self.waiting.append((start, start + seconds))

    def go(self, rows: Array, seconds: float) -> None:
        start = self.now_s
        self.times_s += (start + seconds * np.arange(1, len(rows)) / (len(rows) - 1)).tolist()
        self.rows += list(rows[1:])


def perform(
    exercise: Exercise, sizes: Mapping[str, float], generator: np.random.Generator, is_short: bool = False
) -> Performance:
    """A set with these faults, each of its size: 1 as drawn; for faults of time 1 is the most. `is_short` for
    a film.
    """
    table, setting = movement_table(exercise.id), _setting_of(exercise, is_short)
    apart = (*TIME_FAULTS, *(TOUCHES if exercise.is_hold else ()))
    shown = {code: size for code, size in sizes.items() if code in table.faults and code not in apart}
    habits = _habits(table, generator) | shown
    pace, way = generator.uniform(*setting.paces), generator.uniform(*setting.ways)
    start = table.mixed({})[0, 0]
    keys, parts = _Keys(), []
    keys.wait(start, generator.uniform(1.5, 3.0))
    for number in range(_repetitions(exercise, generator, setting)):
        rows = table.mixed(habits, way * generator.normal(1.0, 0.04))
        if exercise.is_hold and setting.sag > 0.0:
            rows = _sagging(rows, table.parts, generator.uniform(0.0, setting.sag))
        for part, seconds, stretch in _stretches(exercise, table, rows, sizes, pace, generator, setting):
            began = keys.now_s
            keys.go(stretch, seconds)
            parts.append(Part(began, keys.now_s, part, number))
        if generator.uniform() < 0.4:
            keys.wait(keys.rows[-1], generator.uniform(0.3, 2.0))
    keys.wait(keys.rows[-1], generator.uniform(1.0, 2.5))
    times_s = np.array(list(clock(keys.now_s, generator, setting.rates)))
    waiting = np.zeros(len(times_s), bool)
    for begin, end in keys.waiting:
        waiting |= (times_s >= begin) & (times_s <= end)
    table_rows = np.array(keys.rows)
    coordinates = {
        name: np.interp(times_s, keys.times_s, table_rows[:, place]) for place, name in enumerate(table.names)
    }
    for name, much in (*_SWAY.items(), *((name, _TREMOR_DEG) for name in _LEG)):
        sway = much * _slow(times_s, generator) * np.where(waiting, _WAITING_TIMES, 1.0)
        coordinates[name] = coordinates.get(name, np.zeros(len(times_s))) + sway
    return Performance(
        exercise,
        times_s,
        coordinates,
        waiting,
        tuple(parts),
        dict(sizes),
        random_build(generator),
        joints_of(coordinates),
    )


def _setting_of(exercise: Exercise, is_short: bool) -> Setting:
    if is_short:
        return _FILM
    catalogue = load_catalogue()
    if exercise.id not in catalogue.test_movements:
        return _WHOLE
    if any(test.drawn == exercise.id and test.camera == "range" for test in catalogue.home_tests.values()):
        # How far it goes is what is asked: from the least that still is this movement to a little more.
        return replace(_TEST, repetitions=_TRIALS, ways=(exercise.movement.smallest_range, _FARTHEST))
    return _TEST


def random_build(generator: np.random.Generator) -> Build:
    """Proportions vary by some percent (standard deviation about 4) about the figure's."""
    return Build(*(float(np.clip(generator.normal(1.0, 0.04), 0.88, 1.12)) for _ in range(7)))


def _habits(table: MovementTable, generator: np.random.Generator) -> dict[str, float]:
    codes = [code for code in table.faults if code not in (*TIME_FAULTS, *TOUCHES)]
    return {code: float(generator.uniform(0.0, _HABIT)) for code in codes if generator.uniform() < 0.5}


def _repetitions(exercise: Exercise, generator: np.random.Generator, setting: Setting) -> int:
    return int(generator.integers(*(setting.holds if exercise.is_hold else setting.repetitions)))


def _stretches(
    exercise: Exercise,
    table: MovementTable,
    rows: Array,
    sizes: Mapping[str, float],
    pace: float,
    generator: np.random.Generator,
    setting: Setting,
) -> Iterator[tuple[str, float, Array]]:
    for number, (part, defined_s) in enumerate(zip(table.parts, table.seconds, strict=True)):
        seconds = defined_s / pace * generator.normal(1.0, 0.06)
        stretch = rows[number]
        if part == "hold" and exercise.is_hold:
            seconds = _held_seconds(table, number, defined_s, generator, setting.held_s)
        if part == "hold" and any(fault.code == NOT_HELD for fault in exercise.watch.faults):
            held = (
                1.0 - 0.9 * min(1.0, sizes[NOT_HELD]) if NOT_HELD in sizes else generator.uniform(1.15, 1.7)
            )
            seconds = defined_s * held
        if part == "hold" and exercise.is_hold:
            for code in (code for code in TOUCHES if code in sizes and code in table.faults):
                stretch = _touching(stretch[0], table.faults[code][number, -1], seconds, generator)
        if part == "hold" and BOUNCE in sizes and number > 0:
            stretch = _bouncing(rows[number - 1], stretch, round(2 + 8 * sizes[BOUNCE]))
        if part == "back" and TEMPO in sizes:
            # Of all seconds of the way back, from one second down to a third.
            share = defined_s / sum(s for p, s in zip(table.parts, table.seconds, strict=True) if p == "back")
            seconds = share * (1.0 - 0.67 * sizes[TEMPO])
        yield part, max(0.05, seconds), stretch


def _held_seconds(
    table: MovementTable,
    number: int,
    defined_s: float,
    generator: np.random.Generator,
    held_s: tuple[float, float],
) -> float:
    whole = sum(s for part, s in zip(table.parts, table.seconds, strict=True) if part == "hold")
    return float(generator.uniform(*held_s)) * defined_s / whole


def _sagging(rows: Array, parts: Sequence[str], share: float) -> Array:
    """A position that sinks evenly by this share of the way out while it is held, then goes home."""
    holds = [place for place, part in enumerate(parts) if part == "hold"]
    after = len(parts) - 1 - holds[-1]
    sunk = rows.copy()
    for place in range(holds[0], len(parts)):
        even = np.linspace(0.0, 1.0, rows.shape[1])[:, None]
        if place in holds:
            amount = share * (place - holds[0] + even) / len(holds)
        else:
            amount = share * (1.0 - (place - holds[-1] - 1 + even) / after)
        sunk[place] += amount * (rows[0, 0] - rows[holds[0], 0])
    return sunk


def _bouncing(out: Array, held: Array, swings: int) -> Array:
    """A hold that swings half way back along the way out."""
    steps = np.linspace(0.0, 2.0 * np.pi * swings, swings * 8 + 1)
    share = 1.0 - 0.25 * (1.0 - np.cos(steps))
    place = share * (SAMPLES - 1)
    low = np.minimum(place.astype(int), SAMPLES - 2)
    part = (place - low)[:, None]
    swung: Array = out[low] + part * (out[low + 1] - out[low])
    return swung + (held[0] - out[-1])


def _touching(held: Array, fault: Array, seconds: float, generator: np.random.Generator) -> Array:
    """A hold in which the whole fault comes for a moment, several times, on smooth ways there and back."""
    times = np.linspace(0.0, seconds, max(SAMPLES, round(20.0 * seconds)))
    share = np.zeros(len(times))
    for start in np.linspace(0.5, max(0.6, seconds - 1.8), int(generator.integers(*_TOUCHES))):
        length = generator.uniform(*_TOUCH_S)
        inside = (times >= start) & (times <= start + length)
        share[inside] = np.sin(np.pi * (times[inside] - start) / length) ** 0.7
    touched: Array = held + share[:, None] * fault
    return touched


def clock(
    seconds: float, generator: np.random.Generator, rates: tuple[float, float] = _WHOLE.rates
) -> Iterator[float]:
    """Times of the pictures, so many a second, unevenly."""
    step_s, now_s = 1.0 / generator.uniform(*rates), 0.0
    while now_s < seconds:
        yield now_s
        now_s += step_s * generator.uniform(0.8, 1.2)


def _slow(times_s: Array, generator: np.random.Generator) -> Array:
    """A slow random wave of standard deviation 1."""
    waves = [
        np.sin(2.0 * np.pi * generator.uniform(0.1, 0.8) * times_s + generator.uniform(0.0, 6.283))
        for _ in range(3)
    ]
    total: Array = np.sqrt(2.0 / 3.0) * sum(waves)
    return total
