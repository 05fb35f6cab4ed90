"""The intake as it is known on a day: what was answered then, brought up to date by what was logged since.

Weeks count on. The newest test, walk or score of each side stands, until it is too old to say anything.
Pain is what the last days say where they say enough; where they do not, the stricter of log and intake
holds. What nobody measured stays unknown, and an operation and its limits never change here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache

from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.entry import MeasureEntry, PainEntry, TestEntry, WalkEntry
from hipwise.plan.flare import Flare, find_flares
from hipwise.plan.given import GivenError
from hipwise.plan.history import Log, since_day
from hipwise.plan.intake import Intake, Outcomes, Pain, PhysicalTests, Sided, read_tests
from hipwise.plan.medicine import counted_score
from hipwise.plan.score import score
from hipwise.plan.session_pain import hip_history

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_WALK = "walk_minutes_pain_free"
_SIDES = (Side.LEFT, Side.RIGHT)
_TESTS = tuple(field.name for field in fields(PhysicalTests))
_SIDED_TESTS = frozenset(name for name in _TESTS if isinstance(getattr(PhysicalTests(), name), Sided))

_Finding = tuple[tuple[str, Side | None], object]


@dataclass(frozen=True, slots=True)
class KnownToday:
    """The intake of a day, and the day on which each value of it was found.

    `days` names a value by its path and its side (`tests.plank_s`, None for a value without sides).
    """

    intake: Intake
    days: Mapping[tuple[str, Side | None], date]

    def day_of(self, path: str, side: Side) -> date | None:
        """The day on which the value of that side was found; None when it is not known."""
        return self.days.get((path, side), self.days.get((path, None)))


@dataclass(frozen=True, slots=True)
class _Found:
    """One value that was found on one day."""

    day: date
    value: object


def counted_on(intake: Intake, day: date) -> Intake:
    """The same answers on a later day: only the weeks count on. An earlier day is the intake's own."""
    day = max(day, intake.today)
    return replace(intake, today=day, weeks_in_programme=_weeks(intake, day))


def known_today(
    intake: Intake, log: Log, today: date, catalogue: Catalogue, flares: tuple[Flare, ...] | None = None
) -> KnownToday:
    """The intake as it would be answered on that day. Entries later than the day are not looked at.

    `flares` are those of the log, when they have been looked for already.
    """
    day = max(today, intake.today)
    log = log.until(day)
    return log.remember(
        "known today", (day, intake, catalogue), lambda: _known(intake, log, day, catalogue, flares)
    )


def _known(
    intake: Intake, log: Log, day: date, catalogue: Catalogue, flares: tuple[Flare, ...] | None
) -> KnownToday:
    tests = _newest_tests(intake, log, catalogue)
    outcomes = _newest_scores(intake, log, catalogue)
    keep_tests = timedelta(days=catalogue.setting("known.test_days"))
    keep_scores = timedelta(days=catalogue.setting("known.score_days"))
    tests = {key: found for key, found in tests.items() if day - found.day <= keep_tests}
    outcomes = {name: found for name, found in outcomes.items() if day - found.day <= keep_scores}
    pain, pain_days = _pain(intake, log, day, catalogue, flares)
    days: dict[tuple[str, Side | None], date] = {
        (f"tests.{name}", side): found.day for (name, side), found in tests.items()
    }
    days |= {(f"outcomes.{name}", None): found.day for name, found in outcomes.items()}
    days |= {(f"pain.{name}", None): found for name, found in pain_days.items()}
    now = replace(
        intake,
        today=day,
        weeks_in_programme=_weeks(intake, day),
        tests=_as_tests(tuple((key, found.value) for key, found in tests.items())),
        outcomes=Outcomes(**{name: found.value for name, found in outcomes.items()}),  # type: ignore[arg-type]
        pain=pain,
    )
    return KnownToday(now, days)


def _weeks(intake: Intake, day: date) -> int | None:
    """Completed weeks in the programme. Weeks that nobody knew at the intake count from it: the fewest."""
    passed = (day - intake.today).days // 7
    if intake.weeks_in_programme is None and not passed:
        return None
    return (intake.weeks_in_programme or 0) + passed


def _newest_tests(intake: Intake, log: Log, catalogue: Catalogue) -> dict[tuple[str, Side | None], _Found]:
    """The newest finding of each test and side; of one day the last that was logged."""
    found = dict(_tested(intake, log))
    _take_walks(found, log, catalogue)
    return found


def _tested(intake: Intake, log: Log) -> Mapping[tuple[str, Side | None], _Found]:
    """The same by the tests alone, whatever walks show. A log that goes on another goes on from there."""
    return log.remember("tests", (intake.today, intake.tests), lambda: _read_tests(intake, log))


def _read_tests(intake: Intake, log: Log) -> Mapping[tuple[str, Side | None], _Found]:
    later = log.later_of(TestEntry)
    if log.before is None:
        found = {key: _Found(intake.today, value) for key, value in _findings(intake.tests)}
    elif not later:
        return _tested(intake, log.before)
    else:
        found = dict(_tested(intake, log.before))
    for entry in later:
        day = entry.at.date()
        for side in _stopped_sides(entry):
            if (entry.test, side) in found and found[entry.test, side].day <= day:
                found.pop((entry.test, side))
        for key, value in _read(entry.test, entry.left, entry.right, entry.value):
            if key not in found or found[key].day <= day:
                found[key] = _Found(day, value)
    return found


def _stopped_sides(entry: TestEntry) -> tuple[Side | None, ...]:
    """The sides on which a test was stopped: a hip that did not bear it stands by nothing it bore before."""
    if entry.stopped is None:
        return ()
    return (*_SIDES, None) if entry.stopped is Side.BOTH else (entry.stopped,)


def _findings(tests: PhysicalTests) -> Iterator[_Finding]:
    """What was found, by test and side; a test that was not done is not among it."""
    for name in _TESTS:
        value = getattr(tests, name)
        if isinstance(value, Sided):
            for side in _SIDES:
                if (found := value.of(side)) is not None:
                    yield (name, side), found
        elif value is not None:
            yield (name, None), value


@lru_cache(maxsize=4096)
def _read(test: str, left: object, right: object, value: object) -> tuple[_Finding, ...]:
    """What an entry found; one whose finding fits no such test of an intake says nothing.

    A log is read at every look and keeps its tests for good, so the answers are kept.
    """
    raw = _raw(value) if value is not None else {"left": _raw(left), "right": _raw(right)}
    try:
        return tuple(_findings(read_tests({test: raw})))
    except GivenError:
        return ()


def _raw(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _take_walks(found: dict[tuple[str, Side | None], _Found], log: Log, catalogue: Catalogue) -> None:
    """Calm walks show how far one walks; a walk that hurt takes back what as long a walk had shown before.

    A walk without a pain score says nothing. Pain is counted up to `walk.pain`.
    """
    limit = catalogue.setting("walk.pain")
    for entry in log.of(WalkEntry):
        if entry.score is None:
            continue
        known = found.get((_WALK, None))
        if known is not None and known.day > entry.at.date():
            continue
        minutes = known.value if known is not None and isinstance(known.value, float) else 0.0
        if entry.score > limit and minutes >= entry.minutes:
            found.pop((_WALK, None), None)
        elif entry.score <= limit and entry.minutes >= minutes:
            found[(_WALK, None)] = _Found(entry.at.date(), entry.minutes)


def _newest_scores(intake: Intake, log: Log, catalogue: Catalogue) -> dict[str, _Found]:
    """The newest score of each questionnaire that the intake knows."""
    names = [field.name for field in fields(Outcomes)]
    found = {
        name: _Found(intake.today, value)
        for name in names
        if (value := getattr(intake.outcomes, name)) is not None
    }
    for entry in log.of(MeasureEntry):
        name = entry.measure.replace("-", "_")
        if name not in names or entry.at.date() < intake.today:
            continue
        measure = catalogue.measures.get(entry.measure)
        value = None if measure is None else score(measure, entry.answers)
        if value is not None:
            found[name] = _Found(entry.at.date(), value)
    return found


@lru_cache(maxsize=64)
def _as_tests(findings: tuple[_Finding, ...]) -> PhysicalTests:
    """Tests are done once in some weeks and looked at on many days between, so the answers are kept."""
    found, values = dict(findings), dict[str, object]()
    for name in dict.fromkeys(name for name, _ in found):
        is_sided = name in _SIDED_TESTS
        values[name] = Sided(*(found.get((name, s)) for s in _SIDES)) if is_sided else found[name, None]
    return PhysicalTests(**values)  # type: ignore[arg-type]


def _pain(
    intake: Intake,
    log: Log,
    day: date,
    catalogue: Catalogue,
    flares: tuple[Flare, ...] | None,
) -> tuple[Pain, dict[str, date]]:
    """Pain as the last days say it, and the newest day that says so. Medicine counts as more pain."""
    week = since_day(log.told_pains, day - _WEEK + _DAY)
    rest = _by_day((e.at.date(), _score(e, catalogue)) for e in week if e.when == "next_morning")
    any_pain = _by_day([*((e.at.date(), _score(e, catalogue)) for e in week), *_told(log, day)])
    pinch = _by_day((e.at.date(), e.pinch) for e in week)
    if flares is None:
        flares = find_flares(log, hip_history(log, intake, 1), catalogue)
    enough = catalogue.setting("known.answers")
    found = {
        "rest": _worst(intake, intake.pain.rest, rest, day, _WEEK, enough),
        "worst_24h": _worst(intake, intake.pain.worst_24h, any_pain, day, 2 * _DAY, enough),
        "pinch": _worst(intake, intake.pain.pinch, pinch, day, _WEEK, enough),
    }
    flare = _had_flare(intake, flares, len(rest) >= enough, day)
    days = {name: each.day for name, each in found.items() if each is not None}
    if flare is not None:
        days["flare_last_7_days"] = day
    values = {name: None if each is None else each.value for name, each in found.items()}
    return replace(intake.pain, flare_last_7_days=flare, **values), days  # type: ignore[arg-type]


def _worst(
    intake: Intake,
    stated: float | None,
    by_day: Mapping[date, float],
    day: date,
    window: timedelta,
    enough: float,
) -> _Found | None:
    """The worst answer of the window, or of the week when the window has none.

    The intake's answer counts too while it is as recent, or while the week has answers of fewer days than
    are enough: silence makes no hip calmer.
    """
    lately = {d: score for d, score in by_day.items() if d > day - window} or by_day
    answers = [(score, d) for d, score in lately.items()]
    if stated is not None and (intake.today > day - window or len(by_day) < enough):
        answers.append((stated, intake.today))
    if not answers:
        return None
    worst, newest = max(answers)
    return _Found(newest, worst)


def _score(entry: PainEntry, catalogue: Catalogue) -> float | None:
    counted = counted_score(entry, catalogue)
    return None if counted is None else min(10.0, counted)


def _told(log: Log, day: date) -> Iterator[tuple[date, float | None]]:
    """The worst pain of a day in the last week, where it was asked for as such."""
    for entry in (entry for entry in log.of(MeasureEntry) if entry.measure == "nprs-worst-24h"):
        if day - _WEEK < entry.at.date():
            told = dict(entry.answers).get("score")
            yield entry.at.date(), told if isinstance(told, float) else None


def _by_day(answers: Iterable[tuple[date, float | None]]) -> dict[date, float]:
    """The worst known answer of each day."""
    worst: dict[date, float] = {}
    for day, answer in answers:
        if answer is not None:
            worst[day] = max(answer, worst.get(day, answer))
    return worst


def _had_flare(intake: Intake, flares: tuple[Flare, ...], is_watched: bool, day: date) -> bool | None:
    """Was there a flare in the last week? With too few mornings only what the intake still says is known."""
    if any(f.ended is None or day - f.ended.date() < _WEEK for f in flares):
        return True
    is_recent = day - intake.today < _WEEK
    if is_recent and intake.pain.flare_last_7_days:
        return True
    if is_watched:
        return False
    return intake.pain.flare_last_7_days if is_recent else None
