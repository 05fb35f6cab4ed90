"""What other programs read about an exercise: the contract's mappings, computed from content and movement."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hipwise.body.envelope import Finding, default_limits
from hipwise.body.movement_fit import EnvelopeJudgement, hip_peaks, judge_movement
from hipwise.coach.capability import Capability, capabilities
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Amount, Dose, Exercise, Tempo
from hipwise.library.rule import Reason
from hipwise.library.share import Share
from hipwise.library.side import Limb, Side
from hipwise.library.validity_card import Grade


def judge_at_default_limits(exercise: Exercise, catalogue: Catalogue) -> EnvelopeJudgement:
    """The envelope's answer for a hip of which nothing special is known, on both limbs."""
    settings = {name: setting.value for name, setting in catalogue.settings.items()}
    limits = default_limits(settings)
    movement = catalogue.movements[exercise.id]
    return judge_movement(movement, dict.fromkeys(Limb, limits), exercise.movement.smallest_range)


def exercise_line(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """One line of the list of exercises."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "group": exercise.group.value,
        "tier": exercise.tier,
        "phase_min": exercise.restrictions.phase_min,
        "postop_week_min": exercise.restrictions.postop_week_min,
        "locked": exercise.is_locked,
        "envelope": judge_at_default_limits(exercise, catalogue).verdict.value,
        "laterality": exercise.laterality.value,
        "impact": exercise.impact,
        "equipment": list(exercise.equipment),
    }


def exercise_facts(exercise: Exercise, catalogue: Catalogue, side: Side | None = None) -> dict[str, Any]:
    """Everything about one exercise. With a `side`, peaks are also given by left and right."""
    movement = catalogue.movements[exercise.id]
    judgement = judge_at_default_limits(exercise, catalogue)
    peaks = {limb.value: asdict(hip_peaks(movement, limb)) for limb in Limb}
    line = exercise_line(exercise, catalogue)
    return line | {
        "other_names": list(exercise.other_names),
        "aim": exercise.aim,
        "muscles": [asdict(muscle) for muscle in exercise.muscles],
        "equipment_optional": list(exercise.equipment_optional),
        "equipment_instead": {thing: list(by) for thing, by in exercise.equipment_instead.items()},
        "side": None if side is None else side.value,
        "side_words": exercise.side_words,
        "steps": [{"kind": step.kind, "text": step.text} for step in exercise.steps],
        "feel": exercise.feel,
        "not_feel": exercise.not_feel,
        "dose": dose_facts(exercise.dose),
        "stop_rule": asdict(exercise.stop_rule),
        "peaks": peaks | _by_side(peaks, side),
        "envelope": {
            "verdict": judgement.verdict.value,
            "reasons": [reason_facts(_reason(f, catalogue), f) for f in judgement.findings],
            "range_share": judgement.range_share,
        },
        "watch": _watch_facts(exercise, catalogue),
        "easier": catalogue.easier(exercise.id),
        "harder": catalogue.harder(exercise.id),
        "easier_text": exercise.easier_text,
        "harder_text": exercise.harder_text,
        "restrictions": asdict(exercise.restrictions),
        "sources": [_source_facts(citation, catalogue) for citation in exercise.citations],
        "reviewed_by": exercise.reviewed_by,
        "reviewed_on": exercise.reviewed_on,
    }


def _watch_facts(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """What the camera does; a fault below the bar of its validity card is among `not_judgeable`."""
    lines = capabilities(exercise, catalogue)
    by_code = {line.code: line for line in lines if line.code}
    return {
        "camera": exercise.watch.camera,
        "place": exercise.watch.place,
        "counts": exercise.watch.counts,
        "count_judged": None if lines[0].grade is None else lines[0].grade.value,
        "faults": [
            asdict(fault) | _judged_facts(by_code[fault.code], catalogue) for fault in exercise.watch.faults
        ],
        "not_judgeable": [
            {"what": line.what, "why": line.why} for line in lines if line.grade is Grade.CANNOT
        ],
    }


def _judged_facts(line: Capability, catalogue: Catalogue) -> dict[str, Any]:
    """`what` in words; `judged` is judges, roughly or cannot judge, None where nothing was measured; shares
    with their tries.
    """
    facts: dict[str, Any] = {"what": line.what, "judged": None if line.grade is None else line.grade.value}
    if line.measured is not None:
        found, alarms = line.measured.believed(catalogue.validity_bar)
        facts |= {"sensitivity": _share(found), "false_alarm": _share(alarms)}
        facts["found_from"] = line.measured.told_from
    return facts


def _share(share: Share) -> dict[str, Any] | None:
    """A share with its 95 % interval; None without a try."""
    if not share.tries:
        return None
    low, high = share.interval
    return {"value": round(share.value, 3), "low": round(low, 3), "high": round(high, 3), "n": share.tries}


def dose_facts(dose: Dose) -> dict[str, Any]:
    """The default dose, and under `ranges` how far each amount may go and where it comes from.

    `source` is that of the amount which defines the dose: the repetitions, or the seconds of a hold.
    """
    amounts: dict[str, Amount] = {
        "sets": dose.sets,
        "repetitions": dose.repetitions,
        "hold_s": dose.hold_s,
        "rest_s": dose.rest_s,
        "days_per_week": dose.days_per_week,
    }
    return {name: _number(amount.default) for name, amount in amounts.items()} | {
        "tempo": tempo_words(dose.tempo, dose.hold_s.default),
        "source": dose.repetitions.source,
        "ranges": {name: asdict(amount) for name, amount in amounts.items()},
    }


def tempo_words(tempo: Tempo, hold_s: float) -> str:
    """Out, hold and back in seconds, as "2-1-2"."""
    return "-".join(f"{_number(seconds)}" for seconds in (tempo.out_s, hold_s, tempo.back_s))


def reason_facts(reason: Reason, finding: Finding | None = None) -> dict[str, Any]:
    """A reason as other programs read it."""
    facts: dict[str, Any] = {
        "rule": reason.rule,
        "text": reason.text,
        "source": reason.source,
        "evidence": reason.evidence.value,
    }
    if finding is not None:
        facts |= {"limb": finding.limb, "value_deg": finding.value_deg, "limit_deg": finding.limit_deg}
    return facts


def _reason(finding: Finding, catalogue: Catalogue) -> Reason:
    value, limit = round(finding.value_deg, 1), round(finding.limit_deg, 1)
    return catalogue.reason(finding.rule, value=value, limit=limit, limb=finding.limb, hip="hip")


def _by_side(peaks: Mapping[str, Any], side: Side | None) -> dict[str, Any]:
    if side is None or side is Side.BOTH:
        return {}
    return {side.value: peaks[Limb.WORKING.value], side.opposite.value: peaks[Limb.OTHER.value]}


def _source_facts(citation: Any, catalogue: Catalogue) -> dict[str, Any]:
    source = catalogue.sources.get(citation.source)
    return {
        "id": citation.source,
        "citation": source.citation if source else "",
        "doi": source.doi if source else None,
        "place": citation.place,
        "says": citation.says,
        "evidence": citation.evidence.value,
    }


def _number(value: float) -> int | float:
    """12.0 is 12."""
    return int(value) if value.is_integer() else value
