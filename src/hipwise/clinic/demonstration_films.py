"""Sets before the camera in the demonstration: invented performances, watched by the real coach."""

import random
from dataclasses import dataclass, replace

from hipwise.coach.packed_recording import pack_recording
from hipwise.coach.trace import trace_set
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.library.validity_card import PAGE_MODEL
from hipwise.movement.departure import shown_faults
from hipwise.plan.plan import PlanItem
from hipwise.simulate.performed_set import WIDTH, Performance, performed_set

_HIDDEN_S = (9.0, 11.0)


@dataclass(frozen=True, slots=True)
class Film:
    """What a set before the camera leaves behind: its recording, and what the coach counted."""

    packet: bytes
    repetitions: int
    faults: dict[str, int]


def film_set(
    item: PlanItem, exercise: Exercise, side: Side, number: int, catalogue: Catalogue, chance: random.Random
) -> Film | None:
    """One set, the last of an exercise with faults towards its end; None where no camera counts it."""
    if exercise.watch.camera == "none" or plan_watch(exercise, catalogue, model=PAGE_MODEL).quantity is None:
        return None
    repetitions = 1 if exercise.is_hold else item.repetitions
    is_last = number == item.sets * (item.repetitions if exercise.is_hold else 1)
    what = Performance(
        exercise,
        side,
        repetitions,
        item.hold_s,
        item.range_share,
        _judged_fault(exercise, catalogue) if is_last else None,
        range(max(1, repetitions - 4), max(2, repetitions - 1)) if is_last else range(0),
        range(repetitions - 1, repetitions + 1) if is_last and not exercise.is_hold else range(0),
        _HIDDEN_S if number == 2 and not exercise.is_hold else (0.0, 0.0),
    )
    recording = replace(performed_set(what, catalogue, chance), model=PAGE_MODEL)
    trace = trace_set(recording, exercise, side, catalogue, range_share=item.range_share)
    faults = {lane.report.code: len(lane.parts) for lane in trace.faults if lane.parts}
    return Film(pack_recording(recording, WIDTH), trace.report.count, faults)


def _judged_fault(exercise: Exercise, catalogue: Catalogue) -> Fault | None:
    """The first fault that the patient's own phone may judge by its card, and the figure can show."""
    judged = {angle.fault.code for angle in plan_watch(exercise, catalogue, model=PAGE_MODEL).angles}
    return next((f for f in shown_faults(exercise, catalogue.faults) if f.code in judged), None)
