"""A questionnaire as it is asked: its items with their words, and when it is due.

Our own words come with the measure. The words of a licensed one come from the clinic that holds the licence.
Each is asked once at each of its weeks. Whoever puts it off is not asked again before the next one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.follow.non_response import weeks_in_programme
from hipwise.follow.outcome import stated_score
from hipwise.library.catalogue import Catalogue
from hipwise.library.measure import Measure
from hipwise.plan.entry import MeasureEntry
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake

_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: its points and its words."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its key in the log, its words, and either options or the words at both ends of a scale.

    `named_by_patient`: the patient writes what it is about; that is kept under `name_key`.
    """

    id: str
    text: str
    low_words: str = ""
    high_words: str = ""
    options: tuple[Option, ...] = ()
    named_by_patient: bool = False

    @property
    def name_key(self) -> str:
        """Where the log keeps what the patient called it."""
        return f"{self.id}-name"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The words of one measure in one language, and on which permission they are used."""

    measure: str
    title: str
    licence: str
    language: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A measure that is asked now, and the week it belongs to. `is_new`: today's page still mentions it."""

    measure: str
    week: int
    is_new: bool


def own_questionnaire(measure: Measure) -> Questionnaire | None:
    """The questionnaire in our own words; None where the words are licensed."""
    if not measure.text_included:
        return None
    items = tuple(
        Item(q.id, q.text, q.low_words, q.high_words, (), q.named_by_patient) for q in measure.questions
    )
    return Questionnaire(measure.id, measure.short, measure.licence, "en", items)


def named_before(questionnaire: Questionnaire, log: Log) -> dict[str, str]:
    """What the patient called each item when it was first rated, by the item's id.

    Later the same is asked: means of different activities cannot be compared.
    """
    for entry in log.of(MeasureEntry):
        if entry.measure == questionnaire.measure:
            given = dict(entry.answers)
            names = {item.id: given.get(item.name_key) for item in questionnaire.items}
            found = {key: name for key, name in names.items() if isinstance(name, str)}
            if found:
                return found
    return {}


def due_questionnaires(
    log: Log, intake: Intake, today: date, askable: Collection[str], catalogue: Catalogue
) -> tuple[Due, ...]:
    """The measures that are due on that day, of those whose words are there (`askable`)."""
    answered = _last_days(log, today)
    found = (
        _due(measure, answered.get(measure.id), intake, today, catalogue)
        for measure in catalogue.measures.values()
        if measure.id in askable
    )
    return tuple(due for due in found if due is not None)


def _due(
    measure: Measure, answered: date | None, intake: Intake, today: date, catalogue: Catalogue
) -> Due | None:
    reached = [(week, day) for week, day in _days_asked(measure, intake) if day <= today]
    if not reached:
        return None
    week, day = reached[-1]
    if (answered is not None and answered >= day) or _is_stated(measure, day, intake):
        return None
    return Due(measure.id, week, (today - day).days < catalogue.setting("outcome.asked_days"))


def _days_asked(measure: Measure, intake: Intake) -> Iterator[tuple[int, date]]:
    """The weeks at which it is asked, each with its first day. What lies before the intake is asked with it.

    A rating of change asks about the start and is never asked on the day of the start itself.
    """
    begun = intake.today - timedelta(days=_WEEK_DAYS * weeks_in_programme(intake, intake.today))
    weeks = measure.asked.weeks if measure.asked else ()
    days = [(week, begun + timedelta(days=_WEEK_DAYS * week)) for week in weeks]
    before = [week for week, day in days if day <= intake.today]
    if before and not measure.is_change:
        yield before[-1], intake.today
    yield from ((week, day) for week, day in days if day > intake.today)


def _is_stated(measure: Measure, day: date, intake: Intake) -> bool:
    """Did the intake of that day ask for the same score?"""
    return day == intake.today and stated_score(measure, "total", intake) is not None


def _last_days(log: Log, today: date) -> dict[str, date]:
    """The last day on which each measure was answered or put off."""
    last: dict[str, date] = {}
    for entry in log.of(MeasureEntry):
        if entry.at.date() <= today:
            last[entry.measure] = max(entry.at.date(), last.get(entry.measure, entry.at.date()))
    return last
