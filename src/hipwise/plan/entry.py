"""What a person logged: one value for each kind of entry, read strictly from plain JSON.

`None` in an optional field means *not asked or not answered*. It is kept as such: what is not known may
hold a dose, never move it up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar

from hipwise.library.catalogue import Catalogue
from hipwise.library.home_test import HomeTest
from hipwise.library.side import Side
from hipwise.plan.given import Given, join
from hipwise.plan.home_trials import ONLY, Trials, counted_result
from hipwise.plan.intake import RED_FLAGS, PhysicalTests

WHEN = ("before", "during", "after", "next_morning")
SET_SOURCES = ("camera", "manual", "tempo")
_LONGEST_ID = 100
_LONGEST_TEXT = 500
_TESTS = tuple(field.name for field in fields(PhysicalTests))
_FINDINGS = {"left": Side.LEFT, "right": Side.RIGHT, "value": Side.BOTH}
_KEPT_AS_LIST = ("single_leg_hop_cm",)  # the intake keeps each hop
_LEAST_LEG_CM, _LONGEST_LEG_CM = 40, 140  # from hip to ankle bone, of a child and of a giant


@dataclass(frozen=True, slots=True)
class Entry:
    """One logged fact: the client's id and the moment on the client's clock, with offset."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PainEntry(Entry):
    """Pain and pinch, 0 to 10. `during` belongs to an exercise, or to the whole session without one.

    `site` is a clinic's word of the pain places, `quality` the id of a pain kind.
    """

    when: str
    score: float | None = None
    pinch: float | None = None
    exercise: str | None = None
    side: str | None = None
    site: str | None = None
    quality: str | None = None
    limp: bool | None = None
    analgesic: bool | None = None
    night_waking: bool | None = None
    swelling: bool | None = None


@dataclass(frozen=True, slots=True)
class SetEntry(Entry):
    """One set done. `faults` counts repetitions by fault code; `hold_s` is the seconds held."""

    exercise: str
    side: str
    number: int
    repetitions: int | None = None
    hold_s: float | None = None
    source: str = "manual"
    faults: tuple[tuple[str, int], ...] = ()

    @property
    def judged(self) -> int:
        """The repetitions over which its faults are counted; a hold counts as one."""
        return max(self.repetitions or 1, 1)


@dataclass(frozen=True, slots=True)
class EffortEntry(Entry):
    """How hard an exercise was, 0 to 10."""

    exercise: str
    score: float


@dataclass(frozen=True, slots=True)
class SkipEntry(Entry):
    """An exercise, or the whole day, left out, and why: the id of a barrier, or own words.

    `day` is an earlier day that it is about; None is the day on which it was told.
    """

    exercise: str | None
    reason: str
    day: date | None = None

    @property
    def about(self) -> date:
        """The day that was left out."""
        return self.day or self.at.date()


@dataclass(frozen=True, slots=True)
class TestEntry(Entry):
    """A physical test of the intake, done again, or a home test: by side, or one `value`.

    `left`, `right` and `value` are what the rules read; of a home test's trials it is the result that counts,
    None while trials are missing. `trials` keeps their numbers. `stopped` names the side on which the test
    was stopped; what was known of that side counts no more. Of the trials, `camera_trials` have the number
    that the camera proposed and the person confirmed.
    """

    __test__: ClassVar[bool] = False  # not a test of this programme

    test: str
    left: object = None
    right: object = None
    value: object = None
    trials: tuple[Trials, ...] = ()
    stopped: Side | None = None
    camera_trials: int = 0


@dataclass(frozen=True, slots=True)
class MeasureEntry(Entry):
    """A questionnaire: the answers by item."""

    measure: str
    answers: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class RedFlagEntry(Entry):
    """The warning-sign questions answered: the flags that were found, none when every answer was no."""

    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClearanceEntry(Entry):
    """A clinician looked at these flags and opens the plan again."""

    flags: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class WalkEntry(Entry):
    """A walk: minutes, and pain, 0 to 10."""

    minutes: float
    score: float | None = None


@dataclass(frozen=True, slots=True)
class RunEntry(Entry):
    """A run of the running programme: the step that was run (from 1), or only its minutes.

    `score` is the worst pain in the run, `after` pain after it, 0 to 10; the mornings after it are pain
    entries. `finished` is False for a run that was broken off.
    """

    step: int | None = None
    minutes: float | None = None
    score: float | None = None
    after: float | None = None
    pinch: float | None = None
    swelling: bool | None = None
    limp: bool | None = None
    finished: bool = True

    @property
    def worst(self) -> float | None:
        """The worst pain in and after the run; None when neither is known."""
        return max((score for score in (self.score, self.after) if score is not None), default=None)


@dataclass(frozen=True, slots=True)
class GoAheadEntry(Entry):
    """A therapist opens a programme after seeing its signs, or shuts it again (`given` is False).

    `surgeon_agrees` is asked after surgery; None is not asked.
    """

    programme: str
    by: str
    given: bool = True
    surgeon_agrees: bool | None = None


def pain_of(entry: Entry) -> PainEntry | None:
    """The pain that an entry tells of, whatever it is about; None when it tells of none."""
    if isinstance(entry, PainEntry):
        return entry
    if isinstance(entry, WalkEntry):
        return PainEntry(entry.id, entry.at, when="during", score=entry.score)
    if isinstance(entry, RunEntry):
        return PainEntry(
            entry.id,
            entry.at,
            when="during",
            score=entry.worst,
            pinch=entry.pinch,
            limp=entry.limp,
            swelling=entry.swelling,
        )
    return None


Fields = Mapping[str, Given]
Reader = Callable[[str, datetime, Fields, Catalogue], Entry]


def read_entry(
    kind: str, entry_id: str, at: datetime, body: Mapping[str, object], place: str, catalogue: Catalogue
) -> Entry:
    """The entry of that kind with these fields (without kind, id and at). Raises GivenError."""
    known, reader = _READERS[kind]
    return reader(entry_id, at, Given(place, body).mapping(known), catalogue)


def _score(given: Given) -> float | None:
    return None if given.is_missing else given.number(0, 10, "points of 10")


def _flag(given: Given) -> bool | None:
    return None if given.is_missing else given.yes_no()


def _exercise(given: Given, catalogue: Catalogue) -> str:
    if isinstance(given.raw, str) and given.raw in catalogue.exercises:
        return given.raw
    word = given.free_word()
    if word not in catalogue.exercises:
        given.refuse("the id of an exercise", "choose one that `hipwise exercises` lists")
    return word


def _optional_exercise(given: Given, catalogue: Catalogue) -> str | None:
    return None if given.is_missing else _exercise(given, catalogue)


def _side(given: Given) -> str:
    return given.word_of(("left", "right", "both"))


def _read_pain(entry_id: str, at: datetime, part: Fields, catalogue: Catalogue) -> PainEntry:
    return PainEntry(
        entry_id,
        at,
        when=part["when"].word_of(WHEN),
        score=_score(part["score"]),
        pinch=_score(part["pinch"]),
        exercise=_optional_exercise(part["exercise"], catalogue),
        side=None if part["side"].is_missing else _side(part["side"]),
        site=None if part["site"].is_missing else read_site(part["site"], catalogue),
        quality=None if part["quality"].is_missing else read_quality(part["quality"], catalogue),
        limp=_flag(part["limp"]),
        analgesic=_flag(part["analgesic"]),
        night_waking=_flag(part["night_waking"]),
        swelling=_flag(part["swelling"]),
    )


def read_site(given: Given, catalogue: Catalogue) -> str:
    """The clinic's word of a place that is named by its id, its word or one of its other words."""
    words = catalogue.pain_place_words
    return words[given.word_of(words)]


def read_quality(given: Given, catalogue: Catalogue) -> str:
    """The id of a pain kind that is named by its id or one of its other words."""
    words = catalogue.pain_kind_words
    return words[given.word_of(words)]


def _read_set(entry_id: str, at: datetime, part: Fields, catalogue: Catalogue) -> SetEntry:
    repetitions, hold = part["repetitions"], part["hold_s"]
    return SetEntry(
        entry_id,
        at,
        exercise=_exercise(part["exercise"], catalogue),
        side=_side(part["side"]),
        number=part["set"].whole_number(1, 100, "number of the set"),
        repetitions=None if repetitions.is_missing else repetitions.whole_number(0, 1000, "repetitions"),
        hold_s=None if hold.is_missing else hold.number(0, 3600, "seconds"),
        source="manual" if part["source"].is_missing else part["source"].word_of(SET_SOURCES),
        faults=() if part["faults"].is_missing else _read_faults(part["faults"], catalogue),
    )


def _read_faults(given: Given, catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    if given.raw == {}:
        return ()
    counts = given.present(tuple(catalogue.faults))
    return tuple(
        (code, count.whole_number(0, 1000, "repetitions"))
        for code, count in sorted(counts.items())
        if not count.is_missing
    )


def _read_effort(entry_id: str, at: datetime, part: Fields, catalogue: Catalogue) -> EffortEntry:
    exercise = _exercise(part["exercise"], catalogue)
    return EffortEntry(entry_id, at, exercise, part["score"].number(0, 10, "points of 10"))


def _read_skip(entry_id: str, at: datetime, part: Fields, catalogue: Catalogue) -> SkipEntry:
    exercise = _optional_exercise(part["exercise"], catalogue)
    reason, day = part["reason"].text(_LONGEST_TEXT), part["day"]
    about = None if day.is_missing else day.day()
    if about is not None and about > at.date():
        day.refuse("a day up to that of the entry", "say why a day was left out when it has come")
    return SkipEntry(entry_id, at, exercise, reason, about)


def _read_test(entry_id: str, at: datetime, part: Fields, catalogue: Catalogue) -> TestEntry:
    test = part["test"].word_of(dict.fromkeys((*_TESTS, *catalogue.test_measures)))
    stopped = None if part["stopped"].is_missing else Side(_side(part["stopped"]))
    if part["trials"].is_missing:
        trials: tuple[Trials, ...] = ()
        left, right, value = (_finding(part[key]) for key in _FINDINGS)
    else:
        trials = _read_trials(part, test, catalogue)
        left, right, value = (_counted(test, trials, side, stopped, catalogue) for side in _FINDINGS.values())
    seen = part["camera_trials"]
    by_camera = 0 if seen.is_missing else seen.whole_number(0, _count_of(trials), "trials by camera")
    return TestEntry(entry_id, at, test, left, right, value, trials, stopped, by_camera)


def _count_of(trials: tuple[Trials, ...]) -> int:
    return sum(len(values) for each in trials for values in each.values.values())


def _read_trials(part: Fields, test: str, catalogue: Catalogue) -> tuple[Trials, ...]:
    """The trials of a home test: a list of numbers by side, or by side and direction."""
    home = catalogue.test_measures.get(test)
    if home is None:
        part["trials"].refuse("a test that is done at home", "send left, right or value for others")
    length = part["leg_length_cm"]
    leg = None if length.is_missing else length.number(_LEAST_LEG_CM, _LONGEST_LEG_CM, "centimetres")
    given = part["trials"].mapping(tuple(side.value for side in home.tested_sides))
    read = _read_reaches if home.directions else _read_values
    return tuple(
        Trials(side, read(given[side.value], home), leg)
        for side in home.tested_sides
        if not given[side.value].is_missing
    )


def _read_values(given: Given, _: HomeTest) -> dict[str, tuple[float, ...]]:
    return {ONLY: _numbers(given)}


def _read_reaches(given: Given, test: HomeTest) -> dict[str, tuple[float, ...]]:
    reaches = given.mapping(tuple(direction.id for direction in test.directions))
    return {name: () if each.is_missing else _numbers(each) for name, each in reaches.items()}


def _numbers(given: Given) -> tuple[float, ...]:
    return tuple(entry.number(0, 1000, "the test's unit") for entry in given.entries())


def home_test_to_mapping(entry: TestEntry) -> dict[str, object]:
    """The entry as it is logged: plain JSON values that `read_entry` reads to the same."""
    body: dict[str, object] = {"id": entry.id, "at": entry.at.isoformat(), "kind": "test", "test": entry.test}
    if entry.stopped is not None:
        body["stopped"] = entry.stopped.value
    if not entry.trials:
        found = {key: getattr(entry, key) for key in _FINDINGS}
        told = {key: list(v) if isinstance(v, tuple) else v for key, v in found.items() if v is not None}
        return {**body, **told}
    body["trials"] = {each.side.value: _written(each) for each in entry.trials}
    if entry.camera_trials:
        body["camera_trials"] = entry.camera_trials
    legs = [each.leg_length_cm for each in entry.trials if each.leg_length_cm is not None]
    return {**body, "leg_length_cm": legs[0]} if legs else body


def _written(trials: Trials) -> object:
    """A list of numbers, or one of each direction."""
    if tuple(trials.values) == (ONLY,):
        return list(trials.values[ONLY])
    return {name: list(values) for name, values in trials.values.items()}


def _counted(
    test: str, trials: tuple[Trials, ...], side: Side, stopped: Side | None, catalogue: Catalogue
) -> object:
    """What the rules read of one side's trials; None where it was stopped or trials are missing."""
    found = next((each for each in trials if each.side is side), None)
    if found is None or stopped in (side, Side.BOTH):
        return None
    result = counted_result(catalogue.test_measures[test], found)
    return (result,) if test in _KEPT_AS_LIST and result is not None else result


def _finding(given: Given) -> object:
    """A test's finding: a number, a word, or a list of numbers; None when the test was not done."""
    if given.is_missing:
        return None
    if isinstance(given.raw, (list, tuple)):
        return _numbers(given)
    return given.free_word() if isinstance(given.raw, str) else given.number(0, 1440, "the test's unit")


def _read_measure(entry_id: str, at: datetime, part: Fields, _: Catalogue) -> MeasureEntry:
    given = part["answers"]
    if not isinstance(given.raw, Mapping):
        given.refuse("a mapping from item to answer", "write {item: answer}")
    answers = {key: Given(join(given.place, str(key)), raw) for key, raw in given.raw.items()}
    read = tuple(sorted((str(key), _answer(answer)) for key, answer in answers.items()))
    return MeasureEntry(entry_id, at, part["measure"].free_word(), read)


def _answer(given: Given) -> object:
    if given.is_missing or isinstance(given.raw, bool):
        return given.raw
    return given.text(_LONGEST_TEXT) if isinstance(given.raw, str) else given.number(-100, 1000, "points")


def _read_red_flag(entry_id: str, at: datetime, part: Fields, _: Catalogue) -> RedFlagEntry:
    return RedFlagEntry(entry_id, at, part["flags"].words_of(RED_FLAGS))


def _read_clearance(entry_id: str, at: datetime, part: Fields, _: Catalogue) -> ClearanceEntry:
    return ClearanceEntry(entry_id, at, part["flags"].words_of(RED_FLAGS), part["by"].text(_LONGEST_TEXT))


def _read_walk(entry_id: str, at: datetime, part: Fields, _: Catalogue) -> WalkEntry:
    return WalkEntry(entry_id, at, part["minutes"].number(0, 1440, "minutes"), _score(part["score"]))


def _read_run(entry_id: str, at: datetime, part: Fields, _: Catalogue) -> RunEntry:
    step, minutes, finished = part["step"], part["minutes"], part["finished"]
    if step.is_missing and minutes.is_missing:
        step.refuse("the step of the running programme, or minutes", "say which step was run, from 1")
    return RunEntry(
        entry_id,
        at,
        step=None if step.is_missing else step.whole_number(1, 100, "step"),
        minutes=None if minutes.is_missing else minutes.number(0, 1440, "minutes"),
        score=_score(part["score"]),
        after=_score(part["after"]),
        pinch=_score(part["pinch"]),
        swelling=_flag(part["swelling"]),
        limp=_flag(part["limp"]),
        finished=True if finished.is_missing else finished.yes_no(),
    )


def _read_go_ahead(entry_id: str, at: datetime, part: Fields, catalogue: Catalogue) -> GoAheadEntry:
    given = part["given"]
    return GoAheadEntry(
        entry_id,
        at,
        programme=part["programme"].word_of(tuple(catalogue.programmes)),
        by=part["by"].text(_LONGEST_TEXT),
        given=True if given.is_missing else given.yes_no(),
        surgeon_agrees=_flag(part["surgeon_agrees"]),
    )


_PAIN_KEYS = tuple(field.name for field in fields(PainEntry))[2:]
_RUN_KEYS = tuple(field.name for field in fields(RunEntry))[2:]
_GO_AHEAD_KEYS = tuple(field.name for field in fields(GoAheadEntry))[2:]
_SET_KEYS = ("exercise", "side", "set", "repetitions", "hold_s", "source", "faults")
_READERS: dict[str, tuple[tuple[str, ...], Reader]] = {
    "pain": (_PAIN_KEYS, _read_pain),
    "set": (_SET_KEYS, _read_set),
    "effort": (("exercise", "score"), _read_effort),
    "skip": (("exercise", "reason", "day"), _read_skip),
    "test": (("test", *_FINDINGS, "trials", "leg_length_cm", "stopped", "camera_trials"), _read_test),
    "measure": (("measure", "answers"), _read_measure),
    "red_flag": (("flags",), _read_red_flag),
    "clearance": (("flags", "by"), _read_clearance),
    "walk": (("minutes", "score"), _read_walk),
    "run": (_RUN_KEYS, _read_run),
    "go_ahead": (_GO_AHEAD_KEYS, _read_go_ahead),
}
KINDS = tuple(_READERS)


def read_id(given: Given) -> str:
    """The client's id of an entry."""
    raw = given.raw
    if not isinstance(raw, str) or not 1 <= len(raw) <= _LONGEST_ID or not raw.isprintable():
        given.refuse("a text that is this entry's own id", "use a UUID")
    return raw
