"""A day as people say it."""

from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def weekday_in_words(day: str) -> str:
    """ "Monday" for mon. Raises KeyError for what is no day of the week."""
    return WEEKDAYS[day]


def day_in_words(day: date) -> str:
    """ "22 November": the year is plain from where it stands. The same whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def short_day_in_words(day: date) -> str:
    """ "22 Nov", where there is little room."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def date_in_words(day: date) -> str:
    """ "22 November 2026", where the year is not plain."""
    return f"{day_in_words(day)} {day.year}"


def month_in_words(day: date) -> str:
    """ "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def weekday_of(day: date) -> str:
    """ "Sunday" for 22 November 2026."""
    return tuple(WEEKDAYS.values())[day.weekday()]


def full_day_in_words(day: date) -> str:
    """ "Sunday 22 November"."""
    return f"{weekday_of(day)} {day_in_words(day)}"
