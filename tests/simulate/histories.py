"""Histories for the tests of the checks: one calm day of one made-up person, to be doctored."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hipwise.library.side import Side
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.entry import PainEntry, SetEntry
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan
from hipwise.simulate.course import Course, Signing, Visit
from hipwise.simulate.diary import moment
from hipwise.simulate.patient import invent_patient
from hipwise.simulate.safety_check import PlanInForce, SeenVisit
from hipwise.simulate.told import Told, ToldSession
from tests.plan.intakes import intake as example
from tests.plan.logs import CATALOGUE, START, item, plan

NAME = "clamshell"
DAY = START + timedelta(days=21)
AT = moment(DAY, 9.5)
REASON = CATALOGUE.reason("progress-no-data")


def person(*changes: dict[str, Any]) -> Intake:
    """The example intake, whose right hip hurts and which pinches nowhere."""
    calm = {"symptomatic_side": "right", "pain": {"pinch": 0, "pinch_starts_at_flexion_deg": None}}
    return example(calm, *changes)


def in_force(seen_plan: Plan, *changes: dict[str, Any], day: date = DAY) -> PlanInForce:
    """That plan for that person."""
    return PlanInForce(seen_plan, person(*changes), day, CATALOGUE)


def session(days_ago: int, **answers: Any) -> ToldSession:
    """A calm session of the clamshell of which everything is told."""
    at = moment(DAY - timedelta(days=days_ago), 18)
    calm = ToldSession(
        at,
        at + timedelta(minutes=20),
        before=0.0,
        after=1.0,
        during={NAME: 1.0},
        pinch={NAME: 0.0},
        limp=False,
        analgesic=False,
        morning=0.0,
        morning_at=at + timedelta(hours=13),
        night_waking=False,
    )
    for field, answer in answers.items():
        setattr(calm, field, answer)
    return calm


def told(*sessions: ToldSession, **known: Any) -> Told:
    """What was told: those sessions, and a calm morning on every day."""
    mornings = [(DAY - timedelta(days=n), 0.0) for n in range(20, -1, -1)]
    return Told(sessions=list(sessions), mornings=mornings, **known)


def decision(kind: str, exercise: str | None = NAME, **fields: Any) -> Decision:
    """A decision of the day."""
    return replace(Decision(DAY, exercise, DecisionKind(kind), (REASON,)), **fields)


def visit(*decisions: Decision, history: Told | None = None, **fields: Any) -> SeenVisit:
    """A visit with these decisions; without any a step up after two calm sessions."""
    seen = Visit(
        DAY,
        AT,
        person(),
        plan(item(NAME)),
        Log(),
        decisions or (decision("progress"),),
        plan(item(NAME)),
        history or told(session(4), session(2)),
        None,
    )
    return SeenVisit(replace(seen, **fields), CATALOGUE, is_sample=True)


def course(*signings: Signing, **fields: Any) -> Course:
    """A course with these plans."""
    patient = invent_patient(CATALOGUE.patient_kinds["responder"], Random(1), CATALOGUE)
    patient = replace(patient, starts_on=START)
    found = Course(patient, person(), plan(item(NAME)), list(signings))
    for field, value in fields.items():
        setattr(found, field, value)
    return found


def signed(day: int, **dose: Any) -> Signing:
    """The clamshell with that dose, in force from so many days after the start."""
    return Signing(START + timedelta(days=day), plan(item(NAME, **dose)), is_new=False)


def log_of(*entries: PainEntry | SetEntry) -> Log:
    """A log of these entries."""
    return Log(entries)


def at_evening(days_ago: int) -> datetime:
    """Six in the evening so many days before the visit."""
    return moment(DAY - timedelta(days=days_ago), 18)


RIGHT = Side.RIGHT
