"""A questionnaire that is due: asked once, answered or put off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.questionnaires import (
    AnswerError,
    asked_now,
    keep_answers,
    next_due,
    put_off,
    question_rows,
)
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, patient: Patient, measure_id: str) -> HttpResponse:
    """Template patient/questionnaire.html: `asked`, `rows`, `problem`, `may_keep`. POST answers, or `later`.

    What is not due leads to the progress page; after an answer the next one that is due is asked.
    """
    catalogue, now = load_catalogue(), timezone.now()
    asked = None if patient.is_locked else asked_now(patient, measure_id, now, catalogue)
    if asked is None:
        return redirect("patient-progress")
    problem, may_keep = "", False
    if request.method == "POST":
        assert isinstance(request.user, User)
        try:
            if "later" in request.POST:
                put_off(patient, measure_id, request.user, catalogue, now)
            else:
                keep_answers(patient, asked, request.POST, request.user, catalogue, now)
            following = next_due(patient, timezone.now(), catalogue)
            return redirect("patient-questionnaire", following) if following else redirect("patient-progress")
        except AnswerError as error:
            problem, may_keep = str(error), error.may_keep
    context = {
        "asked": asked,
        "rows": question_rows(asked, request.POST),
        "problem": problem,
        "may_keep": may_keep,
    }
    return render(request, "patient/questionnaire.html", context, status=422 if problem else 200)
