"""A movement done with a fault: the exercise's own movement, changed as the dictionary shows the fault.

What comes out is a movement like any other: it is fitted to its contacts, played, drawn and watched the same
way. Everything here works for a working RIGHT side.
"""

from collections.abc import Mapping
from dataclasses import replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, JointAngles, Leg, Movement, Posture
from hipwise.library.fault import Fault, Showing
from hipwise.library.solved_movement import SolvedMovement

# The posture to which a bouncing body swings back, and how far on the way it is: a drawing choice.
_SWING = "swing"
_SWING_SHARE = 0.5


class NotShownError(ValueError):
    """A fault that no picture of the exercise shows: `exercise` and `fault`."""

    def __init__(self, exercise: str, fault: str) -> None:
        super().__init__(f"expected a fault that {exercise} is shown with, found {fault}; choose another")
        self.exercise = exercise
        self.fault = fault


def shown_faults(exercise: Exercise, faults: Mapping[str, Fault]) -> tuple[Fault, ...]:
    """The watched faults of an exercise that a picture can show, in the exercise's order."""
    watched = (faults[fault.code] for fault in exercise.watch.faults if fault.code in faults)
    return tuple(fault for fault in watched if fault.showing_in(exercise.id))


def departed(exercise: Exercise, fault: Fault) -> Exercise:
    """The exercise done with a fault. Raises NotShownError where no picture shows it."""
    showing = fault.showing_in(exercise.id)
    if showing is None:
        raise NotShownError(exercise.id, fault.code)
    return replace(exercise, movement=_departed(exercise.movement, showing))


def departed_name(exercise_id: str, code: str) -> str:
    """Under which name the solved movement of a fault is kept."""
    return f"{exercise_id}.{code}"


def departed_exercises(catalogue: Catalogue) -> dict[str, Exercise]:
    """Every exercise with each fault that a picture of it shows, by the name of its solved movement."""
    return {
        departed_name(exercise.id, fault.code): departed(exercise, fault)
        for exercise in catalogue.exercises.values()
        for fault in shown_faults(exercise, catalogue.faults)
    }


def performed(
    exercise: Exercise, catalogue: Catalogue, fault: Fault | None = None
) -> tuple[Exercise, SolvedMovement | None]:
    """The exercise as it is done, rightly or with a fault, and its solved movement. Raises NotShownError."""
    if fault is None:
        return exercise, catalogue.solved.get(exercise.id)
    return departed(exercise, fault), catalogue.departed.get(departed_name(exercise.id, fault.code))


def _departed(movement: Movement, showing: Showing) -> Movement:
    first = next(iter(movement.postures))
    changed = showing.postures or tuple(name for name in movement.postures if name != first)
    postures = {
        name: _changed(posture, movement.postures[first], showing) if name in changed else posture
        for name, posture in movement.postures.items()
    }
    kept = tuple(c for c in movement.contacts if f"{c.part} {c.kind}" not in showing.without)
    props = tuple(replace(p, at=showing.props.get(p.kind, p.at)) for p in movement.props)
    departed = replace(movement, postures=postures, contacts=kept + showing.contacts, props=props)
    return _bouncing(_hurried(departed, showing), showing)


def _changed(posture: Posture, first: Posture, showing: Showing) -> Posture:
    return replace(
        posture,
        working=_added(_further(first.working, posture.working, showing.range), showing.working),
        other=_added(_further(first.other, posture.other, showing.range), showing.other),
        pelvis=_sum(_between(first.pelvis, posture.pelvis, showing.range), showing.pelvis),
        trunk=_sum(_between(first.trunk, posture.trunk, showing.range), showing.trunk),
        arms=showing.arms or posture.arms,
        lift_m=posture.lift_m + showing.lift_m,
    )


def _further(
    first: Mapping[str, JointAngles], reached: Mapping[str, JointAngles], share: float
) -> Mapping[str, JointAngles]:
    return {j: _between(first.get(j, {}), reached.get(j, {}), share) for j in {**first, **reached}}


def _between(first: JointAngles, reached: JointAngles, share: float) -> JointAngles:
    """So far on the way, or beyond it, word by word. At the whole way exactly what was reached."""
    if share == 1.0:
        return reached
    words = {**first, **reached}
    return {w: first.get(w, 0.0) + share * (reached.get(w, 0.0) - first.get(w, 0.0)) for w in words}


def _added(angles: Mapping[str, JointAngles], more: Mapping[str, JointAngles]) -> Mapping[str, JointAngles]:
    return {joint: _sum(angles.get(joint, {}), more.get(joint, {})) for joint in {**angles, **more}}


def _sum(angles: JointAngles, more: JointAngles) -> JointAngles:
    return {word: angles.get(word, 0.0) + more.get(word, 0.0) for word in {**angles, **more}}


def _hurried(movement: Movement, showing: Showing) -> Movement:
    """Each part takes only its share of the seconds; the rest of them the body waits where it arrived."""
    shares = {"out": showing.out, "hold": showing.hold, "back": showing.back}
    path: list[Leg] = []
    for number, leg in enumerate(movement.path):
        path.append(replace(leg, share=leg.share * shares[leg.part]))
        ends = number + 1 == len(movement.path) or movement.path[number + 1].part != leg.part
        if ends and shares[leg.part] < 1.0:
            path += _waiting(movement, leg, shares[leg.part])
    return replace(movement, path=tuple(path))


def _waiting(movement: Movement, leg: Leg, share: float) -> tuple[Leg, ...]:
    """What fills the seconds of a part that ended early; a hold that was not held goes back at once."""
    if leg.part != "hold":
        return (replace(leg, share=1.0 - share),)
    first = next(iter(movement.postures))
    return replace(leg, to=first, share=(1.0 - share) / 2.0), replace(
        leg, to=first, share=(1.0 - share) / 2.0
    )


def _bouncing(movement: Movement, showing: Showing) -> Movement:
    """The hold as so many swings back and forth."""
    if not showing.swings:
        return movement
    first = next(iter(movement.postures.values()))
    held = next(leg for leg in movement.path if leg.part == "hold")
    there = movement.postures[held.to]
    swing = replace(
        there,
        working=_further(first.working, there.working, _SWING_SHARE),
        other=_further(first.other, there.other, _SWING_SHARE),
        pelvis=_between(first.pelvis, there.pelvis, _SWING_SHARE),
        trunk=_between(first.trunk, there.trunk, _SWING_SHARE),
    )
    half = replace(held, share=held.share / (2 * showing.swings))
    swings = (replace(half, to=_SWING), half) * showing.swings
    path = tuple(new for leg in movement.path for new in (swings if leg is held else (leg,)))
    return replace(movement, postures={**movement.postures, _SWING: swing}, path=path)
