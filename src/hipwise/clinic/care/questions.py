"""The intake's questions in the order they are asked, and what a raw answer means.

Red flags come first, one at a time: yes, no, or not sure, which counts as yes. The other questions are
content; "I do not know" leaves their key unknown, and unknown permits nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hipwise.library.catalogue import Catalogue
from hipwise.library.intake_question import Choice, IntakeQuestion

UNKNOWN = "unknown"
NONE_OF_THESE = "none"
RED_FLAG_SECTION = "Before we start"
_SIDES = ("left", "right")


class AnswerError(ValueError):
    """An answer that cannot be taken; the text tells the person what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, ready for a page. `number` of `of` counts within its section's run."""

    id: str
    section: str
    kind: str
    title: str
    clinic_title: str
    required: bool
    path: str = ""
    help: str = ""
    why: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[Choice, ...] = ()
    only_if: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_red_flag: bool = False

    @property
    def may_be_unknown(self) -> bool:
        """Can the person leave it open?"""
        return not self.required and not self.is_red_flag

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Do the earlier answers make this question meaningful?"""
        return all(answers.get(earlier) in wanted for earlier, wanted in self.only_if.items())


_ASKS = {"number": "Write a number to go on.", "date": "Write the day to go on."}
_YES_NO_UNSURE = (
    Choice("no", "No"),
    Choice("yes", "Yes"),
    Choice("unsure", "I am not sure", "We treat this like a yes: a person looks at it."),
)
_YES_NO = (Choice("no", "No"), Choice("yes", "Yes"))


def patient_questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """What a patient is asked: every red flag, then the questions for everybody."""
    return red_flag_questions(catalogue) + tuple(
        _from_content(question)
        for question in catalogue.intake_questions.values()
        if question.asks == "everybody"
    )


def clinician_questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """What a clinician's form shows: the same, with tests, scores and the surgeon's limits."""
    return red_flag_questions(catalogue) + tuple(map(_from_content, catalogue.intake_questions.values()))


def red_flag_questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """One question for each red flag, in the content's order."""
    flags = sorted(catalogue.red_flags.values(), key=lambda flag: flag.order)
    return tuple(
        Question(
            id=flag.id,
            section=RED_FLAG_SECTION,
            kind="yes-no-unsure",
            title=flag.question,
            clinic_title=flag.name,
            required=True,
            why=flag.why,
            choices=_YES_NO_UNSURE,
            is_red_flag=True,
        )
        for flag in flags
    )


def _from_content(question: IntakeQuestion) -> Question:
    return Question(
        id=question.id,
        section=question.section,
        kind=question.kind,
        title=question.title,
        clinic_title=question.clinic_title,
        required=question.required,
        path=question.path,
        help=question.help,
        why=question.why,
        unit=question.unit,
        low=question.low,
        high=question.high,
        step=question.step,
        choices=_YES_NO if question.kind == "yes-no" else question.choices,
        only_if=question.only_if or {},
    )


def read_answer(question: Question, given: Sequence[str]) -> Any:
    """What the posted texts mean: a word, a list of words, a number, a day, or UNKNOWN.

    Sided questions take two texts, left then right, and give a mapping. Raises AnswerError.
    """
    texts = [text.strip() for text in given]
    if question.kind.startswith("sided-"):
        return _read_sided(question, texts)
    if question.kind == "many":
        return _read_many(question, texts)
    text = texts[0] if texts else ""
    if text in ("", UNKNOWN):
        if question.may_be_unknown:
            return UNKNOWN
        raise AnswerError(_ASKS.get(question.kind, "Choose one answer to go on."))
    return _read_one(question, text)


def _read_one(question: Question, text: str) -> Any:
    if question.kind in ("choice", "yes-no", "yes-no-unsure", "sided-choice"):
        if text not in [choice.value for choice in question.choices]:
            raise AnswerError("Choose one of the answers.")
        return text
    if question.kind == "date":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise AnswerError("Write the day as 2026-03-12.") from None
    return _read_number(question, text)


def _read_number(question: Question, text: str) -> float | int:
    low, high = (0.0, 10.0) if question.kind == "scale" else (question.low, question.high)
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise AnswerError("Write a number.") from None
    if number != number or (low is not None and number < low) or (high is not None and number > high):
        raise AnswerError(f"Write a number from {low:g} to {high:g}.")
    return int(number) if number.is_integer() else number


def _read_many(question: Question, texts: Sequence[str]) -> list[str]:
    chosen = [text for text in texts if text and text != NONE_OF_THESE]
    known = [choice.value for choice in question.choices]
    if any(text not in known for text in chosen):
        raise AnswerError("Choose from the list.")
    if question.required and not texts:
        raise AnswerError("Choose all that apply, or none.")
    return [value for value in known if value in chosen]


def _read_sided(question: Question, texts: Sequence[str]) -> dict[str, Any] | str:
    padded = [*texts, "", ""][:2]
    sides = {
        side: _read_one(question, text)
        for side, text in zip(_SIDES, padded, strict=True)
        if text not in ("", UNKNOWN)
    }
    return {side: sides.get(side) for side in _SIDES} if sides else UNKNOWN


def question_context(question: Question) -> dict[str, Any]:
    """A question as a template reads it."""
    return {
        "id": question.id,
        "section": question.section,
        "kind": "choice" if question.kind == "yes-no" else question.kind,
        "title": question.title,
        "clinic_title": question.clinic_title,
        "help": question.help,
        "why": question.why,
        "unit": question.unit,
        "low": question.low,
        "high": question.high,
        "step": question.step,
        "required": question.required,
        "may_be_unknown": question.may_be_unknown,
        "choices": [*_choice_contexts(question)],
    }


def _choice_contexts(question: Question) -> Iterator[dict[str, str]]:
    """The choices to show; a list that must be answered ends with "None of these"."""
    for choice in question.choices:
        yield {"value": choice.value, "words": choice.words, "help": choice.help}
    if question.kind == "many" and question.required:
        yield {"value": NONE_OF_THESE, "words": "None of these", "help": ""}


def intake_mapping(
    questions: Sequence[Question], answers: Mapping[str, Any], today: date, has_therapist: bool
) -> dict[str, Any]:
    """The intake that the answers make, as `parse_intake` reads it. What was not answered stays out."""
    raw: dict[str, Any] = {"today": today.isoformat(), "therapist": has_therapist}
    flags = [q.id for q in questions if q.is_red_flag and answers.get(q.id) in ("yes", "unsure")]
    if all(q.id in answers for q in questions if q.is_red_flag):
        raw["red_flags"] = flags
    for question in questions:
        if question.is_red_flag or not question.is_asked(answers):
            continue
        answer = answers.get(question.id, UNKNOWN)
        if answer != UNKNOWN:
            _fill(raw, question, answer)
    return raw


def _fill(raw: dict[str, Any], question: Question, answer: Any) -> None:
    for choice in question.choices:
        if choice.value == answer and choice.sets is not None:
            for path, value in choice.sets.items():
                _put(raw, path, value)
            return
    _put(raw, question.path, answer == "yes" if question.kind == "yes-no" else answer)


def _put(raw: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    place = raw
    for parent in parents:
        place = place.setdefault(parent, {})
    place[last] = value
