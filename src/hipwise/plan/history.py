"""The log: entries with their corrections applied, and the sessions they form.

The log is append-only. The order of its lines means nothing: entries are sorted by their moment. A
repeated id with the same content is ignored, with different content it is an error. A correction
replaces what it corrects, also when it lowers pain; the original stays in `Log.replaced`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import (
    KINDS,
    EffortEntry,
    Entry,
    PainEntry,
    SetEntry,
    SkipEntry,
    read_entry,
    read_id,
)
from hipwise.plan.given import Given, GivenError, show

_HEAD = ("id", "at", "kind")
_HOUR = timedelta(hours=1)


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


@dataclass(frozen=True, slots=True)
class Log:
    """The entries that count, by moment, and those that a correction replaced.

    A log that was not read from its beginning keeps `earlier`: the mornings just before it, which only say
    what the first ones are compared with.
    """

    entries: tuple[Entry, ...] = ()
    replaced: tuple[Entry, ...] = ()
    earlier: tuple[PainEntry, ...] = ()

    def until(self, today: date) -> "Log":
        """The log as it was at the end of that day, by each entry's own local date."""
        return Log(tuple(e for e in self.entries if e.at.date() <= today), self.replaced, self.earlier)

    @property
    def mornings(self) -> tuple[PainEntry, ...]:
        """The morning checks, by moment."""
        return tuple(e for e in self.entries if isinstance(e, PainEntry) and e.when == "next_morning")


@dataclass(frozen=True, slots=True)
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

    @property
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
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.id)))


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
            if not _is_same(first.raw, line.raw):
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
    head = {key: Given(key, raw.get(key)) for key in _HEAD}
    entry_id = read_id(head["id"])
    at = head["at"].moment()
    kind = head["kind"].word_of((*KINDS, "correction"))
    body = {key: value for key, value in raw.items() if key not in _HEAD}
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
    gap = catalogue.setting("session.gap_h") * _HOUR
    bouts = [bout for bout in _bouts(log.entries, gap) if any(map(_is_exercise, bout))]
    sessions = [_session(bout) for bout in bouts]
    return _with_mornings(sessions, (*log.earlier, *log.mornings), catalogue)


def _is_exercise(entry: Entry) -> bool:
    if isinstance(entry, PainEntry):
        return entry.when in ("during", "after")
    return isinstance(entry, SetEntry | EffortEntry) or (isinstance(entry, SkipEntry) and is_for_pain(entry))


def is_for_pain(skip: SkipEntry) -> bool:
    """Was it left out because it hurt?"""
    return skip.reason in ("pain", "pinch")


def _belongs_to_a_session(entry: Entry) -> bool:
    if isinstance(entry, PainEntry):
        return entry.when != "next_morning"
    return isinstance(entry, SetEntry | EffortEntry) or (
        isinstance(entry, SkipEntry) and entry.exercise is not None
    )


def _bouts(entries: Iterable[Entry], gap: timedelta) -> list[list[Entry]]:
    bouts: list[list[Entry]] = []
    for entry in filter(_belongs_to_a_session, entries):
        if bouts and entry.at - bouts[-1][-1].at <= gap:
            bouts[-1].append(entry)
        else:
            bouts.append([entry])
    return bouts


def _session(bout: list[Entry]) -> Session:
    return Session(
        started=bout[0].at,
        ended=bout[-1].at,
        pains=tuple(e for e in bout if isinstance(e, PainEntry)),
        sets=tuple(e for e in bout if isinstance(e, SetEntry)),
        efforts=tuple(e for e in bout if isinstance(e, EffortEntry)),
        skips=tuple(e for e in bout if isinstance(e, SkipEntry)),
    )


def _with_mornings(
    sessions: list[Session], mornings: tuple[PainEntry, ...], catalogue: Catalogue
) -> tuple[Session, ...]:
    earliest = catalogue.setting("morning.from_h") * _HOUR
    latest = catalogue.setting("morning.to_h") * _HOUR
    checks: list[list[PainEntry]] = [[] for _ in sessions]
    nexts: list[list[PainEntry]] = [[] for _ in sessions]
    done = 0
    for morning in mornings:
        while done < len(sessions) and morning.at - sessions[done].ended >= earliest:
            done += 1
        if done and morning.at - sessions[done - 1].ended <= latest:
            nexts[done - 1].append(morning)
        for later in range(done, len(sessions)):
            if sessions[later].day > morning.at.date():
                break
            if sessions[later].day == morning.at.date() and sessions[later].started >= morning.at:
                checks[later].append(morning)
    return tuple(
        Session(s.started, s.ended, s.pains, s.sets, s.efforts, s.skips, tuple(checks[i]), tuple(nexts[i]))
        for i, s in enumerate(sessions)
    )
