"""Letters and notes from the record: the draft, whether it helps, and what a therapist made of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hipwise.clinic.care.history_view import course_of
from hipwise.clinic.care.intake import latest_intake
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import DecisionRecord, Patient
from hipwise.clinic.care.outcome_cards import outcome_cards
from hipwise.clinic.care.pain_chart import pain_chart
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.plan_editor import patient_heading
from hipwise.clinic.care.printed_charts import for_paper
from hipwise.clinic.care.recent_log import recent_log, with_first_mornings
from hipwise.clinic.care.revisions import Revisions, revisions_over_time
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.clinic.care.today import recent_decisions
from hipwise.clinic.people.models import User
from hipwise.clinic.typesetting import typeset
from hipwise.exchange.chart.printed import PrintedChart
from hipwise.exchange.letter.kind import LETTER_KINDS, LetterKind
from hipwise.exchange.letter.letter import (
    Letter,
    letter_text,
    letter_to_mapping,
    parts_as_text,
    parts_from_text,
)
from hipwise.exchange.letter.parts import MOST_WEEKS, LetterCase
from hipwise.follow.non_response import judge_response
from hipwise.follow.referral import referral_reasons
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import day_in_words
from hipwise.plan.intake import parse_intake

_BEFORE = timedelta(days=7)


class LetterError(ValueError):
    """There is nothing to write a letter from; the text says why."""


def letter_page(
    patient: Patient, writer: User, kind: LetterKind, now: datetime, catalogue: Catalogue
) -> dict[str, Any]:
    """Template therapist/letter.html: `patient`, `kind`, `kinds`, `letter`, `text`, `response`, `reasons`.

    `charts` (drawings) may follow it on paper. Raises LetterError.
    """
    revisions, catalogue = revisions_over_time(patient), catalogue_of(patient, catalogue)
    rows = recent_decisions(patient, local_day(patient, now))
    case = _case(patient, writer, revisions, rows, now, catalogue)
    letter = kind.draft(case, catalogue)
    plan = case.plans.present
    return {
        "patient": patient_heading(patient, case.intake, plan, catalogue),
        "kind": kind,
        "kinds": list(LETTER_KINDS.values()),
        "letter": letter,
        "text": parts_as_text(letter),
        "charts": _charts(case, rows, catalogue) if kind.has_charts else [],
        "response": case.response,
        "response_title": catalogue.rules[case.response.reason.rule].title,
        "reasons": [
            {
                "title": catalogue.rules[reason.rule].title,
                "text": reason.text,
                "source": _citation(reason.source, catalogue),
            }
            for reason in case.reasons
        ],
    }


def _look_back(catalogue: Catalogue) -> timedelta:
    """How far back a letter tells of days, and a week for the usual morning before them.

    Scores, tests and warning signs are told since the beginning. Reading ten years took 0.7 s.
    """
    days = max(catalogue.setting("referral.letter_days"), catalogue.setting("non_response.window_days"))
    return max(timedelta(weeks=MOST_WEEKS), timedelta(days=days)) + _BEFORE


def _citation(source: str, catalogue: Catalogue) -> str:
    known = catalogue.sources.get(source)
    return (known.citation if known else source).rstrip(".") + "."


def letter_charts(
    patient: Patient, writer: User, kind: LetterKind, now: datetime, catalogue: Catalogue
) -> tuple[PrintedChart, ...]:
    """The charts that follow the letter on paper; none where its kind has none, or there is no letter."""
    if not kind.has_charts:
        return ()
    rows, catalogue = recent_decisions(patient, local_day(patient, now)), catalogue_of(patient, catalogue)
    try:
        case = _case(patient, writer, revisions_over_time(patient), rows, now, catalogue)
    except LetterError:
        return ()
    return tuple(for_paper(svg) for svg in _charts(case, rows, catalogue))


def _charts(case: LetterCase, rows: Sequence[DecisionRecord], catalogue: Catalogue) -> list[str]:
    """Pain over dose, then each score that was asked more than once."""
    course = course_of(case.plans.present, case.intake, case.log, case.today, case.plans)
    pain = pain_chart(course, rows, int(catalogue.setting("document.days")), catalogue)
    scores = outcome_cards(case.log, case.intake, case.today, catalogue, for_desk=True)
    return [*([pain.svg] if pain else []), *(card["svg"] for card in scores if card["svg"])]


def _case(
    patient: Patient,
    writer: User,
    revisions: Revisions,
    rows: Sequence[DecisionRecord],
    now: datetime,
    catalogue: Catalogue,
) -> LetterCase:
    if revisions.in_force is None:
        raise LetterError("No plan was ever signed, so there is nothing to write about.")
    base = revisions.signed or revisions.open_
    record = base.intake if base else latest_intake(patient)
    if record is None or record.intake is None:
        raise LetterError("Finish the questions first.")
    day = local_day(patient, now)
    intake = parse_intake(record.stated, "the stored intake")
    recent = recent_log(patient, day, catalogue, _look_back(catalogue))
    log = with_first_mornings(patient, recent, catalogue).until(day)
    decisions = tuple(decision_of(row) for row in rows)
    response = judge_response(revisions.in_force, log, intake, day, catalogue)
    reasons = referral_reasons(response, log, intake, decisions, day, catalogue)
    about = {"name": patient.name, "writer": str(writer), "clinic": patient.clinic.name}
    return LetterCase(revisions.in_force, log, intake, day, response, reasons, decisions, **about)


def edited_letter(
    patient: Patient,
    writer: User,
    kind: LetterKind,
    text: str,
    is_checked: bool,
    now: datetime,
    catalogue: Catalogue,
    charts: tuple[PrintedChart, ...] = (),
) -> Letter:
    """The letter as a therapist left it; its title, the mark on it and the charts stay ours.

    `is_checked`: the therapist has read every line; the mark of a draft goes where the kind lets it.
    """
    day = local_day(patient, now)
    title = f"{kind.title}, {day_in_words(day)} {day.year}"
    words = {"day": f"{day_in_words(day)} {day.year}"}
    if is_checked and kind.can_be_checked:
        checked = catalogue.reason("document-checked", name=str(writer), **words).text
        return Letter(title, checked, parts_from_text(text), header="", charts=charts)
    draft = catalogue.reason(kind.draft_rule, **words).text
    return Letter(title, draft, parts_from_text(text), charts=charts)


def letter_file(letter: Letter, kind: str) -> tuple[bytes, str]:
    """The letter as `pdf` or `txt`, and its content type. The typesetter runs in a process of its own."""
    if kind == "txt":
        return letter_text(letter).encode(), "text/plain; charset=utf-8"
    return typeset("letter_process", letter_to_mapping(letter)), "application/pdf"
