"""Writes the days of an invented person into a log, as well or as badly as that person tells things."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from random import Random
from typing import TypeVar

from hipwise.library.catalogue import Catalogue
from hipwise.plan.done_sets import working_sides
from hipwise.plan.entry import (
    ClearanceEntry,
    EffortEntry,
    Entry,
    PainEntry,
    RedFlagEntry,
    SetEntry,
    SkipEntry,
    TestEntry,
)
from hipwise.plan.history import Log
from hipwise.plan.intake import PhysicalTests, Sided
from hipwise.plan.log_start import LogStart, log_from
from hipwise.plan.plan import PlanItem
from hipwise.simulate.hip import Hip, load_of
from hipwise.simulate.told import Told, ToldSession

T = TypeVar("T")

_WINTER, _SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
_SUNDAY = 6
_MORNING_H, _NIGHT_H = 7.0, 2.0
_MINUTE = timedelta(minutes=1)
# A morning check belongs to the last session that ended at most this long before it.
_LATEST = timedelta(hours=36)
_DAY = timedelta(days=1)
# Phones whose clock is wrong are wrong by hours or days.
_JUMPS = (timedelta(hours=-14), timedelta(hours=9), timedelta(days=-3), timedelta(days=2), timedelta(days=40))


@cache
def zone_of(day: date) -> timezone:
    """Central Europe's distance from Greenwich: summer from the last Sunday of March to that of October."""
    return _SUMMER if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else _WINTER


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - _SUNDAY) % 7)


def moment(day: date, hour: float) -> datetime:
    """That hour of that day on the wall clock."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_of(day)) + timedelta(hours=hour)


@dataclass(slots=True)
class Diary:
    """The log being written, and what has been told in it. `entries` are those that nobody has read yet."""

    hip: Hip
    chance: Random
    catalogue: Catalogue
    entries: list[Entry] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    _read: Log = field(default_factory=Log)
    _count: int = 0
    _shift: timedelta = timedelta(0)

    def log(self) -> Log:
        """The log as it stands, from where it is read."""
        self._read = self._read.plus(self.entries)
        self.entries = []
        return self._read

    def read_from(self, start: LogStart) -> None:
        """Forget what lies before a moment of which the core says that nothing before it is looked at."""
        self._read = log_from(self.log(), start)

    def wake(self, day: date) -> None:
        """The morning check of a day."""
        at = moment(day, _MORNING_H)
        self._muddle(day)
        score, waking = self._score(self.hip.usual), self._answer(self.hip.wakes)
        entry = PainEntry(
            self._id(), at + self._shift, "next_morning", score, self._answer(0.0), night_waking=waking
        )
        if score is None and waking is None:
            return
        self._write(entry, day)
        self._note_morning(day, at, score, waking)

    def exercise(self, day: date, items: Sequence[PlanItem]) -> list[float]:
        """One session of these items: what was felt in each, after it was told."""
        at = moment(day, self.hip.patient.hour)
        end = at + (4 + 6 * len(items)) * _MINUTE
        session = ToldSession(at, end, shift=self._shift)
        self.told.sessions.append(session)
        medicine = self.chance.random() < self.catalogue.setting("simulate.medicine_share")
        hidden = self.hip.model.medicine_points if medicine else 0.0
        session.analgesic = self._answer(medicine)
        session.limp = self._answer(self.hip.limps)
        session.before = self._score(self.hip.usual - hidden)
        self._pain(day, at, "before", session.before, session.limp, session.analgesic)
        felt = [
            self._do(day, at + (2 + 6 * i) * _MINUTE, item, hidden, session) for i, item in enumerate(items)
        ]
        session.after = self._score((self.hip.usual + max(felt, default=0.0)) / 2 - hidden)
        self._pain(day, end, "after", session.after, session.limp, session.analgesic)
        self._ask_questions(session, end)
        return felt

    def skip(self, day: date, reason: str) -> None:
        """A day left out, with its reason."""
        self._write(
            SkipEntry(self._id(), moment(day, self.hip.patient.hour) + self._shift, None, reason), day
        )

    def answer_questions(self, at: datetime, flags: Iterable[str]) -> None:
        """The warning-sign questions answered at a moment."""
        found = tuple(flags)
        self.entries.append(RedFlagEntry(self._id(), at, found))
        self.told.open_flags |= set(found)
        self.told.questions_since = None
        self.told.answered_on = at.date()

    def clear(self, at: datetime) -> None:
        """A clinician has looked at every open flag."""
        self.entries.append(
            ClearanceEntry(self._id(), at, tuple(sorted(self.told.open_flags)), "Dr. Example")
        )
        self.told.open_flags = set()

    def interview(self, day: date) -> None:
        """A new intake asks the warning-sign questions with the rest; it stands beside the log, not in it."""
        self.told.questions_since = None
        self.told.answered_on = day

    def log_tests(self, at: datetime, tests: PhysicalTests) -> None:
        """The physical tests done again."""
        for each in fields(tests):
            found = getattr(tests, each.name)
            if isinstance(found, Sided):
                if found.left is not None or found.right is not None:
                    self.entries.append(TestEntry(self._id(), at, each.name, found.left, found.right))
            elif found is not None:
                self.entries.append(TestEntry(self._id(), at, each.name, value=found))

    def _do(self, day: date, at: datetime, item: PlanItem, hidden: float, session: ToldSession) -> float:
        """One exercise: its sets, the pain in it, the effort."""
        exercise, kind = self.catalogue.exercise(item.exercise), self.hip.patient.kind
        load = load_of(item, exercise)
        felt = self.hip.feel(load, self.chance)
        pinch = float(self.chance.randint(1, 5)) if self.chance.random() < kind.pinch_chance else 0.0
        sets = item.sets if self.chance.random() < kind.does_sessions else max(1, item.sets - 1)
        for side in working_sides(item, exercise):
            for number in range(1, sets + 1):
                self._write(
                    SetEntry(
                        self._id(),
                        at + self._shift,
                        exercise=item.exercise,
                        side=side.value,
                        number=number,
                        repetitions=item.repetitions,
                        hold_s=item.hold_s,
                    ),
                    day,
                )
        told, pinched = self._score(felt - hidden), self._answer(pinch)
        session.during[item.exercise], session.pinch[item.exercise] = told, pinched
        at += 4 * _MINUTE
        if told is not None or pinched is not None:
            entry = PainEntry(
                self._id(),
                at + self._shift,
                "during",
                told,
                pinched,
                item.exercise,
                site="groin",
                quality="ache",
            )
            self._write(entry, day)
        if self.chance.random() < kind.gives_answers:
            effort = min(10.0, max(0.0, round(2 + load / 2)))
            self._write(EffortEntry(self._id(), at + self._shift, item.exercise, effort), day)
        return max(felt, pinch)

    def _pain(
        self,
        day: date,
        at: datetime,
        when: str,
        score: float | None,
        limp: bool | None,
        medicine: bool | None,
    ) -> None:
        if score is None and limp is None and medicine is None:
            return
        entry = PainEntry(
            self._id(), at + self._shift, when, score, 0.0, site="groin", limp=limp, analgesic=medicine
        )
        self._write(entry, day)

    def _note_morning(self, day: date, at: datetime, score: float | None, waking: bool | None) -> None:
        told = self.told
        if self._shift:
            told.muddled_on.append(day)
            return
        if score is not None:
            told.mornings.append((day, score))
        last = told.sessions[-1] if told.sessions else None
        if last is not None and not last.is_muddled and at - last.ended <= _LATEST:
            _add_morning(last, at, score, waking)
        if (score is not None and score >= 7) or (waking and not told.last_night_waking):
            told.questions_since = told.questions_since or at
        if waking is not None:
            told.last_night_waking = waking

    def _ask_questions(self, session: ToldSession, end: datetime) -> None:
        if session.worst >= 7 and not session.is_muddled:
            self.told.questions_since = self.told.questions_since or end

    def _muddle(self, day: date) -> None:
        """Is the clock wrong today?"""
        is_wrong = self.chance.random() < self.hip.patient.kind.trouble_chance
        self._shift = self.chance.choice(_JUMPS) if is_wrong else timedelta(0)
        if is_wrong:
            self.told.muddled_on.append(day)

    def _write(self, entry: Entry, day: date) -> None:
        self.entries.append(entry)
        if self.chance.random() < self.hip.patient.kind.trouble_chance:
            self.entries.append(replace(entry, id=self._id()))  # a second tap on a slow phone
        self.told.last_told_on = day

    def _id(self) -> str:
        self._count += 1
        return f"{self._count:06d}"

    def _score(self, felt: float) -> float | None:
        """A score as it is told: with the person's own shift, whole, 0 to 10; None when not answered."""
        if self.chance.random() > self.hip.patient.kind.gives_answers:
            return None
        noise = self.chance.gauss(0.0, self.hip.model.noise)
        return float(round(min(10.0, max(0.0, felt + self.hip.patient.kind.tells_points + noise))))

    def _answer(self, answer: T) -> T | None:
        return answer if self.chance.random() <= self.hip.patient.kind.gives_answers else None


def _add_morning(session: ToldSession, at: datetime, score: float | None, waking: bool | None) -> None:
    if score is not None:
        session.morning = max(score, session.morning or 0.0)
        session.morning_at = session.morning_at or at
    if waking is not None:
        session.night_waking = waking or bool(session.night_waking)
