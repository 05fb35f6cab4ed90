"""What only the movement can say about content: it runs, ends meet, faults fit, the envelope agrees."""

from collections.abc import Callable, Iterator, Mapping

from hipwise.body.envelope import Verdict, default_limits
from hipwise.body.movement_fit import judge_movement
from hipwise.library.catalogue import Catalogue
from hipwise.library.compiled_movement import CompiledMovement
from hipwise.library.consistency import Finding
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Showing
from hipwise.library.side import Limb
from hipwise.movement.compile import compile_movement

Movements = Mapping[str, CompiledMovement]
ONE_DEGREE = 1.0


def check_movements(catalogue: Catalogue) -> list[Finding]:
    """All findings over all exercises. `catalogue` needs no compiled movements."""
    found: list[Finding] = []
    for exercise in catalogue.exercises.values():
        try:
            solved = catalogue.solved.get(exercise.id)
            movement = compile_movement(exercise, catalogue.arm_postures, solved)
        except (KeyError, ValueError) as error:
            found.append(Finding("exercises", exercise.id, "movement", f"cannot be performed: {error}"))
            continue
        found += [finding for check in CHECKS for finding in check(exercise, movement, catalogue)]
    return found


def check_ends_meet(exercise: Exercise, movement: CompiledMovement, _: Catalogue) -> Iterator[Finding]:
    """A repetition ends where it began, so that the next can follow."""
    for name, series in movement.coordinates.items():
        if abs(series[0] - series[-1]) > ONE_DEGREE:
            text = f"{name} starts at {series[0]:g}° and ends at {series[-1]:g}°"
            yield Finding("exercises", exercise.id, "movement.path", text)


def check_blocked_is_locked(
    exercise: Exercise, movement: CompiledMovement, catalogue: Catalogue
) -> Iterator[Finding]:
    """What the envelope blocks in any hip is locked, so that nobody gets it by default."""
    settings = {name: setting.value for name, setting in catalogue.settings.items()}
    limits = dict.fromkeys(Limb, default_limits(settings))
    verdict = judge_movement(movement, limits, exercise.movement.smallest_range).verdict
    if verdict is Verdict.BLOCKED and not exercise.is_locked:
        text = "the envelope blocks this movement, and the exercise is not locked"
        yield Finding("exercises", exercise.id, "restrictions.lock", text)


def check_faults_are_shown(
    exercise: Exercise, movement: CompiledMovement, catalogue: Catalogue
) -> Iterator[Finding]:
    """Every watched fault has a picture, or a reason why there is none; and the picture fits the exercise."""
    for i, watched in enumerate(exercise.watch.faults):
        fault = catalogue.faults[watched.code]
        showing = fault.showing_in(exercise.id)
        if showing is None and not fault.no_picture:
            text = f"expected how a picture shows {fault.code} in this exercise, found nothing"
            yield Finding("exercises", exercise.id, f"watch.faults[{i}]", text)
        if showing is not None:
            for text in _misfits(exercise, showing, catalogue):
                yield Finding("faults", fault.code, "shown_by", f"{exercise.id}: {text}")


def _misfits(exercise: Exercise, showing: Showing, catalogue: Catalogue) -> Iterator[str]:
    """What a showing names that the exercise does not have."""
    movement = exercise.movement
    have = {
        "posture": set(movement.postures),
        "contact": {f"{contact.part} {contact.kind}" for contact in movement.contacts},
        "prop": {prop.kind for prop in movement.props},
        "arm posture": set(catalogue.arm_postures),
    }
    named = {
        "posture": {*showing.postures, *(name for c in showing.contacts for name in c.postures)},
        "contact": set(showing.without),
        "prop": set(showing.props),
        "arm posture": {showing.arms} - {""},
    }
    for kind, names in named.items():
        yield from (f"there is no {kind} called {name!r}" for name in sorted(names - have[kind]))
    if (showing.swings or showing.hold < 1.0) and all(leg.part != "hold" for leg in movement.path):
        yield "expected a hold that the fault shortens or swings in, found none"


CHECKS: tuple[Callable[[Exercise, CompiledMovement, Catalogue], Iterator[Finding]], ...] = (
    check_ends_meet,
    check_blocked_is_locked,
    check_faults_are_shown,
)
