"""The therapist's replay of a set: what was judged, the set over time, and what the two figures need."""

import math
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.care.local_time import day_words, local_day, short_day_words, zone_of
from hipwise.clinic.care.models import Patient, SetRecording
from hipwise.clinic.care.replays import keep_until, recording_of, recordings_of
from hipwise.coach.events import HoldDone
from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.in_step import plan_times
from hipwise.coach.landmarks import Recording
from hipwise.coach.packed_recording import unpack_recording
from hipwise.coach.trace import FaultLane, SetTrace, trace_set
from hipwise.exchange.chart.set_trace import clock_words, count_words, lane_words, set_trace_svg
from hipwise.exchange.quantity_words import QuantityWords, quantity_words
from hipwise.exchange.replay.figure_clip import camera_direction, replay_clip
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.mark import mark_of
from hipwise.plan.session import side_words

_UNITS = {"degrees": "°", "seconds": " s"}
_SEEN_BY = {"lite": "BlazePose lite", "full": "BlazePose full"}


def replay_list(patient: Patient, now: datetime, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The patient's recordings by day, the newest first: `day_words`, `rows` ({id, name, side, side_words,
    set_words, clock_words, until_words, url}). One query.
    """
    days: dict[str, list[dict[str, Any]]] = {}
    for row in recordings_of(patient, catalogue, now):
        card = _card(row, patient, catalogue)
        days.setdefault(day_words(local_day(patient, row.at)), []).append(card)
    return [{"day_words": words, "rows": rows} for words, rows in days.items()]


def replay_page(
    patient: Patient, recording_id: uuid.UUID, now: datetime, catalogue: Catalogue
) -> dict[str, Any] | None:
    """Template therapist/replay.html; None when there is no such recording. Two queries.

    `patient`, `recording` (a card, day_words), `svg`, `judged` ({name, kind, words, note}), `rows` (of the
    table), `others` (cards of the same exercise), `cue` and `message_id` of the form, `data` for the script;
    `seen_by` names the pose model, else `unknown_model` says what follows.
    """
    row = recording_of(patient, recording_id, catalogue, now)
    if row is None:
        return None
    exercise = catalogue.exercise(row.exercise)
    recording = _recording(row)
    trace = _trace(row, recording, exercise, catalogue)
    words = quantity_words(trace.report.quantity, trace.far_deg)
    return {
        "patient": {
            "id": patient.pk,
            "name": patient.name,
            "has_account": patient.membership_id is not None,
        },
        "message_id": str(uuid.uuid4()),
        "cue": _cue(trace, exercise),
        "seen_by": _SEEN_BY.get(recording.model, ""),
        "unknown_model": "" if recording.model in _SEEN_BY else catalogue.reason("coach-model-unknown").text,
        "recording": {**_card(row, patient, catalogue), "day_words": day_words(local_day(patient, row.at))},
        "svg": set_trace_svg(trace, catalogue),
        "judged": _judged(row, trace, words, exercise, catalogue),
        "rows": [_table_row(number, trace, words, catalogue) for number in range(1, len(trace.parts) + 1)],
        "word": "Hold" if trace.report.holds else "Repetition",
        "others": [
            _card(other, patient, catalogue)
            for other in recordings_of(patient, catalogue, now)
            if other.exercise == row.exercise
        ],
        "data": _data(row, patient, trace, words, exercise, catalogue),
    }


def replay_figure(
    patient: Patient, recording_id: uuid.UUID, now: datetime, catalogue: Catalogue
) -> dict[str, Any] | None:
    """The clip file of the patient's figure; None when there is no such recording, or nothing to draw."""
    row = recording_of(patient, recording_id, catalogue, now)
    if row is None:
        return None
    exercise = catalogue.exercise(row.exercise)
    recording = _recording(row)
    return replay_clip(recording, _trace(row, recording, exercise, catalogue), exercise, catalogue)


def _cue(trace: SetTrace, exercise: Exercise) -> str:
    """What to write about the first fault that was seen; empty without one."""
    seen = {lane.report.code for lane in trace.faults if lane.report.verdict is Verdict.FAULT}
    cue = next((watched.cue for watched in exercise.watch.faults if watched.code in seen), "")
    return f"{exercise.name}: {cue[:1].lower()}{cue[1:]}." if cue else ""


def _recording(row: SetRecording) -> Recording:
    return unpack_recording(bytes(row.packet)).recording


def _trace(row: SetRecording, recording: Recording, exercise: Exercise, catalogue: Catalogue) -> SetTrace:
    return trace_set(recording, exercise, Side(row.side), catalogue, range_share=row.range_share or 1.0)


def _card(row: SetRecording, patient: Patient, catalogue: Catalogue) -> dict[str, Any]:
    exercise = catalogue.exercise(row.exercise)
    at = row.at.astimezone(zone_of(patient))
    kind = "Hold" if exercise.is_hold else "Set"
    return {
        "id": row.pk,
        "name": exercise.name,
        "side": row.side,
        "side_words": side_words(exercise, Side(row.side)) or "Both sides",
        "set_words": f"{kind} {row.set_number}",
        "time_words": f"{short_day_words(at.date())}, {at:%H:%M}",
        "clock_words": clock_words(row.seconds),
        "until_words": short_day_words(keep_until(row, patient, catalogue)),
        "url": reverse("patient-replay", args=(patient.pk, row.pk)),
    }


def _judged(
    row: SetRecording, trace: SetTrace, words: QuantityWords, exercise: Exercise, catalogue: Catalogue
) -> list[dict[str, str]]:
    """What the camera says, line by line, then what it cannot say and why."""
    lines = [_counted(row, trace)]
    if trace.parts and trace.report.repetitions:
        lines.append(_range(trace, words))
    lines += [_fault_line(lane, trace, catalogue.faults[lane.report.code]) for lane in trace.faults]
    lines.sort(key=lambda line: line["kind"] == "not-judgeable")
    lines += [
        _line(what, "not-judgeable", "Not judgeable", why) for what, why in exercise.watch.not_judgeable
    ]
    return lines


def _line(name: str, kind: str, words: str, note: str) -> dict[str, str]:
    return {"name": name, "kind": kind, "words": words, "note": note}


def _counted(row: SetRecording, trace: SetTrace) -> dict[str, str]:
    """The count beside the one that was logged."""
    name = "Holds" if trace.report.holds else "Repetitions"
    if not trace.report.is_counted:
        why = next((why for what, why in trace.report.not_judgeable if what == "count"), "")
        return _line(name, "not-judgeable", "Not judgeable", why)
    count, logged = trace.report.count, row.repetitions
    seen = f"Seen {round(100 * trace.report.seen_share)}% of the time."
    if count == logged:
        return _line(name, "ok", f"{count} of {logged}", f"Same as logged. {seen}")
    return _line(name, "plain", f"{count} here, {logged} logged", f"The two counts differ. {seen}")


def _range(trace: SetTrace, words: QuantityWords) -> dict[str, str]:
    peaks = [words.sign * r.peak_deg for r in trace.report.repetitions]
    low, high = round(min(peaks)), round(max(peaks))
    reached = f"{high}°" if low == high else f"{low}–{high}°"
    far = words.sign * trace.far_deg
    planned = "" if math.isnan(far) else f"Planned {far:.0f}°. "
    return _line(
        words.name, "plain", reached, f"{planned}How far off the camera is here is not measured yet."
    )


def _fault_line(lane: FaultLane, trace: SetTrace, fault: Fault) -> dict[str, str]:
    report = lane.report
    if report.verdict is Verdict.NOT_JUDGEABLE:
        return _line(fault.name, "not-judgeable", "Not judgeable", report.why.text if report.why else "")
    of = len(trace.parts)
    error = "" if lane.error_deg is None else f" ± {lane.error_deg:g}°"
    worst = _amount(report.worst, report.unit)
    limit = _amount(report.limit, report.unit)
    if report.verdict is Verdict.OK:
        told = "under" if report.unit == "seconds" else "from"
        return _line(fault.name, "ok", "Not seen", f"Told {told} {limit}{error}." if limit else "")
    if report.unit == "seconds":
        note = f"Least {worst}, told under {limit}."
    elif worst and limit:
        note = f"Most {worst}{error}, told from {limit}."
    else:
        note = f"{lane_words(lane, trace)}."
    return _line(fault.name, "fault", f"{len(lane.parts)} of {of}", note[:1].upper() + note[1:])


def _amount(value: float | None, unit: str) -> str:
    if value is None or math.isnan(value):
        return ""
    shown = f"{value:.2f}" if unit == "seconds" else f"{value:.1f}"
    return shown.rstrip("0").rstrip(".") + _UNITS.get(unit, "")


def _table_row(number: int, trace: SetTrace, words: QuantityWords, catalogue: Catalogue) -> dict[str, str]:
    part = trace.parts[number - 1]
    seen = [catalogue.faults[lane.report.code].name for lane in trace.faults if number in lane.parts]
    if isinstance(part, HoldDone):
        reached = f"{part.seconds:.0f} s"
    else:
        reached = f"{words.sign * part.peak_deg:.0f}°"
    return {
        "number": str(number),
        "from": clock_words(part.start_s),
        "to": clock_words(part.end_s),
        "reached": reached,
        "faults": ", ".join(seen),
    }


def _data(
    row: SetRecording,
    patient: Patient,
    trace: SetTrace,
    words: QuantityWords,
    exercise: Exercise,
    catalogue: Catalogue,
) -> dict[str, Any]:
    """What the script plays from: times, angles, the plan in step, repetitions, faults and gaps."""
    manner = Manner(range_share=trace.range_share)
    timeline = timeline_of(exercise, catalogue.arm_postures, manner, catalogue.solved.get(exercise.id))
    clips = figure_urls(exercise.id, (trace.working,), trace.range_share)["clip"]
    assert isinstance(clips, dict)
    faults = [_fault_data(lane, trace, exercise, catalogue) for lane in trace.faults if lane.spans]
    return {
        "figure": reverse("patient-replay-figure", args=(patient.pk, row.pk)),
        "plan": clips[trace.working.value],
        "from": camera_direction(exercise, trace) if trace.plan else [0, 0, 1],
        "working": trace.working.value,
        "is_side": trace.plan is not None and trace.plan.template.camera == "side",
        "times_s": [round(t_s, 3) for t_s in trace.times_s],
        "values": [None if math.isnan(v) else round(words.sign * v, 1) for v in trace.values_deg],
        "plan_s": [round(t_s, 3) for t_s in plan_times(trace, timeline, trace.times_s)],
        "planned": None if math.isnan(trace.far_deg) else round(words.sign * trace.far_deg),
        "word": "hold" if trace.report.holds else "repetition",
        "parts": [[round(part.start_s, 2), round(part.end_s, 2)] for part in trace.parts],
        "faults": faults,
        "placing": _rounded(trace.placing),
        "unseen": _rounded(trace.unseen),
        "count_words": count_words(trace),
    }


def _rounded(spans: Sequence[Any]) -> list[list[float]]:
    return [[round(span.start_s, 2), round(span.end_s, 2)] for span in spans]


def _fault_data(lane: FaultLane, trace: SetTrace, exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    fault = catalogue.faults[lane.report.code]
    showing = fault.showing_in(exercise.id)
    mark = mark_of(showing.look, trace.working) if showing else None
    return {
        "name": fault.name,
        "spans": _rounded(lane.spans),
        "mark": None if mark is None else {"bone": mark.bone, "point": list(mark.point)},
    }
