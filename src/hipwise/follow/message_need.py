"""A patient's messages that nobody has answered: how soon somebody has to look, and why.

They never wait for a week and are never dropped: each asks again until a person has answered it or has said
that it needs no answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hipwise.follow.need import Need, Place, Urgency
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import day_in_words


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """A message of a patient without an answer. `warnings`: red flag -> the words that may speak of it.

    Empty once the warning-sign questions were answered after it.
    """

    sent_on: date
    warnings: Mapping[str, str]


def message_need(open_messages: Sequence[OpenMessage], today: date, catalogue: Catalogue) -> Need | None:
    """The need of one person's open messages, the oldest first; None without any."""
    if not open_messages:
        return None
    days = (today - open_messages[0].sent_on).days
    warnings = {flag: words for message in open_messages for flag, words in message.warnings.items()}
    if warnings:
        names = [catalogue.red_flags[flag].name.lower() for flag in warnings if flag in catalogue.red_flags]
        words = "”, “".join(dict.fromkeys(warnings.values()))
        reason = catalogue.reason("need-message-warning", words=words, flags=", ".join(names))
        return Need(Urgency.NOW, Place.STOP, reason, "", "answer", "Read, then call", size=len(warnings))
    since = "today" if days <= 0 else f"on {day_in_words(open_messages[0].sent_on)}"
    reason = catalogue.reason("need-message", since=since)
    return Need(Urgency.TODAY, Place.HOLD, reason, "", "answer", "Read and answer", size=days)
