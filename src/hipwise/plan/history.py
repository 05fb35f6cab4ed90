"""The log: entries with their corrections applied, and the sessions they form.

The log is append-only. The order of its lines means nothing: entries are sorted by their moment. A
repeated id with the same content is ignored, with different content it is an error. A correction
replaces what it corrects, also when it lowers pain; the original stays in `Log.replaced`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar, cast

from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import (
    KINDS,
    EffortEntry,
    Entry,
    PainEntry,
    RunEntry,
    SetEntry,
    SkipEntry,
    WalkEntry,
    pain_of,
    read_entry,
    read_id,
)
from hipwise.plan.given import Given, GivenError, show

_HEAD = ("id", "at", "kind")
_KINDS_OF_LINE = (*KINDS, "correction")
_OF_EXERCISE = (SetEntry, EffortEntry)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class LogError(GivenError):
    """A log that cannot be read. `number` is the entry's place in the log, from 1; `str()` says it all."""

    def __init__(
        self, number: int, place: str, expected: str, found: str, advice: str, source_name: str = "log"
    ) -> None:
        super().__init__(place, expected, found, advice)
        self.number = number
        self.source_name = source_name

    def __str__(self) -> str:
        return f"{self.source_name}: entry {self.number}: {super().__str__()}"


@dataclass(frozen=True)
class Log:
    """The entries that count, by moment, and those that a correction replaced.

    A log that was not read from its beginning keeps `earlier`: the mornings just before it, which only say
    what the first ones are compared with. A year has some thousand entries and every rule asks for its own
    kind of them, so they are sorted out once.
    """

    entries: tuple[Entry, ...] = ()
    replaced: tuple[Entry, ...] = ()
    earlier: tuple[PainEntry, ...] = ()
    _kept: dict[str, tuple[tuple[object, ...], object]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _before: list["Log"] = field(default_factory=list, init=False, repr=False, compare=False)

    def until(self, today: date) -> "Log":
        """The log as it was at the end of that day, by each entry's own local date."""
        if self.last_day is None or self.last_day <= today:
            return self
        return Log(tuple(e for e in self.entries if e.at.date() <= today), self.replaced, self.earlier)

    def plus(self, entries: Iterable[Entry]) -> "Log":
        """The log with more entries.

        Where all of them are later than what it has, what was worked out of it is worked on from there.
        """
        more = _by_moment(entries)
        if not more:
            return self
        if self.entries and _place(more[0]) < _place(self.entries[-1]):
            return Log(_by_moment((*self.entries, *more)), self.replaced, self.earlier)
        longer = Log((*self.entries, *more), self.replaced, self.earlier)
        longer._before.append(self)
        self._before.clear()  # a log keeps one other alive, not all that ever were
        return longer

    @property
    def before(self) -> "Log | None":
        """The log that this one goes on with later entries; None when it was read as a whole."""
        return self._before[0] if self._before else None

    @property
    def _later(self) -> tuple[Entry, ...]:
        """The entries that the log before did not have; all of them once it has gone. So it is not kept."""
        return self.entries if self.before is None else self.entries[len(self.before.entries) :]

    @cached_property
    def days(self) -> frozenset[date]:
        """The local dates on which something was logged."""
        later = frozenset(entry.at.date() for entry in self._later)
        return later if self.before is None else self.before.days | later

    @cached_property
    def last_day(self) -> date | None:
        """The latest local date of an entry; None for an empty log."""
        return max(self.days, default=None)

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The entries of one kind, by moment."""
        return cast(tuple[E, ...], self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> Mapping[type[Entry], tuple[Entry, ...]]:
        found: dict[type[Entry], list[Entry]] = {}
        for entry in self._later:
            found.setdefault(type(entry), []).append(entry)
        known = {} if self.before is None else self.before._by_kind
        return {**known, **{kind: (*known.get(kind, ()), *entries) for kind, entries in found.items()}}

    def later_of(self, kind: type[E]) -> tuple[E, ...]:
        """Those of one kind that the log before did not have; all where there is none before."""
        return self.of(kind) if self.before is None else self.of(kind)[len(self.before.of(kind)) :]

    @cached_property
    def mornings(self) -> tuple[PainEntry, ...]:
        """The morning checks, by moment."""
        later = tuple(e for e in self.later_of(PainEntry) if e.when == "next_morning")
        return later if self.before is None else (*self.before.mornings, *later)

    @cached_property
    def all_mornings(self) -> tuple[PainEntry, ...]:
        """The same with those just before the log."""
        return (*self.earlier, *self.mornings) if self.earlier else self.mornings

    @cached_property
    def told_pains(self) -> tuple[PainEntry, ...]:
        """The pain that any entry tells of, by moment."""
        if not self.of(WalkEntry) and not self.of(RunEntry):
            return self.of(PainEntry)
        return tuple(pain for entry in self.entries if (pain := pain_of(entry)) is not None)

    @cached_property
    def worst_of_days(self) -> Mapping[date, float]:
        """The worst pain score of each day that has one, walks and runs left out."""
        worst = {} if self.before is None else dict(self.before.worst_of_days)
        for entry in self.later_of(PainEntry):
            if entry.score is not None:
                day = entry.at.date()
                worst[day] = max(entry.score, worst.get(day, entry.score))
        return worst

    @cached_property
    def set_days(self) -> frozenset[date]:
        """The local dates on which a set was logged."""
        later = frozenset(entry.at.date() for entry in self.later_of(SetEntry))
        return later if self.before is None else self.before.set_days | later

    @cached_property
    def last_set_day(self) -> date | None:
        """The latest of them; None without any."""
        return max(self.set_days, default=None)

    @cached_property
    def sets_of_days(self) -> Mapping[str, Mapping[date, tuple[SetEntry, ...]]]:
        """The sets of each exercise by day."""
        found: dict[str, dict[date, list[SetEntry]]] = {}
        for entry in self.later_of(SetEntry):
            found.setdefault(entry.exercise, {}).setdefault(entry.at.date(), []).append(entry)
        known = {} if self.before is None else self.before.sets_of_days
        return {**known, **{name: _joined(known.get(name, {}), days) for name, days in found.items()}}

    def remember(self, name: str, asked: tuple[object, ...], work_out: Callable[[], T]) -> T:
        """What was worked out of this log under that name; anew where anything else that it asks differs.

        Only the last answer is kept: a day asks the same several times, and the next day has another log.
        """
        kept = self._kept.get(name)
        if kept is None or kept[0] != asked:
            kept = self._kept[name] = (asked, work_out())
        return cast(T, kept[1])


def _joined(
    known: Mapping[date, tuple[SetEntry, ...]], later: Mapping[date, list[SetEntry]]
) -> Mapping[date, tuple[SetEntry, ...]]:
    return {**known, **{day: (*known.get(day, ()), *sets) for day, sets in later.items()}}


def since_day(entries: Sequence[E], first: date) -> list[E]:
    """Of entries by moment those from a local date on."""
    place = bisect_left(entries, _earliest_moment_of(first), key=lambda entry: entry.at)
    return [entry for entry in entries[place:] if entry.at.date() >= first]


def _earliest_moment_of(day: date) -> datetime:
    """No zone is a day away from Greenwich, so nothing before this moment has that date."""
    return datetime.combine(day, time(), UTC) - _DAY


def sessions_since(sessions: Sequence["Session"], first: date) -> tuple["Session", ...]:
    """Of sessions by time those that began on a local date or later."""
    place = bisect_left(sessions, _earliest_moment_of(first), key=lambda session: session.started)
    return tuple(session for session in sessions[place:] if session.day >= first)


@dataclass(frozen=True)
class Session:
    """One bout of exercise: what was logged in it, and the morning checks that belong to it."""

    started: datetime
    ended: datetime
    pains: tuple[PainEntry, ...]
    sets: tuple[SetEntry, ...]
    efforts: tuple[EffortEntry, ...]
    skips: tuple[SkipEntry, ...]
    check: tuple[PainEntry, ...] = ()
    next_mornings: tuple[PainEntry, ...] = ()

    @property
    def day(self) -> date:
        """The local date on which it started."""
        return self.started.date()

    def pains_of(self, when: str) -> tuple[PainEntry, ...]:
        """The pain told before, during or after it."""
        return self._pains_of.get(when, ())

    @cached_property
    def _pains_of(self) -> Mapping[str, tuple[PainEntry, ...]]:
        found: dict[str, list[PainEntry]] = {}
        for pain in self.pains:
            found.setdefault(pain.when, []).append(pain)
        return {when: tuple(pains) for when, pains in found.items()}

    @cached_property
    def exercises(self) -> tuple[str, ...]:
        """The exercises about which something was logged, each once."""
        named: list[str | None] = [s.exercise for s in self.sets]
        named += [p.exercise for p in self.pains if p.when == "during"]
        named += [e.exercise for e in self.efforts] + [s.exercise for s in self.skips]
        return tuple(dict.fromkeys(name for name in named if name is not None))


def parse_log(entries: Iterable[Mapping[str, object]], catalogue: Catalogue, source_name: str = "log") -> Log:
    """The log in parsed JSON entries, in any order. Raises LogError naming `source_name` and the entry."""
    lines = _read_lines(entries, source_name)
    corrections = [line for line in lines.values() if line.kind == "correction"]
    chosen = _choose_corrections(lines, corrections, source_name)
    kept: list[Entry] = []
    replaced: list[Entry] = []
    for line in lines.values():
        if line.kind == "correction":
            continue
        original = _read(line, line, catalogue, source_name)
        last = chosen.get(line.id, line)
        if last is line:
            kept.append(original)
        else:
            replaced.append(original)
            kept.append(_read(line, last, catalogue, source_name))
    for line in corrections:
        _read(line, line, catalogue, source_name)
    return Log(_by_moment(kept), _by_moment(replaced))


def _by_moment(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=_place))


def _place(entry: Entry) -> tuple[datetime, str]:
    """What entries of a log are sorted by."""
    return entry.at, entry.id


@dataclass(slots=True)
class _Line:
    """One raw entry: its place in the log, its head, and the body that says what it states."""

    number: int
    id: str
    at: datetime
    kind: str
    raw: Mapping[str, object]
    supersedes: str | None = None
    stated_kind: str = ""
    stated_at: datetime | None = None
    body: dict[str, object] = field(default_factory=dict)


def _read_lines(entries: Iterable[Mapping[str, object]], source_name: str) -> dict[str, _Line]:
    lines: dict[str, _Line] = {}
    for number, raw in enumerate(entries, start=1):
        try:
            line = _read_line(number, raw)
            first = lines.setdefault(line.id, line)
            if first is not line and not _is_same(first.raw, line.raw):
                advice = f"give each entry its own id (entry {first.number} has this one too)"
                Given("id", line.id).refuse("the same content under the same id", advice)
        except GivenError as error:
            raise _log_error(number, error, source_name) from None
    return lines


def _is_same(one: object, other: object) -> bool:
    """Equal as JSON: 1 and 1.0 are one number, 1 and true are not."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return one is other or (isinstance(one, bool) == isinstance(other, bool) and one == other)


def _log_error(number: int, error: GivenError, source_name: str) -> LogError:
    place = error.place or "the whole entry"
    return LogError(number, place, error.expected, error.found, error.advice, source_name)


def _read_line(number: int, raw: Mapping[str, object]) -> _Line:
    if not isinstance(raw, Mapping):
        Given("", raw).refuse("a mapping with id, at and kind", "write one JSON object a line")
    entry_id = read_id(Given("id", raw.get("id")))
    at = Given("at", raw.get("at")).moment()
    kind = Given("kind", raw.get("kind")).word_of(_KINDS_OF_LINE)
    body = dict(raw)
    for key in _HEAD:
        del body[key]
    line = _Line(number, entry_id, at, kind, raw, stated_kind=kind, body=body)
    return _read_correction(line) if kind == "correction" else line


def _read_correction(line: _Line) -> _Line:
    """A correction states an entry without id; its moment is the original's unless it names one."""
    part = Given("", line.body).mapping(("supersedes", "entry"))
    line.supersedes = read_id(part["supersedes"])
    inner = part["entry"]
    if not isinstance(inner.raw, Mapping):
        inner.refuse("the entry as it is meant", "write it with its kind, without id")
    line.stated_kind = Given("entry.kind", inner.raw.get("kind")).word_of(KINDS)
    stated_at = Given("entry.at", inner.raw.get("at"))
    line.stated_at = None if stated_at.is_missing else stated_at.moment()
    line.body = {key: value for key, value in inner.raw.items() if key not in ("kind", "at")}
    return line


def _read(original: _Line, stated: _Line, catalogue: Catalogue, source_name: str) -> Entry:
    """The entry under the original's id and moment, with the content that `stated` gives."""
    place = "entry" if stated.kind == "correction" else ""
    at = stated.stated_at or original.at
    try:
        return read_entry(stated.stated_kind, original.id, at, stated.body, place, catalogue)
    except GivenError as error:
        raise _log_error(stated.number, error, source_name) from None


def _choose_corrections(
    lines: Mapping[str, _Line], corrections: Iterable[_Line], source_name: str
) -> dict[str, _Line]:
    """For each corrected original the correction that counts: the latest, and if corrected itself, its own.

    Raises LogError for a correction of nothing, and for corrections that only correct each other.
    """
    following: dict[str, list[_Line]] = {}
    for line in corrections:
        target = line.supersedes
        if target is None or target not in lines:
            expected, advice = "the id of an entry of this log", "name the entry that it corrects"
            raise LogError(line.number, "supersedes", expected, show(target), advice, source_name)
        following.setdefault(target, []).append(line)
    reached: set[str] = set()
    chosen = {
        root: _last_correction(root, following, reached)
        for root in following
        if lines[root].supersedes is None
    }
    for line in corrections:
        if line.id not in reached:
            expected, advice = "a correction that leads to an entry", "correct the entry itself"
            raise LogError(line.number, "supersedes", expected, "a circle", advice, source_name)
    return chosen


def _last_correction(root: str, following: Mapping[str, list[_Line]], reached: set[str]) -> _Line:
    """Walk from the original to the correction that nothing corrects; mark every correction below it."""
    below = [root]
    while below:
        for line in following.get(below.pop(), ()):
            reached.add(line.id)
            below.append(line.id)
    line = _latest(following[root])
    while line.id in following:
        line = _latest(following[line.id])
    return line


def _latest(lines: Iterable[_Line]) -> _Line:
    return max(lines, key=lambda line: (line.at, line.id))


def build_sessions(log: Log, catalogue: Catalogue) -> tuple[Session, ...]:
    """The sessions of a log, by time.

    A session is what was logged without a pause of `session.gap_h` hours, if a set, an effort or pain
    during or after exercise is among it. A morning check belongs to the latest session that ended
    `morning.from_h` to `morning.to_h` hours before it. The morning check of the same day before the
    session also says how the hip was before it.
    """
    return log.remember("sessions", (catalogue,), lambda: _build_sessions(log, catalogue))


def _build_sessions(log: Log, catalogue: Catalogue) -> tuple[Session, ...]:
    known = _settled_sessions(log, catalogue)
    first = bisect_right(log.entries, known[-1].ended, key=lambda entry: entry.at) if known else 0
    gap = catalogue.setting("session.gap_h") * _HOUR
    bouts = [bout for bout in _bouts(log.entries[first:], gap) if any(map(_is_exercise, bout))]
    return (*known, *_with_mornings(bouts, _mornings_around(bouts, log), catalogue))


def _mornings_around(bouts: Sequence[Sequence[Entry]], log: Log) -> tuple[PainEntry, ...]:
    """The mornings that can belong to these sessions or be of their days: a date lasts 50 hours on earth."""
    if not bouts:
        return ()
    first = bisect_left(log.all_mornings, bouts[0][0].at - 3 * _DAY, key=lambda entry: entry.at)
    return log.all_mornings[first:]


def _settled_sessions(log: Log, catalogue: Catalogue) -> tuple[Session, ...]:
    """The sessions of the log before that no later entry can belong to or join."""
    if log.before is None or not log._later:
        return ()
    hours = max(catalogue.setting("session.gap_h"), catalogue.setting("morning.to_h"))
    settled = log._later[0].at - hours * _HOUR
    before = build_sessions(log.before, catalogue)
    return before[: bisect_left(before, settled, key=lambda session: session.ended)]


def _is_exercise(entry: Entry) -> bool:
    if isinstance(entry, PainEntry):
        return entry.when in ("during", "after")
    return isinstance(entry, _OF_EXERCISE) or (isinstance(entry, SkipEntry) and is_for_pain(entry))


def is_for_pain(skip: SkipEntry) -> bool:
    """Was it left out because it hurt?"""
    return skip.reason in ("pain", "pinch")


def _belongs_to_a_session(entry: Entry) -> bool:
    kind = type(entry)
    if kind in _OF_EXERCISE:
        return True
    if kind is PainEntry:
        return cast(PainEntry, entry).when != "next_morning"
    return kind is SkipEntry and cast(SkipEntry, entry).exercise is not None


def _bouts(entries: Iterable[Entry], gap: timedelta) -> list[list[Entry]]:
    bouts: list[list[Entry]] = []
    bout: list[Entry] = []
    for entry in filter(_belongs_to_a_session, entries):
        if not bout or entry.at - bout[-1].at > gap:
            bout = []
            bouts.append(bout)
        bout.append(entry)
    return bouts


def _with_mornings(
    bouts: Sequence[Sequence[Entry]], mornings: Sequence[PainEntry], catalogue: Catalogue
) -> tuple[Session, ...]:
    earliest = catalogue.setting("morning.from_h") * _HOUR
    latest = catalogue.setting("morning.to_h") * _HOUR
    checks: list[list[PainEntry]] = [[] for _ in bouts]
    nexts: list[list[PainEntry]] = [[] for _ in bouts]
    days = [bout[0].at.date() for bout in bouts]
    done = 0
    for morning in mornings:
        while done < len(bouts) and morning.at - bouts[done][-1].at >= earliest:
            done += 1
        if done and morning.at - bouts[done - 1][-1].at <= latest:
            nexts[done - 1].append(morning)
        day = morning.at.date()
        for later in range(done, len(bouts)):
            if days[later] > day:
                break
            if days[later] == day and bouts[later][0].at >= morning.at:
                checks[later].append(morning)
    parts = zip(bouts, checks, nexts, strict=True)
    return tuple(_session(bout, tuple(check), tuple(after)) for bout, check, after in parts)


def _session(
    bout: Sequence[Entry], check: tuple[PainEntry, ...], next_mornings: tuple[PainEntry, ...]
) -> Session:
    by_kind: dict[type[Entry], list[Entry]] = {}
    for entry in bout:
        by_kind.setdefault(type(entry), []).append(entry)

    def of(kind: type[E]) -> tuple[E, ...]:
        return cast(tuple[E, ...], tuple(by_kind.get(kind, ())))

    parts = of(PainEntry), of(SetEntry), of(EffortEntry), of(SkipEntry)
    return Session(bout[0].at, bout[-1].at, *parts, check, next_mornings)
