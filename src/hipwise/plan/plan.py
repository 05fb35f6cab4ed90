"""The plan as a value, and as the mapping that is printed, saved and signed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.library.source import Evidence
from hipwise.plan.given import Given, GivenError
from hipwise.plan.intake import DAYS, PATHWAYS, SIDES

PROGRAMME = "programme"
MAINTENANCE = "maintenance"
_LONGEST_TEXT = 2000
_EVIDENCE = tuple(tag.value for tag in Evidence)
_ITEM_KEYS = (
    "exercise",
    "side",
    "first_side",
    "sets",
    "repetitions",
    "hold_s",
    "rest_s",
    "tempo",
    "range_share",
    "days",
    "minutes",
    "change",
    "since",
    "expires_on",
    "reasons",
)


# The reasons of a line that tell the person how to do it, not why it is there.
_CARE = ("plan-care", "plan-impact-surgeon")


class PlanError(GivenError):
    """A plan that cannot be read. `source_name` names the file; `str()` is one sentence with all of it."""

    def __init__(self, place: str, expected: str, found: str, advice: str, source_name: str = "plan") -> None:
        super().__init__(place, expected, found, advice)
        self.source_name = source_name

    def __str__(self) -> str:
        return f"{self.source_name}: {super().__str__()}"


class PlanStatus(StrEnum):
    """Planned, or blocked: then there are no items, and the screening says why."""

    PLANNED = "planned"
    BLOCKED = "blocked"


class Outcome(StrEnum):
    """What screening says, from permissive to strict."""

    CLEAR = "clear"
    CAUTION = "caution"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that has to be looked at by a person first: how soon, what to do, whom to ask."""

    id: str
    urgency: str
    text: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Screening:
    """The screening: outcome, what has to be looked at first, and what narrows the plan.

    `blocks` are the reasons why there is no plan at all; empty when there may be one.
    """

    outcome: Outcome
    flags: tuple[Flag, ...]
    limits: tuple[Reason, ...]
    blocks: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of the plan with its dose.

    `tempo` is "out-hold-back" in seconds; `range_share` is 1 for the full range; `first_side` says which
    side starts when both work one after the other; `change` is eased, up or None. For a hold, the number
    of holds is sets x repetitions. `since` is the moment this dose was set, None since the plan was made:
    what the log knew before it has been answered by it. `expires_on` is the first day on which the line
    does not count any more, because a clinician's override that it rests on has ended; None has no end.
    """

    exercise: str
    side: Side
    sets: int
    repetitions: int
    hold_s: float
    rest_s: float
    tempo: str
    days: tuple[str, ...]
    minutes: int
    reasons: tuple[Reason, ...]
    range_share: float = 1.0
    first_side: Side | None = None
    change: str | None = None
    since: datetime | None = None
    expires_on: date | None = None

    @property
    def care(self) -> tuple[str, ...]:
        """What this person minds in this exercise, beside what everybody minds."""
        return tuple(reason.text for reason in self.reasons if reason.rule in _CARE)

    def is_over(self, day: date) -> bool:
        """Has the override that the line rests on ended on that day?"""
        return self.expires_on is not None and day >= self.expires_on


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is not in the plan, and why."""

    exercise: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan. `phase` is 0 when blocked; `postoperative_week` is None without an operation.

    `screen_again_on` is the day from which the red-flag questions have to be answered again. `care` is
    programme, or maintenance after discharge.
    """

    status: PlanStatus
    screening: Screening
    pathway: str
    phase: int
    made_on: date
    items: tuple[PlanItem, ...]
    left_out: tuple[LeftOut, ...]
    disclaimers: tuple[str, ...]
    without_therapist: bool
    screen_again_on: date
    phase_reasons: tuple[Reason, ...] = ()
    postoperative_week: int | None = None
    care: str = PROGRAMME

    @property
    def is_maintenance(self) -> bool:
        """Is it the small plan after discharge?"""
        return self.care == MAINTENANCE

    def items_on(self, day: date) -> tuple[PlanItem, ...]:
        """The lines of a date: those of its day of the week, without any that is over."""
        weekday = DAYS[day.weekday()]
        return tuple(item for item in self.items if weekday in item.days and not item.is_over(day))

    def as_of(self, day: date) -> "Plan":
        """The plan without the lines that are over on that day: what may be shown as exercise."""
        if not self.over_on(day):
            return self
        return replace(self, items=tuple(item for item in self.items if not item.is_over(day)))

    def over_on(self, day: date) -> tuple[PlanItem, ...]:
        """The lines that are over on that day and wait for a clinician."""
        return tuple(item for item in self.items if item.is_over(day))

    @property
    def schedule(self) -> dict[str, tuple[str, ...]]:
        """The exercise ids of each day of the week, in the order of the plan; only days with exercises."""
        days = {day: tuple(item.exercise for item in self.items if day in item.days) for day in DAYS}
        return {day: ids for day, ids in days.items() if ids}

    @property
    def minutes_per_day(self) -> dict[str, int]:
        """The minutes of each day with exercises."""
        return {day: sum(item.minutes for item in self.items if day in item.days) for day in self.schedule}


def screening_to_mapping(screening: Screening) -> dict[str, object]:
    """The screening as plain JSON values."""
    return {
        "outcome": screening.outcome.value,
        "flags": [
            {
                "id": flag.id,
                "urgency": flag.urgency,
                "text": flag.text,
                "source": flag.source,
                "evidence": flag.evidence.value,
            }
            for flag in screening.flags
        ],
        "limits": [reason_to_mapping(reason) for reason in screening.limits],
        "blocks": [reason_to_mapping(reason) for reason in screening.blocks],
    }


def reason_to_mapping(reason: Reason) -> dict[str, object]:
    """A reason as plain JSON values."""
    return {
        "rule": reason.rule,
        "text": reason.text,
        "source": reason.source,
        "evidence": reason.evidence.value,
        "facts": dict(reason.facts),
    }


def plan_to_mapping(plan: Plan) -> dict[str, object]:
    """The plan as plain JSON values, the contract's keys first. `plan_from_mapping` reads it back."""
    return {
        "status": plan.status.value,
        "screening": screening_to_mapping(plan.screening),
        "pathway": plan.pathway,
        "phase": plan.phase,
        "items": [item_to_mapping(item) for item in plan.items],
        "left_out": [
            {"exercise": left.exercise, "reasons": [reason_to_mapping(reason) for reason in left.reasons]}
            for left in plan.left_out
        ],
        "schedule": {day: list(ids) for day, ids in plan.schedule.items()},
        "minutes_per_day": plan.minutes_per_day,
        "disclaimers": list(plan.disclaimers),
        "made_on": plan.made_on.isoformat(),
        "screen_again_on": plan.screen_again_on.isoformat(),
        "without_therapist": plan.without_therapist,
        "postoperative_week": plan.postoperative_week,
        "phase_reasons": [reason_to_mapping(reason) for reason in plan.phase_reasons],
        "care": plan.care,
    }


def item_to_mapping(item: PlanItem) -> dict[str, object]:
    """One item as plain JSON values."""
    return {
        "exercise": item.exercise,
        "side": item.side.value,
        "first_side": None if item.first_side is None else item.first_side.value,
        "sets": item.sets,
        "repetitions": item.repetitions,
        "hold_s": item.hold_s,
        "rest_s": item.rest_s,
        "tempo": item.tempo,
        "range_share": item.range_share,
        "days": list(item.days),
        "minutes": item.minutes,
        "change": item.change,
        "since": None if item.since is None else item.since.isoformat(),
        "expires_on": None if item.expires_on is None else item.expires_on.isoformat(),
        "reasons": [reason_to_mapping(reason) for reason in item.reasons],
    }


_PLAN_KEYS = (
    "status",
    "screening",
    "pathway",
    "phase",
    "items",
    "left_out",
    "schedule",
    "minutes_per_day",
    "disclaimers",
    "made_on",
    "screen_again_on",
    "without_therapist",
    "postoperative_week",
    "phase_reasons",
    "care",
    # Worked out beside a plan when it is printed: not part of it, and not read back.
    "running",
    "activities",
    "walk",
    "self_help",
)


def plan_from_mapping(raw: Mapping[str, object], source_name: str) -> Plan:
    """The plan in a parsed mapping. `schedule` and `minutes_per_day` are computed anew from the items.

    Raises PlanError naming `source_name` and the place. Which exercise ids, doses and days are allowed is
    not asked here but by `lint`.
    """
    try:
        return _read_plan(Given("", raw).mapping(_PLAN_KEYS))
    except GivenError as error:
        place = error.place or "the whole plan"
        raise PlanError(place, error.expected, error.found, error.advice, source_name) from None


def _read_plan(given: Mapping[str, Given]) -> Plan:
    items = tuple(read_item(entry) for entry in given["items"].entries())
    status = PlanStatus(given["status"].word_of([s.value for s in PlanStatus]))
    if status is PlanStatus.BLOCKED and items:
        given["items"].refuse("no items in a blocked plan", "remove the items")
    week, care = given["postoperative_week"], given["care"]
    return Plan(
        status=status,
        screening=_read_screening(given["screening"]),
        pathway=given["pathway"].word_of(PATHWAYS),
        phase=given["phase"].whole_number(0, 4, "phase"),
        made_on=given["made_on"].day(),
        items=items,
        left_out=tuple(_read_left_out(entry) for entry in given["left_out"].entries()),
        disclaimers=tuple(entry.text(_LONGEST_TEXT) for entry in given["disclaimers"].entries()),
        without_therapist=given["without_therapist"].yes_no(),
        screen_again_on=given["screen_again_on"].day(),
        phase_reasons=_read_reasons(given["phase_reasons"]),
        postoperative_week=None if week.is_missing else week.whole_number(0, 10000, "weeks"),
        care=PROGRAMME if care.is_missing else care.word_of((PROGRAMME, MAINTENANCE)),
    )


def read_item(given: Given) -> PlanItem:
    part = given.mapping(_ITEM_KEYS)
    first, change, share, since = part["first_side"], part["change"], part["range_share"], part["since"]
    expires_on = part["expires_on"]
    return PlanItem(
        exercise=part["exercise"].free_word(),
        side=Side(part["side"].word_of(SIDES)),
        sets=part["sets"].whole_number(1, 1000, "sets"),
        repetitions=part["repetitions"].whole_number(1, 10_000, "repetitions"),
        hold_s=part["hold_s"].number(0, 100_000, "seconds"),
        rest_s=part["rest_s"].number(0, 100_000, "seconds"),
        tempo=part["tempo"].text(40),
        days=part["days"].words_of(DAYS),
        minutes=part["minutes"].whole_number(0, 100_000, "minutes"),
        reasons=_read_reasons(part["reasons"]),
        range_share=1.0 if share.is_missing else share.number(0, 1, "share of the range"),
        first_side=None if first.is_missing else Side(first.word_of(SIDES[:2])),
        change=None if change.is_missing else change.word_of(("eased", "up")),
        since=None if since.is_missing else since.moment(),
        expires_on=None if expires_on.is_missing else expires_on.day(),
    )


def _read_left_out(given: Given) -> LeftOut:
    part = given.mapping(("exercise", "reasons"))
    return LeftOut(part["exercise"].free_word(), _read_reasons(part["reasons"]))


def _read_screening(given: Given) -> Screening:
    part = given.mapping(("outcome", "flags", "limits", "blocks"))
    return Screening(
        outcome=Outcome(part["outcome"].word_of([outcome.value for outcome in Outcome])),
        flags=tuple(_read_flag(entry) for entry in part["flags"].entries()),
        limits=_read_reasons(part["limits"]),
        blocks=_read_reasons(part["blocks"]),
    )


def _read_flag(given: Given) -> Flag:
    part = given.mapping(("id", "urgency", "text", "source", "evidence"))
    return Flag(
        part["id"].free_word(),
        part["urgency"].free_word(),
        part["text"].text(_LONGEST_TEXT),
        part["source"].free_word(),
        Evidence(part["evidence"].word_of(_EVIDENCE)),
    )


def _read_reasons(given: Given) -> tuple[Reason, ...]:
    return () if given.is_missing else tuple(_read_reason(entry) for entry in given.entries())


def _read_reason(given: Given) -> Reason:
    """One reason. A plan has about a hundred, most of them word for word those of the plan before."""
    texts = _texts_of(given.raw)
    try:
        return _read_fresh_reason(given) if texts is None else _known_reason(*texts)
    except GivenError:
        return _read_fresh_reason(given)  # refuses it again, with its place


_Texts = tuple[tuple[str, str], ...]


def _texts_of(raw: object) -> tuple[_Texts, _Texts] | None:
    """The texts of a raw reason and those of its facts; None where there is anything else."""
    if not isinstance(raw, dict) or not isinstance(facts := raw.get("facts", {}), dict):
        return None
    texts = tuple((key, value) for key, value in raw.items() if key != "facts")
    told = tuple(facts.items())
    return (texts, told) if all(type(value) is str for _, value in (*texts, *told)) else None


@lru_cache(maxsize=1024)
def _known_reason(texts: _Texts, facts: _Texts) -> Reason:
    return _read_fresh_reason(Given("", {**dict(texts), "facts": dict(facts)}))


def _read_fresh_reason(given: Given) -> Reason:
    part = given.mapping(("rule", "text", "source", "evidence", "facts"))
    evidence, facts = part["evidence"], part["facts"]
    return Reason(
        part["rule"].free_word(),
        part["text"].text(_LONGEST_TEXT),
        part["source"].free_word(),
        Evidence.DEFAULT if evidence.is_missing else Evidence(evidence.word_of(_EVIDENCE)),
        () if facts.is_missing else _read_facts(facts),
    )


def _read_facts(given: Given) -> tuple[tuple[str, str], ...]:
    if not isinstance(given.raw, Mapping):
        given.refuse("a mapping of facts", "write name: value pairs")
    return tuple(sorted((str(key), str(value)) for key, value in given.raw.items()))
