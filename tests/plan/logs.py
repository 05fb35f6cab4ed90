"""Logs and plans built by hand for the tests of the response side."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Diagnosis, Intake, Pain, Person
from hipwise.plan.look import Look, look_at
from hipwise.plan.plan import Outcome, Plan, PlanItem, PlanStatus, Screening

CATALOGUE = load_catalogue()
START = date(2026, 11, 23)  # a Monday
ALL_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Raw = Mapping[str, object]


def at(day: int, hour: float) -> datetime:
    """A moment `day` days after the start, at that hour."""
    return datetime(START.year, START.month, START.day, tzinfo=UTC) + timedelta(days=day, hours=hour)


def entry(kind: str, moment: datetime, entry_id: str = "", **body: object) -> dict[str, object]:
    """A raw entry; without an id it gets one from its moment and kind."""
    name = entry_id or f"{kind}-{moment.isoformat()}-{body.get('exercise')}-{body.get('set')}"
    return {"id": name, "at": moment.isoformat(), "kind": kind, **body}


def morning(day: int, score: float | None, hour: float = 7, **body: object) -> dict[str, object]:
    """A morning check; a score of None is left out of it."""
    told = {} if score is None else {"score": score}
    return entry("pain", at(day, hour), when="next_morning", **told, **body)


def bout(
    day: int,
    exercise: str = "clamshell",
    *,
    before: float | None = 1,
    peak: float | None = 1,
    after: float | None = 1,
    morning: float | None = 1,
    pinch: float | None = 0,
    limp: bool | None = False,
    analgesic: bool | None = False,
    night_waking: bool | None = False,
    site: str = "lateral",
    sets: int = 2,
    repetitions: int = 12,
    hold_s: float = 1,
    side: str = "right",
    effort: float | None = 4,
    source: str = "manual",
    faults: Raw | None = None,
) -> list[dict[str, object]]:
    """One evening's session of one exercise and its next morning. A score of None leaves its line out."""
    lines = [
        entry("pain", at(day, 18), when="before", score=before, pinch=0, limp=limp, analgesic=analgesic),
        *(
            entry(
                "set",
                at(day, 18.1 + 0.05 * number),
                exercise=exercise,
                side=side,
                set=number,
                repetitions=repetitions,
                hold_s=hold_s,
                source=source,
                faults=dict(faults or {}),
            )
            for number in range(1, sets + 1)
        ),
        entry(
            "pain",
            at(day, 18.5),
            when="during",
            exercise=exercise,
            score=peak,
            pinch=pinch,
            site=site,
            quality="muscle",
        ),
        entry("effort", at(day, 18.55), exercise=exercise, score=effort),
        entry("pain", at(day, 18.6), when="after", score=after, pinch=0, limp=limp, analgesic=analgesic),
        entry("pain", at(day + 1, 7), when="next_morning", score=morning, pinch=0, night_waking=night_waking),
    ]
    return [line for line in lines if line.get("score", 0) is not None]


def item(exercise: str = "clamshell", **fields: object) -> PlanItem:
    """An item of every day with the smallest ordinary dose."""
    plain = PlanItem(
        exercise=exercise,
        side=Side.RIGHT,
        sets=2,
        repetitions=12,
        hold_s=1,
        rest_s=45,
        tempo="2-1-2",
        days=("mon", "wed", "fri"),
        minutes=5,
        reasons=(),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def plan(*items: PlanItem, phase: int = 2, **fields: object) -> Plan:
    """A plan made the day before the first session."""
    plain = Plan(
        status=PlanStatus.PLANNED,
        screening=Screening(Outcome.CLEAR, (), (), ()),
        pathway="non-operative",
        phase=phase,
        made_on=START - timedelta(days=1),
        items=items or (item(),),
        left_out=(),
        disclaimers=(),
        without_therapist=False,
        screen_again_on=START + timedelta(days=27),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def intake(**fields: object) -> Intake:
    """An intake of the day before the first session, with rest pain 1."""
    plain = Intake(
        person=Person(age=31),
        today=START - timedelta(days=1),
        pathway="non-operative",
        diagnosis=Diagnosis(True, "clinician"),
        therapist=True,
        symptomatic_side=Side.RIGHT,
        red_flags=(),
        conditions=(),
        pain=Pain(rest=1, worst_24h=3, pinch=1, site="groin", flare_last_7_days=False),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def look(*items: PlanItem, lines: Iterable[Raw] = (), day: int = 3, phase: int = 2, **fields: object) -> Look:
    """What is known on a day of a plan with these items; `fields` are the intake's."""
    log = parse_log(list(lines), CATALOGUE)
    return look_at(plan(*items, phase=phase), log, intake(**fields), START + timedelta(days=day), CATALOGUE)
