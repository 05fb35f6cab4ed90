"""The intake wizard: one question a screen, saved at each step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.intake import (
    QuestionPage,
    begin_intake,
    find_question_of,
    latest_intake,
    next_question,
    question_page,
    save_answer,
)
from hipwise.clinic.care.intake_result import intake_result
from hipwise.clinic.care.models import IntakeRecord, Patient
from hipwise.clinic.care.planning import SigningError, accept_own_plan, finish_and_propose
from hipwise.clinic.care.questions import AnswerError, question_context
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import IntakeError


@for_patients
@never_cache
def begin(request: HttpRequest, patient: Patient) -> HttpResponse:
    """GET leads to the first question without an answer; before the first, a page with a button to begin.

    Template patient/intake_start.html: `count` of questions, `again` (asked before). POST begins.
    """
    if patient.is_locked:
        return redirect("patient-stop")
    catalogue = load_catalogue()
    record = latest_intake(patient)
    if request.method == "POST":
        assert isinstance(request.user, User)
        record = begin_intake(patient, request.user, timezone.now())
    if record is None or record.status == IntakeRecord.Status.FINISHED:
        return render(request, "patient/intake_start.html", {"again": record is not None})
    following = next_question(record, catalogue)
    return redirect("patient-intake-question", following) if following else redirect("patient-intake-done")


@for_patients
@never_cache
def question(request: HttpRequest, patient: Patient, question_id: str) -> HttpResponse:
    """One question. POST `answer` saves it and leads on; a red flag leads to the stop page at once.

    Template patient/intake_question.html: `question` (id, number, of, section, title, help, why, kind,
    choices, unit, low, high, step, required, may_be_unknown), `value`, `saved_count`, `back_url`,
    `later_url`, `problem` (a sentence, empty when all is well).
    """
    if patient.is_locked:
        return redirect("patient-stop")
    record = latest_intake(patient)
    if record is None or record.status == IntakeRecord.Status.FINISHED:
        return redirect("patient-intake")
    record.patient = patient
    page = question_page(record, question_id, load_catalogue())
    if page is None:
        raise Http404("no such question")
    if request.method != "POST":
        return render(request, "patient/intake_question.html", _question_context(page, ""))
    try:
        return _take_answer(request, record, page)
    except AnswerError as error:
        context = _question_context(page, str(error))
        return render(request, "patient/intake_question.html", context, status=422)


def _take_answer(request: HttpRequest, record: IntakeRecord, page: QuestionPage) -> HttpResponse:
    """Save, and lead on: to the stop page, the next question, or the end. Raises AnswerError."""
    catalogue, now = load_catalogue(), timezone.now()
    if save_answer(record, page.question, request.POST.getlist("answer"), catalogue, now):
        return redirect("patient-stop")
    following = next_question(record, catalogue)
    if following:
        return redirect("patient-intake-question", following)
    try:
        finish_and_propose(record, catalogue, now)
    except IntakeError as error:
        messages.error(request, str(error))
        return redirect("patient-intake-question", find_question_of(error.place, record, catalogue))
    return redirect("patient-stop" if record.patient.is_locked else "patient-intake-done")


@for_patients
@never_cache
def done(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What the answers mean. POST `accept` takes a plan of one's own, without a therapist.

    Template patient/intake_done.html: `screening` (outcome, flags, limits, blocks), `proposed`
    ({items, left_out} or None), `needs_therapist`, `can_accept`, `problem`.
    """
    if patient.is_locked:
        return redirect("patient-stop")
    catalogue, problem = load_catalogue(), ""
    if request.method == "POST":
        assert isinstance(request.user, User)
        try:
            accept_own_plan(patient, request.user, catalogue, timezone.now())
            return redirect("patient-today")
        except SigningError as error:
            problem = str(error)
    result = intake_result(patient, catalogue)
    if result is None:
        return redirect("patient-intake")
    return render(request, "patient/intake_done.html", {**result, "problem": problem})


def _question_context(page: QuestionPage, problem: str) -> dict[str, Any]:
    return {
        "question": {**question_context(page.question), "number": page.number, "of": page.of},
        "value": page.saved,
        "saved_count": page.saved_count,
        "back_url": reverse("patient-intake-question", args=(page.previous,)) if page.previous else "",
        "later_url": reverse("patient-today"),
        "problem": problem,
    }
