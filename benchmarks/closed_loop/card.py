"""From runs to a validity card: one set of runs for the calibrations, another for what the card says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from benchmarks.closed_loop.calibrate import calibrate, deviation, errors_beyond, mean_square, shifted
from benchmarks.closed_loop.run import ABSENT_SHARE, Judged, Outcome
from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.watch_plan import WatchPlan
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.share import Share
from hipwise.library.solved_movement import fingerprint
from hipwise.library.validity_card import (
    Calibration,
    Elsewhere,
    FaultValidity,
    FilmedFault,
    FilmedSets,
    ModelValidity,
    QuantityValidity,
    UnjudgedFault,
    ValidityCard,
)

_NO_TRY = Share(0, 0)
# `told_from`: so many sets of about one size, and the share of them that is to be found.
_LEAST_SETS, _FOUND = 8, 0.8


def fault_calibrations(outcomes: Sequence[Outcome]) -> dict[str, Calibration]:
    """A calibration for every fault whose reading follows the truth."""
    found = {code: _fault_calibration(outcomes, code) for code in _codes(outcomes)}
    return {code: calibration for code, calibration in found.items() if calibration is not None}


def _fault_calibration(outcomes: Sequence[Outcome], code: str) -> Calibration | None:
    judged = [o.judged[code] for o in outcomes if code in o.judged]
    limits = {j.limit for j in judged if j.limit is not None}
    limit = min(limits, default=None)
    return calibrate(
        [(j.true, j.seen) for j in judged], limit, None if limit is None else ABSENT_SHARE * limit
    )


def range_calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    """That of the range of repetitions: with its slope where that errs less than an offset alone."""
    pairs = [pair for outcome in outcomes for pair in outcome.ranges]
    sloped = calibrate(pairs)
    if sloped is None:
        return None
    return min((sloped, shifted(pairs)), key=lambda c: mean_square(pairs, c))


def open_card(
    exercise: Exercise,
    catalogue: Catalogue,
    model: str,
    calibrations: Mapping[str, Calibration],
    carrier: str = "",
) -> ValidityCard:
    """A card that lets everything be judged, to measure with which faults that is right."""
    faults = tuple(
        FaultValidity(w.code, "", Share(1, 1), Share(0, 1), _NO_TRY, calibration=calibrations.get(w.code))
        for w in exercise.watch.faults
    )
    entry = ModelValidity(model, 0, _NO_TRY, _NO_TRY, _NO_TRY, None, _NO_TRY, None, None, faults)
    made = made_from(exercise, catalogue)
    return ValidityCard(exercise.id, exercise.watch.camera, made, carrier, (entry,), (), ())


def unjudged(plan: WatchPlan) -> tuple[UnjudgedFault, ...]:
    """What the coach does not even try to judge at this place, and why."""
    return tuple(UnjudgedFault(fault.code, why.rule, dict(why.facts)) for fault, why in plan.unjudged)


def made_from(exercise: Exercise, catalogue: Catalogue) -> str:
    """Of which movement a card tells."""
    return fingerprint(exercise, catalogue.arm_postures)


def model_validity(
    model: str,
    outcomes: Sequence[Outcome],
    calibrations: Mapping[str, Calibration],
    of_range: Calibration | None,
    exercise: Exercise,
    catalogue: Catalogue,
) -> ModelValidity:
    """What the runs say about one pose model."""
    right = [o for o in outcomes if o.is_counted and not o.job.fault]
    faulty = [o for o in outcomes if o.is_counted and o.job.fault]
    off = [abs(o.counted - o.done) for o in right]
    return ModelValidity(
        model,
        len(outcomes),
        Share(sum(bool(o.judged) or o.counted > 0 for o in outcomes), len(outcomes)),
        Share(sum(n == 0 for n in off), len(off)),
        Share(sum(n <= 1 for n in off), len(off)),
        round(float(np.mean([n / o.done for n, o in zip(off, right, strict=True)])), 4) if off else None,
        Share(sum(o.counted == o.done for o in faulty), len(faulty)),
        deviation([pair for o in outcomes for pair in o.holds]),
        _quantity(outcomes, of_range, exercise),
        tuple(
            _fault(w.code, outcomes, calibrations.get(w.code), catalogue)
            for w in exercise.watch.faults
            if w.code in _codes(outcomes)
        ),
    )


def filmed(entry: ModelValidity, outcomes: Sequence[Outcome], seen: ModelValidity) -> ModelValidity:
    """The entry with what films say beside it: `seen` are the same figures of the films' `outcomes`."""
    sets = FilmedSets(
        seen.runs,
        seen.begun,
        seen.exact,
        seen.off_by_one,
        seen.exact_faulty,
        seen.hold_s,
        None if seen.quantity is None else seen.quantity.corrected,
    )
    return replace(entry, films=sets, faults=tuple(_filmed(f, outcomes, seen) for f in entry.faults))


def _filmed(fault: FaultValidity, outcomes: Sequence[Outcome], seen: ModelValidity) -> FaultValidity:
    film = seen.fault(fault.code)
    if film is None:
        return replace(fault, films=None)
    beyond, error = Share(0, 0), None
    if fault.calibration is not None:
        judged = [o.judged[fault.code] for o in outcomes if fault.code in o.judged]
        beyond, error = errors_beyond([(j.true, j.seen) for j in judged], fault.calibration)
    told = film.raw if fault.calibration is None else film.corrected
    return replace(fault, films=FilmedFault(film.found, film.alarms, told, beyond, error))


@cache
def catalogue_with(card: ValidityCard | None) -> Catalogue:
    """The library with this card alone."""
    return replace(load_catalogue(), validity={} if card is None else {card.exercise: card})


def elsewhere(camera: str, outcomes: Sequence[Outcome]) -> Elsewhere:
    """What is left of it from another place; only sets that were done right count."""
    right = [o for o in outcomes if not o.job.fault]
    judged = [j for o in right for j in o.judged.values() if j.is_absent]
    return Elsewhere(
        camera,
        Share(sum(o.counted == o.done for o in right if o.is_counted), sum(o.is_counted for o in right)),
        Share(sum(j.verdict is Verdict.FAULT for j in judged), len(judged)),
    )


def _codes(outcomes: Sequence[Outcome]) -> list[str]:
    return list(dict.fromkeys(code for outcome in outcomes for code in outcome.judged))


def _quantity(
    outcomes: Sequence[Outcome], calibration: Calibration | None, exercise: Exercise
) -> QuantityValidity | None:
    pairs = [pair for outcome in outcomes for pair in outcome.ranges]
    raw = deviation(pairs)
    if calibration is None or raw is None:
        return None
    corrected = deviation([(true, calibration.true_of(seen)) for true, seen in pairs])
    assert corrected is not None
    return QuantityValidity(exercise.watch.quantity, calibration, raw, corrected)


def _fault(
    code: str, outcomes: Sequence[Outcome], calibration: Calibration | None, catalogue: Catalogue
) -> FaultValidity:
    """A set that never began was neither found nor cleared: it counts as not found."""
    judged = [o.judged[code] for o in outcomes if code in o.judged]
    there, absent = [j for j in judged if j.is_there], [j for j in judged if j.is_absent]
    found = Share(sum(j.verdict is Verdict.FAULT for j in there), len(there))
    measured = FaultValidity(
        code,
        catalogue.faults[code].unit,
        found,
        Share(sum(j.verdict is Verdict.FAULT for j in absent), len(absent)),
        Share(sum(j.verdict is Verdict.OK for j in there), len(there)),
        _told_from(there, catalogue.faults[code].warn),
        calibration,
    )
    pairs = [(j.true, j.seen) for j in judged]
    if calibration is None:
        return replace(measured, raw=deviation(pairs))
    corrected = deviation([(true, calibration.true_of(seen)) for true, seen in pairs])
    return replace(measured, raw=deviation(pairs), corrected=corrected)


def _told_from(there: Sequence[Judged], limit: float | None) -> float | None:
    """The smallest true size about which four of five sets are found."""
    known = sorted((j for j in there if j.seen == j.seen), key=lambda j: j.true)
    for place, start in enumerate(known):
        about = known[place : place + _LEAST_SETS]
        if len(about) < _LEAST_SETS or not limit:
            return None
        if sum(j.verdict is Verdict.FAULT for j in about) >= _FOUND * len(about):
            return round(start.true, 1)
    return None
