"""A raw value from outside together with its place, read strictly: the right type, or one clear sentence."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NoReturn

_EARLIEST = date(1950, 1, 1)
_LATEST = date(2100, 12, 31)
_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SHOWN = 40
_LONGEST_WORD = 60
_LONGEST_LIST = 200


class GivenError(ValueError):
    """A value that cannot be accepted: where it stands, what was expected, what was found, what to do."""

    def __init__(self, place: str, expected: str, found: str, advice: str) -> None:
        super().__init__(f"{place}: expected {expected}, found {found}; {advice}.")
        self.place = place
        self.expected = expected
        self.found = found
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Given:
    """One raw value (parsed JSON or YAML) and its place, such as `pain.rest` or `days[2]`.

    Every reading method returns the value in its proper type or raises GivenError. `None` is a missing
    value; `is_missing` asks, and no method invents one.
    """

    place: str
    raw: object

    @property
    def is_missing(self) -> bool:
        """Is there nothing here?"""
        return self.raw is None

    def refuse(self, expected: str, advice: str) -> NoReturn:
        """Raise GivenError about this value."""
        raise GivenError(self.place, expected, show(self.raw), advice)

    def mapping(self, known: Sequence[str]) -> dict[str, "Given"]:
        """The entries under the known keys, each with its place; an absent key is a missing value."""
        part = dict(_nothing_of(self.place, tuple(known)))
        for key, value in self._known_mapping(part).items():
            if value is not None:
                part[key] = Given(join(self.place, key), value)
        return part

    def present(self, known: Sequence[str]) -> dict[str, "Given"]:
        """The entries that are there, each with its place; every key has to be a known one."""
        raw = self._known_mapping(known)
        return {key: Given(join(self.place, key), value) for key, value in raw.items()}

    def _known_mapping(self, known: Collection[str]) -> Mapping[str, object]:
        if not isinstance(self.raw, Mapping):
            self.refuse("a mapping with named keys", "write one `key: value` a line below it")
        for key in self.raw:
            if key not in known:
                raise GivenError(
                    join(self.place, key if isinstance(key, str) else show(key)),
                    "one of the keys " + ", ".join(known),
                    f"the unknown key {show(key)}",
                    "correct the spelling or remove it",
                )
        return self.raw

    def entries(self) -> list["Given"]:
        """The entries of a list, each with its place."""
        if not isinstance(self.raw, (list, tuple)):
            self.refuse("a list", "write it in square brackets, [] when there is none")
        if len(self.raw) > _LONGEST_LIST:
            raise GivenError(
                self.place,
                f"at most {_LONGEST_LIST} entries",
                f"{len(self.raw)} entries",
                "shorten the list",
            )
        return [Given(f"{self.place}[{i}]", entry) for i, entry in enumerate(self.raw)]

    def word_of(self, options: Collection[str]) -> str:
        """One of the given words."""
        if not isinstance(self.raw, str) or self.raw not in options:
            self.refuse("one of " + ", ".join(options), "choose one of these words")
        return self.raw

    def words_of(self, options: Sequence[str]) -> tuple[str, ...]:
        """A list of some of the given words, in the order of the options, each once."""
        found = {entry.word_of(options) for entry in self.entries()}
        return tuple(option for option in options if option in found)

    def free_words(self) -> tuple[str, ...]:
        """A list of words in small letters joined by hyphens, in the order given, each once."""
        return tuple(dict.fromkeys(entry.free_word() for entry in self.entries()))

    def free_word(self) -> str:
        """A word in small letters, digits and hyphens."""
        if not isinstance(self.raw, str) or len(self.raw) > _LONGEST_WORD or not _WORD.fullmatch(self.raw):
            self.refuse("a word in small letters and hyphens", "write it like walk-without-pain")
        return self.raw

    def text(self, longest: int) -> str:
        """A text of at most so many characters."""
        if not isinstance(self.raw, str) or len(self.raw) > longest:
            self.refuse(f"a text of at most {longest} characters", "write it in quotes and keep it short")
        return self.raw

    def yes_no(self) -> bool:
        """True or false."""
        if not isinstance(self.raw, bool):
            self.refuse("true or false", "write true or false without quotes")
        return self.raw

    def number(self, low: float, high: float, unit: str) -> float:
        """A finite number in the range, ends included. True, false and texts are no numbers."""
        raw = self.raw
        if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not low <= raw <= high:
            self.refuse(
                f"a number from {low:g} to {high:g} ({unit})", "correct the number, or null if not known"
            )
        return float(raw)

    def whole_number(self, low: int, high: int, unit: str) -> int:
        """A whole number in the range, ends included."""
        raw = self.raw
        if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
            self.refuse(
                f"a whole number from {low} to {high} ({unit})", "write it without quotes or decimals"
            )
        return raw

    def day(self) -> date:
        """A calendar date, ISO 8601, between 1950 and 2100."""
        advice = "write the date as 2026-11-22"
        found = self.raw
        if isinstance(found, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", found, re.ASCII):
            try:
                found = date.fromisoformat(found)
            except ValueError:
                self.refuse("a date that exists", advice)
        if not isinstance(found, date) or isinstance(found, datetime):
            self.refuse("a date (year-month-day)", advice)
        if not _EARLIEST <= found <= _LATEST:
            self.refuse("a date from 1950 to 2100", advice)
        return found

    def moment(self) -> datetime:
        """A date and time with its distance from Greenwich, ISO 8601, between 1950 and 2100."""
        expected, advice = "a date and time with offset", "write it as 2026-11-23T18:02:10+01:00"
        found = self.raw
        if not isinstance(found, str) or len(found) > _LONGEST_SHOWN or "T" not in found:
            self.refuse(expected, advice)
        try:
            moment = datetime.fromisoformat(found)
        except ValueError:
            self.refuse(expected, advice)
        if moment.tzinfo is None or not _EARLIEST < moment.date() < _LATEST:
            self.refuse(expected, advice)
        return moment


@lru_cache(maxsize=1024)
def _nothing_of(place: str, known: tuple[str, ...]) -> Mapping[str, Given]:
    """Missing values there. Most of what may be said is not said, in every entry of a log anew."""
    return {key: Given(join(place, key), None) for key in known}


def join(place: str, key: str) -> str:
    """The place of a key inside a place."""
    return f"{place}.{key}" if place else key


def show(value: object) -> str:
    """A raw value in a few words on one line, however large or odd it is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else "a number of more than 15 digits"
    if isinstance(value, float):
        return f"{value:g}" if math.isfinite(value) else "a value that is not a number"
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
        return f"the text {ascii(short) if not short.isprintable() else repr(short)}"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "an empty list" if not value else "a list"
    return f"a {type(value).__name__}"
