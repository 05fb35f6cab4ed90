"""The kinds of letters and notes that a record can become: each a title, and how it is drafted."""

from collections.abc import Callable
from dataclasses import dataclass

from hipwise.exchange.letter.draft import draft_letter
from hipwise.exchange.letter.letter import Letter
from hipwise.exchange.letter.note import draft_note
from hipwise.exchange.letter.parts import LetterCase
from hipwise.exchange.letter.report import draft_report
from hipwise.exchange.letter.visit_summary import draft_summary
from hipwise.library.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind: `name` on buttons, `title` before the day, `about` in a line, and how it is drafted.

    Its id is also the file's name. `draft_rule` has the sentence that nobody has checked it;
    `can_be_checked`: the mark of a draft may go once somebody has read every line.
    `has_charts`: the charts of pain, dose and scores may follow it.
    """

    id: str
    name: str
    title: str
    about: str
    draft_rule: str
    draft: Callable[[LetterCase, Catalogue], Letter]
    can_be_checked: bool = True
    has_charts: bool = False


_ALL = (
    LetterKind(
        "referral",
        "Referral",
        "Referral",
        "Asks a doctor for a further opinion.",
        "letter-draft",
        draft_letter,
        can_be_checked=False,
    ),
    LetterKind(
        "report",
        "Report",
        "Report",
        "Tells the referrer or the surgeon where it stands.",
        "report-draft",
        draft_report,
        has_charts=True,
    ),
    LetterKind("note", "SOAP note", "Note", "A note of a visit, from facts alone.", "note-draft", draft_note),
    LetterKind(
        "summary",
        "Visit summary",
        "Your visit",
        "What the patient takes home.",
        "summary-draft",
        draft_summary,
        has_charts=True,
    ),
)
LETTER_KINDS = {kind.id: kind for kind in _ALL}
