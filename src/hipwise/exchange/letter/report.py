"""A report to whoever referred the patient, or to the surgeon: where it stands, and one question."""

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


def draft_report(case: LetterCase, catalogue: Catalogue) -> Letter:
    """The draft. After surgery it asks the surgeon for limits, otherwise the referrer for findings."""
    known = known_today(case.intake, case.log.until(case.today), case.today, catalogue)
    whom = "surgeon" if case.intake.is_post_operative else "referrer"
    question = catalogue.reason(f"report-question-{whom}", hip=hip_words(case.intake)).text
    parts = (
        Part("Who", tuple(write_who(case, catalogue))),
        Part("Where it stands", (case.response.reason.text,)),
        Part("Programme", tuple(write_done(case, catalogue))),
        Part("How much of it was done", tuple(write_how_much(case, catalogue))),
        Part("Findings", tuple(write_findings(case, known, catalogue))),
        Part("Pain", tuple(write_pain_by_week(case))),
        Part("Scores", tuple(write_scores(case, catalogue))),
        Part("Decisions", tuple(write_decisions(case, catalogue))),
        Part(f"Question to the {whom}", (question,)),
        Part("From", tuple(write_sender(case))),
    )
    draft = catalogue.reason("report-draft", day=date_in_words(case.today)).text
    return Letter(f"Report, {date_in_words(case.today)}", draft, parts)
