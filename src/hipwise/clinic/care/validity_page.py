"""The validity card on the library's page: what the app says, with what error, and where the phone stands."""

from typing import Any

from hipwise.coach.capability import COUNTED, Capability, capabilities, live_entries
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.share import Share
from hipwise.library.validity_card import Bar, FaultValidity, Grade, ModelValidity, ValidityCard, percent

# The kind of mark of each grade, for the style sheet.
GRADE_KINDS = {Grade.JUDGES: "ok", Grade.ROUGHLY: "roughly", Grade.CANNOT: "not-judgeable", None: "later"}
_WORDS = {
    Grade.JUDGES: "Judges",
    Grade.ROUGHLY: "Roughly",
    Grade.CANNOT: "Not judgeable",
    None: "Not measured yet",
}


def validity_page(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """The lines of the card, the places of the phone, and how it was measured; `is_measured` with its
    numbers.
    """
    card = catalogue.card(exercise)
    bar = catalogue.validity_bar
    entries = live_entries(card)
    return {
        "place": exercise.watch.place,
        "is_measured": card is not None,
        "runs": sum(entry.runs for entry in entries),
        "found_least": round(100 * bar.found_least),
        "alarms_most": round(100 * bar.alarms_most),
        "lines": [_line(line, exercise, entries, bar) for line in capabilities(exercise, catalogue)],
        "places": [] if card is None else _places(card, entries),
    }


def _line(line: Capability, exercise: Exercise, entries: list[ModelValidity], bar: Bar) -> dict[str, Any]:
    measured = line.measured
    found, alarms = (None, None) if measured is None else measured.believed(bar)
    return {
        "what": line.what,
        "kind": GRADE_KINDS[line.grade],
        "words": _WORDS[line.grade],
        "why": line.why,
        "error": _fault_error(measured) if line.code else _count_error(line, exercise, entries),
        "found": _gauge(found, bar.found_least) if found else None,
        "alarms": _gauge(alarms, bar.alarms_most) if alarms else None,
    }


def _count_error(line: Capability, exercise: Exercise, entries: list[ModelValidity]) -> str:
    """Of the pose model that does worse."""
    if line.grade is None or line.what not in COUNTED:
        return ""
    held = [entry.hold_s.mean for entry in entries if entry.hold_s is not None]
    if exercise.is_hold:
        return f"± {max(held):.1f} s" if held else ""
    errors = [entry.count_error for entry in entries if entry.count_error is not None]
    return f"{100 * max(errors):.1f} %" if errors else ""


def _fault_error(measured: FaultValidity | None) -> str:
    """Bias and spread of the angle as it is told, where the fault is one."""
    told = None if measured is None else measured.corrected or measured.raw
    if measured is None or told is None or not measured.unit.startswith("degrees"):
        return ""
    return (
        f"± {told.spread:.0f}°, bias {told.bias:+.0f}°".replace("-", "−")
        .replace("+0", "0")
        .replace("−0", "0")
    )


def _gauge(share: Share, bar: float) -> dict[str, int] | None:
    """A share and its 95 % interval against the bar, percent; None without a try."""
    if not share.tries:
        return None
    low, high = (round(100 * end) for end in share.interval)
    # The drawing's scale begins two units from its edge.
    return {
        "value": percent(share),
        "low": low,
        "high": high,
        "tries": share.tries,
        "x": low + 2,
        "width": max(1, high - low),
        "dot_x": percent(share) + 2,
        "bar_x": round(100 * bar) + 2,
    }


def _places(card: ValidityCard, entries: list[ModelValidity]) -> list[dict[str, str]]:
    """The exercise's own place first, then the others with what is left from there."""
    exact = min((entry.exact for entry in entries if entry.exact.tries), key=lambda s: s.value, default=None)
    own = {"camera": card.camera, "words": _exact_words(exact), "kind": "ok"}
    others = [
        {
            "camera": other.camera,
            "words": f"{_exact_words(other.exact)}; {_alarm_words(other.alarms)}",
            "kind": "not-judgeable",
        }
        for other in card.elsewhere
    ]
    return [own, *others]


def _exact_words(exact: Share | None) -> str:
    return (
        f"counts {percent(exact)} of 100 sets exactly"
        if exact is not None and exact.tries
        else "counts nothing"
    )


def _alarm_words(alarms: Share) -> str:
    return f"{percent(alarms)} false alarms in 100" if alarms.tries else "judges nothing"
