"""The letter's first draft from the record: facts with dates, self-report named as such, no diagnosis."""

from hipwise.exchange.letter.letter import Letter, Part
from hipwise.exchange.letter.parts import (
    LetterCase,
    hip_words,
    write_decisions,
    write_done,
    write_findings,
    write_how_much,
    write_pain_by_week,
    write_scores,
    write_sender,
    write_who,
)
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import date_in_words
from hipwise.plan.known_today import known_today


def draft_letter(case: LetterCase, catalogue: Catalogue) -> Letter:
    """The draft. It states nothing that the record does not."""
    known = known_today(case.intake, case.log.until(case.today), case.today, catalogue)
    parts = (
        Part("Who", tuple(write_who(case, catalogue))),
        Part("Why this letter", tuple(reason.text for reason in case.reasons) or ("Add the reason.",)),
        Part("Findings", tuple(write_findings(case, known, catalogue))),
        Part("What was done", tuple(write_done(case, catalogue))),
        Part("How much of it was done", tuple(write_how_much(case, catalogue))),
        Part("Pain", tuple(write_pain_by_week(case))),
        Part("Scores", tuple(write_scores(case, catalogue))),
        Part("Decisions", tuple(write_decisions(case, catalogue))),
        Part("Question", (catalogue.reason("letter-question", hip=hip_words(case.intake)).text,)),
        Part("From", tuple(write_sender(case))),
    )
    draft = catalogue.reason("letter-draft", day=date_in_words(case.today)).text
    return Letter(f"Referral, {date_in_words(case.today)}", draft, parts)
