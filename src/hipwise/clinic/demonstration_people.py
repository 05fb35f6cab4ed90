"""The invented people of the demonstration clinic: their answers, their days, and what is done for them."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hipwise.clinic.care.aftercare import close_programme
from hipwise.clinic.care.beside_page import open_running
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.overrides import Asked, grant_override
from hipwise.clinic.care.patient_settings import set_threshold
from hipwise.clinic.care.plan_edit import add_item
from hipwise.clinic.care.planning import edit_plan, sign_plan
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue

WEEKS = 4


# What a therapist does for a patient at a moment.
Act = Callable[[Patient, User, datetime], object]


@dataclass(frozen=True, slots=True)
class Felt:
    """How one day felt: scores of 10. None is not logged."""

    morning: int | None = 1
    before: int | None = 1
    during: int = 1
    after: int = 1
    pinch: int = 0
    does: bool = True
    skips: str = ""


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented patient: answers of the intake by question, how each day feels, how it ends."""

    answers: Mapping[str, Any]
    feels: Callable[[int, random.Random], Felt]
    red_flag: str = ""
    note: str = ""
    # Messages: how many days ago, by whom (patient or therapist), the words.
    talk: Sequence[tuple[int, str, str]] = ()
    weeks: int = WEEKS
    accepts_until: int = 0
    # By days ago: what else was logged that day, and what the therapist did at its end.
    logs: Mapping[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    acts: Mapping[int, Act] = field(default_factory=dict)
    # The days ago on which the camera was on; whoever has any shares replays.
    films: frozenset[int] = frozenset()


COMMON: dict[str, Any] = {
    "age": "34",
    "sex": "female",
    "height": "1.68",
    "weight": "62",
    "diagnosis": "clinician",
    "side": "right",
    "surgery": "no-surgery",
    "conditions": ["none"],
    "pain-site": "groin",
    "pain-at-rest": "2",
    "pain-worst": "3",
    "pain-pinch": "1",
    "pinch-starts": "95",
    "flare": "no",
    "weeks-in-programme": "0",
    "walk": "30",
    "goals": ["walk-without-pain", "climb-stairs"],
    "equipment": ["mat", "pillow", "chair", "loop-band"],
    "minutes": "20",
    "thomas-left": "negative",
    "thomas-right": "positive",
    "piriformis-tightness-left": "negative",
    "piriformis-tightness-right": "negative",
    "adductor-tightness-left": "negative",
    "adductor-tightness-right": "negative",
    "abductor-strength-left": "normal",
    "abductor-strength-right": "weak",
    "extensor-strength-left": "normal",
    "extensor-strength-right": "normal",
    "core-control": "weak",
    "single-leg-stance-left": "31",
    "single-leg-stance-right": "22",
    "side-plank-left": "40",
    "side-plank-right": "28",
    "single-leg-bridge-left": "40",
    "single-leg-bridge-right": "28",
    "plank": "45",
    "ihot12": "49",
}


def _calm(ago: int, chance: random.Random) -> Felt:
    """Mornings that calm down from 3 to 1, an open answer or a busy day now and then."""
    if ago > 6 and chance.random() < 0.08:
        return Felt(morning=None, does=False)
    if ago > 6 and chance.random() < 0.06:
        return Felt(does=False, skips="time")
    morning = 3 if ago > 21 else chance.choice((1, 2)) if ago > 10 else 1
    return Felt(morning=morning, before=1, during=chance.choice((1, 2)), after=1)


def _flaring(ago: int, chance: random.Random) -> Felt:
    """Calm until four days ago, then mornings of 5 after a long day."""
    if ago > 3:
        return _calm(ago, chance)
    return Felt(morning=(5, 5, 6, 4)[ago], before=4, during=4, after=5, does=ago == 3)


def _silent(ago: int, chance: random.Random) -> Felt:
    """Calm, then nothing for nine days."""
    return Felt(morning=None, does=False) if ago <= 9 else _calm(ago, chance)


def _pinching(ago: int, chance: random.Random) -> Felt:
    """After surgery: quiet, with one small pinch three weeks ago."""
    return Felt(morning=1, before=1, during=1, after=1, pinch=1 if ago == 20 else 0)


def _easy(ago: int, chance: random.Random) -> Felt:
    """Nothing hurts any more; a busy day now and then."""
    if ago > 6 and chance.random() < 0.06:
        return Felt(does=False, skips="time")
    return Felt(morning=0, before=0, during=chance.choice((0, 1)), after=0)


def _unchanged(ago: int, chance: random.Random) -> Felt:
    """Done nearly every day, and as sore as in the first week."""
    if ago > 6 and chance.random() < 0.05:
        return Felt(morning=3, does=False, skips="time")
    return Felt(morning=3, before=2, during=chance.choice((2, 3)), after=3)


# Whoever has come far: every test of the way back to sport is there.
_FAR: dict[str, Any] = {
    "weeks-in-programme": "14",
    "pain-at-rest": "0",
    "pain-worst": "1",
    "pain-pinch": "0",
    "pinch-starts": "",
    "thomas-right": "negative",
    "abductor-strength-right": "normal",
    "core-control": "normal",
    "single-leg-stance-left": "45",
    "single-leg-stance-right": "45",
    "side-plank-left": "52",
    "side-plank-right": "50",
    "single-leg-squat-left": "12",
    "single-leg-squat-right": "11",
    "single-leg-bridge-left": "46",
    "single-leg-bridge-right": "45",
    "y-balance-left": "96",
    "y-balance-right": "94",
    "plank": "60",
    "walk": "60",
    "ihot12": "82",
    "hos-adl": "98",
    "hos-sport": "94",
}


def _lend_board(patient: Patient, therapist: User, now: datetime) -> None:
    """The ankle board, which only a clinician lends out, for two weeks."""
    catalogue = load_catalogue()
    reason = "Trains on the board beside me at the club, twice a week."
    asked = Asked("baps-board", "both", ("plan-clinic-only",), reason, "")
    grant_override(patient, therapist, asked, catalogue, now)
    draft = edit_plan(patient, therapist, add_item("baps-board", catalogue), catalogue, now)
    sign_plan(patient, draft.number, therapist, "Board for the ankle, beside me.", catalogue, now)


def _open_running(patient: Patient, therapist: User, now: datetime) -> None:
    catalogue = load_catalogue()
    open_running(patient, therapist, catalogue.programmes["running"].confirm, False, catalogue, now)


def _close(patient: Patient, therapist: User, now: datetime) -> None:
    close_programme(patient, therapist, "Walks and climbs stairs as wished.", now, load_catalogue())


def _stricter(patient: Patient, therapist: User, now: datetime) -> None:
    posted = {"setting": "pain.stop", "value": "4", "reason": "Tends to push on through pain."}
    set_threshold(patient, therapist, posted, load_catalogue(), now)


def _run(step: int, score: int) -> dict[str, Any]:
    calm: dict[str, Any] = {"pinch": 0, "swelling": False, "limp": False}
    return {"kind": "run", "step": step, "score": score, "after": score, **calm}


def _walk(minutes: int, score: int) -> dict[str, Any]:
    return {"kind": "walk", "minutes": minutes, "score": score}


PERSONAS: tuple[Persona, ...] = (
    Persona(
        answers={"weeks-in-programme": "3", "pain-pinch": "0", "pinch-starts": "105"},
        feels=_calm,
        accepts_until=6,
        note="Sits nine hours at work. Afraid of wearing the joint out: talk about hurt and harm.",
        talk=(
            (9, "patient", "Does it matter if I do the exercises in the morning or in the evening?"),
            (8, "therapist", "Either is fine. Choose the time that you can keep. See you on Thursday."),
        ),
        films=frozenset((2, 3)),
    ),
    Persona(answers={"age": "27", "side": "left", "goals": ["run"]}, feels=_flaring, accepts_until=8),
    Persona(answers={"age": "41", "sex": "male", "side": "both"}, feels=_silent, accepts_until=14),
    Persona(
        answers={"age": "38", "sex": "male"},
        feels=_calm,
        red_flag="blood-clot",
        accepts_until=8,
    ),
    Persona(
        answers={
            "age": "30",
            "side": "left",
            "surgery": "done",
            "surgery-weeks-ago": "9",
            "surgery-procedures": ["labral-repair", "osteoplasty"],
            "surgeon-hip-flexion": "90",
        },
        feels=_pinching,
        note="Surgeon allows 90° of flexion until week 12.",
        films=frozenset((3,)),
        accepts_until=5,
    ),
    # The rest is one person for each thing that a plan may come to: a phase that waits, an override near its
    # end, running, a programme that was closed, and one that has not helped.
    Persona(
        answers={
            "age": "29",
            "sex": "male",
            "side": "left",
            "goals": ["sit-without-pain"],
            "thomas-left": "positive",
            "thomas-right": "negative",
            "abductor-strength-left": "weak",
            "abductor-strength-right": "normal",
            "single-leg-stance-left": "21",
            "single-leg-stance-right": "30",
        },
        feels=_calm,
        logs={6: [_walk(25, 1)], 3: [_walk(25, 1)]},
        acts={20: _stricter},
    ),
    Persona(
        answers={
            **_FAR,
            "age": "24",
            "goals": ["sport"],
            "minutes": "30",
            "equipment": ["mat", "chair", "baps-board"],
        },
        feels=_easy,
        acts={12: _lend_board},
        note="Sprained the right ankle last spring.",
        films=frozenset((3,)),
    ),
    Persona(
        answers={**_FAR, "age": "33", "sex": "male", "goals": ["run"]},
        feels=_easy,
        logs={
            8: [_run(1, 1)],
            6: [_run(2, 1)],
            5: [_walk(45, 0)],
            4: [_run(3, 1)],
            2: [_run(4, 1)],
        },
        acts={9: _open_running},
    ),
    Persona(
        answers={**_FAR, "age": "52"},
        feels=_easy,
        acts={6: _close},
        talk=((1, "patient", "I would like to go hiking for three days in May. How do I prepare the hip?"),),
    ),
    Persona(
        answers={"age": "46", "weeks-in-programme": "9", "ihot12": "47", "walk": "20"},
        feels=_unchanged,
        logs={4: [{"kind": "measure", "measure": "ihot12", "answers": {"total": 50}}]},
        note="Came to us after nine weeks of exercise elsewhere.",
    ),
)
