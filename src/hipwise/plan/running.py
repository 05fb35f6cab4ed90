"""Coming back to running: is the gate open, which step is next, and may it be today?

The gate needs every sign measured and met on the day, the phase, after surgery the week and the surgeon,
and a therapist who has seen the rest. Each run answers for the next: calm in it and on the morning after
goes on, sore for more than a day or not known stays, pain in it goes one step back and waits. Never two
days in a row, and never before the gate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.programme import Programme, ProgrammeStep
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.entry import GoAheadEntry, PainEntry, RunEntry
from hipwise.plan.exclusion import impact_reasons
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import KnownToday
from hipwise.plan.medicine import counted_score
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase import phases_by_number
from hipwise.plan.plan import reason_to_mapping
from hipwise.plan.session_pain import HipHistory, hip_history
from hipwise.plan.sign import Sign, SignState, confirmed_signs, criteria_signs
from hipwise.plan.situation import assess

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_HOUR = timedelta(hours=1)


# Weeks after surgery of the exercise that lands as a run does; while it is too early, running names its own.
_WEEKS = ("plan-week-later", "plan-standing-later")


@dataclass(frozen=True, slots=True)
class RunningGate:
    """The gate: its signs, and what still keeps it shut (empty when it is open)."""

    programme: Programme
    signs: tuple[Sign, ...]
    against: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """May the first run be?"""
        return not self.against


@dataclass(frozen=True, slots=True)
class RunningToday:
    """What running is on one day. Without an open gate there is no step.

    `number` counts the steps from 1; `earliest` is the first day on which it may be run. `is_done` says
    that every step went well.
    """

    gate: RunningGate
    number: int | None
    step: ProgrammeStep | None
    earliest: date | None
    is_today: bool
    is_done: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody is in the programme after some runs: the step from 0, the reason, the last run's day."""

    step: int
    reason: Reason
    last_day: date | None = None
    wait_until: date | None = None


def wants_programme(programme: Programme, intake: Intake) -> bool:
    """Does a goal need it?"""
    return any(goal in programme.goals for goal in intake.goals)


def running_gate(
    programme: Programme, known: KnownToday, phase: int, log: Log, catalogue: Catalogue
) -> RunningGate:
    """The gate on the day of `known`, for somebody whose plan is in that phase."""
    measured = tuple(criteria_signs(programme.signs, known))
    go_ahead = _go_ahead(programme, log, known.intake.today)
    seen = tuple(_seen(sign, go_ahead) for sign in confirmed_signs(programme.confirm))
    against = tuple(_against(programme, measured, go_ahead, known, phase, catalogue))
    return RunningGate(programme, (*measured, *seen), against)


def running_today(
    programme: Programme,
    known: KnownToday,
    phase: int,
    log: Log,
    intake: Intake,
    overall: Verdict,
    catalogue: Catalogue,
) -> RunningToday:
    """Running on the day of `known`.

    `overall` is the verdict on the whole plan, `intake` the one that was answered.
    """
    gate = running_gate(programme, known, phase, log, catalogue)
    today = known.intake.today
    if not gate.is_open:
        return RunningToday(gate, None, None, None, False, False, gate.against)
    if overall >= Verdict.REGRESS:
        reason = catalogue.reason("run-plan-holds")
        return RunningToday(gate, None, None, None, False, False, (reason,))
    place = _place(programme, _runs(log, programme, today), hip_history(log, intake, phase), log, catalogue)
    place = _after_pause(place, today, catalogue)
    if place.step >= len(programme.steps):
        return RunningToday(gate, None, None, None, False, True, (catalogue.reason("run-done"),))
    if overall is Verdict.HOLD:
        place = _held(place, log, programme, today, catalogue)
    earliest = max(today, _earliest(place, programme, log, catalogue))
    reasons = [place.reason]
    if earliest > today:
        reasons.append(catalogue.reason("run-rest", day=day_in_words(earliest)))
    step = programme.steps[place.step]
    return RunningToday(gate, place.step + 1, step, earliest, earliest == today, False, tuple(reasons))


def _seen(sign: Sign, go_ahead: GoAheadEntry | None) -> Sign:
    """A sign that a therapist has seen when saying yes to the programme."""
    if go_ahead is None:
        return sign
    return replace(sign, state=SignState.YES, value="your therapist has seen it", day=go_ahead.at.date())


def _go_ahead(programme: Programme, log: Log, today: date) -> GoAheadEntry | None:
    """The latest word of a therapist, when it was a yes."""
    words = [
        entry
        for entry in log.entries
        if isinstance(entry, GoAheadEntry) and entry.programme == programme.id and entry.at.date() <= today
    ]
    return words[-1] if words and words[-1].given else None


def _against(
    programme: Programme,
    signs: Sequence[Sign],
    go_ahead: GoAheadEntry | None,
    known: KnownToday,
    phase: int,
    catalogue: Catalogue,
) -> Iterator[Reason]:
    """All that keeps the gate shut, whatever is said elsewhere."""
    intake = known.intake
    situation = assess(intake, catalogue)
    yield from situation.screening.blocks
    week = intake.postoperative_week
    is_early = intake.is_post_operative and (week is None or week < programme.postop_week_min)
    landing = impact_reasons(catalogue.exercise(programme.lands_like), situation)
    yield from (reason for reason in landing if not (is_early and reason.rule in _WEEKS))
    if phase < programme.phase_min:
        phases = phases_by_number(catalogue)
        yield catalogue.reason("run-phase", needed=phases[programme.phase_min].name, now=phases[phase].name)
    if is_early:
        value = "not known" if week is None else week
        yield catalogue.reason("run-week", limit=programme.postop_week_min, value=value)
    for sign in signs:
        if sign.state is not SignState.YES:
            yield catalogue.reason("run-sign", sign=sign.text, value=sign.value)
    if go_ahead is None:
        yield catalogue.reason("run-go-ahead")
    if intake.is_post_operative and (go_ahead is None or not go_ahead.surgeon_agrees):
        yield catalogue.reason("run-surgeon")


def _runs(log: Log, programme: Programme, today: date) -> list[RunEntry]:
    """The runs since the programme was opened for the first time; what was run before is not a step of it."""
    opened = [
        e.at for e in log.entries if isinstance(e, GoAheadEntry) and e.programme == programme.id and e.given
    ]
    since = min(opened, default=None)
    return [
        entry
        for entry in log.entries
        if isinstance(entry, RunEntry)
        and since is not None
        and since <= entry.at
        and entry.at.date() <= today
    ]


def _place(
    programme: Programme, runs: Sequence[RunEntry], history: HipHistory, log: Log, catalogue: Catalogue
) -> _Place:
    place = _Place(0, catalogue.reason("run-first"))
    for run in runs:
        paused = _after_pause(place, run.at.date(), catalogue)
        place = _after_run(paused, run, history, log, catalogue)
    return place


def _after_run(place: _Place, run: RunEntry, history: HipHistory, log: Log, catalogue: Catalogue) -> _Place:
    """Where one run leads: back, the same, or on. The strictest answer wins."""
    day = run.at.date()
    words = day_in_words(day)
    at_once = place.last_day is not None and (day - place.last_day) <= _rest(catalogue)
    after = replace(place, last_day=day)
    if _hurt(run, catalogue):
        wait = catalogue.setting("run.wait_days")
        reason = catalogue.reason("run-back", day=words, days=wait)
        return replace(
            after, step=max(0, place.step - 1), reason=reason, wait_until=day + timedelta(days=wait) + _DAY
        )
    if _is_sore_after(run, history, catalogue):
        return replace(after, reason=catalogue.reason("run-same-sore", day=words))
    missing = ", ".join(_missing(run, history, catalogue))
    if missing:
        return replace(after, reason=catalogue.reason("run-same-missing", day=words, missing=missing))
    is_early = at_once or (place.wait_until is not None and day < place.wait_until)
    if run.step != place.step + 1 or not run.finished or is_early:
        return replace(after, reason=catalogue.reason("run-same-other", day=words))
    return replace(after, step=place.step + 1, reason=catalogue.reason("run-next"))


def _hurt(run: RunEntry, catalogue: Catalogue) -> bool:
    """Did it hurt, pinch or make the person limp while running?"""
    over = run.score is not None and run.score > catalogue.setting("run.pain")
    pinches = run.pinch is not None and run.pinch >= catalogue.setting("pinch.small")
    return over or pinches or bool(run.limp)


def _rest(catalogue: Catalogue) -> timedelta:
    return timedelta(days=catalogue.setting("run.rest_days"))


def _is_sore_after(run: RunEntry, history: HipHistory, catalogue: Catalogue) -> bool:
    """Pain after it or on a morning after it over the usual, or a swollen hip."""
    limit = history.usual_morning(run.at, catalogue) + catalogue.setting("am_delta")
    mornings = _mornings(run, history, catalogue)
    scores = [counted_score(morning, catalogue) for morning in mornings]
    swollen = run.swelling or any(morning.swelling or morning.limp for morning in mornings)
    hurts = run.after is not None and run.after > catalogue.setting("run.pain")
    return bool(swollen) or hurts or any(s is not None and s > limit for s in scores)


def _missing(run: RunEntry, history: HipHistory, catalogue: Catalogue) -> Iterator[str]:
    """What has to be known of a run before the next step."""
    if run.score is None:
        yield "pain in the run"
    if run.after is None:
        yield "pain after it"
    if all(morning.score is None for morning in _mornings(run, history, catalogue)):
        yield "pain the next morning"


def _mornings(run: RunEntry, history: HipHistory, catalogue: Catalogue) -> list[PainEntry]:
    """The morning checks that belong to a run, as they would to a session."""
    earliest = run.at + catalogue.setting("morning.from_h") * _HOUR
    latest = run.at + catalogue.setting("morning.to_h") * _HOUR
    return [morning for morning in history.mornings if earliest <= morning.at <= latest]


def _after_pause(place: _Place, day: date, catalogue: Catalogue) -> _Place:
    """One step back after a long pause."""
    if place.last_day is None or place.step == 0:
        return place
    days = (day - place.last_day).days
    if days < catalogue.setting("run.pause_days"):
        return place
    return replace(place, step=place.step - 1, reason=catalogue.reason("run-pause", days=days))


def _held(place: _Place, log: Log, programme: Programme, today: date, catalogue: Catalogue) -> _Place:
    """No step further than the last one that was run while the plan holds its doses."""
    steps = [run.step for run in _runs(log, programme, today) if run.step is not None]
    last = min(steps[-1], len(programme.steps)) - 1 if steps else 0
    if place.step <= last:
        return place
    return replace(place, step=last, reason=catalogue.reason("run-same-hold"))


def _earliest(place: _Place, programme: Programme, log: Log, catalogue: Catalogue) -> date:
    """The first day for the next run: a day between, the wait after pain, and so many in any seven days."""
    if place.last_day is None:
        return date.min
    days = [place.last_day + _rest(catalogue) + _DAY]
    if place.wait_until is not None:
        days.append(place.wait_until)
    run_days = sorted({entry.at.date() for entry in log.entries if isinstance(entry, RunEntry)})
    in_a_week = run_days[-programme.sessions_a_week :]
    if len(in_a_week) == programme.sessions_a_week:
        days.append(in_a_week[0] + _WEEK)
    return max(days)


def step_words(step: ProgrammeStep) -> str:
    """ "3 times: walk 4 minutes, run 1 minute" as one line."""
    return "; then ".join(_block_words(b.rounds, b.walk_min, b.run_min) for b in step.blocks)


def _block_words(rounds: int, walk_min: float, run_min: float) -> str:
    parts = [f"{verb} {_minutes(time)}" for verb, time in (("walk", walk_min), ("run", run_min)) if time]
    words = ", ".join(parts)
    return words if rounds == 1 else f"{rounds} times: {words}"


def _minutes(minutes: float) -> str:
    return f"{minutes:g} minute" + ("" if minutes == 1 else "s")


def gate_to_mapping(gate: RunningGate) -> dict[str, object]:
    """The gate as plain JSON values."""
    return {
        "programme": gate.programme.id,
        "gate": "open" if gate.is_open else "shut",
        "signs": [
            {
                "text": sign.text,
                "state": sign.state.value,
                "value": sign.value,
                "measured": sign.measured,
                "day": None if sign.day is None else sign.day.isoformat(),
                "for_a_person": sign.confirmed_by_person,
            }
            for sign in gate.signs
        ],
        "against": [reason_to_mapping(reason) for reason in gate.against],
    }


def running_to_mapping(running: RunningToday) -> dict[str, object]:
    """Running today as plain JSON values."""
    step = running.step
    return {
        **gate_to_mapping(running.gate),
        "step": None
        if step is None or running.number is None
        else {
            "number": running.number,
            "of": len(running.gate.programme.steps),
            "week": step.week,
            "text": step_words(step),
            "walk_minutes": step.walk_min,
            "run_minutes": step.run_min,
            "blocks": [
                {"rounds": b.rounds, "walk_minutes": b.walk_min, "run_minutes": b.run_min}
                for b in step.blocks
            ],
        },
        "earliest": None if running.earliest is None else running.earliest.isoformat(),
        "today": running.is_today,
        "done": running.is_done,
        "reasons": [reason_to_mapping(reason) for reason in running.reasons],
    }
