"""The whole intake on one page, for a clinician."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.intake import latest_intake, take_form
from hipwise.clinic.care.intake_form import (
    answers_to_show,
    intake_sections,
    problem_list,
    problem_places,
)
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.planning import finish_and_propose
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import IntakeError


@never_cache
def form(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Every question at once; a POST saves what can be read, screens and proposes when all is there.

    Template therapist/intake.html: `patient`, `sections` [{title, questions}] (each question with `value`
    and `problem`; sided ones with `left` and `right`, posted as <id>-left and <id>-right), `problems`
    [{id, title, text}].
    """
    patient = open_record(request, patient_id, "intake")
    catalogue, now = load_catalogue(), timezone.now()
    if request.method != "POST":
        return _page(request, patient, answers_to_show(latest_intake(patient), catalogue), {}, {})
    assert isinstance(request.user, User)
    posted = {name: request.POST.getlist(name) for name in request.POST}
    record, problems = take_form(patient, request.user, posted, catalogue, now)
    if not problems:
        try:
            proposed = finish_and_propose(record, catalogue, now)
            return redirect("plan-editor" if proposed else "patient-record", patient_id)
        except IntakeError as error:
            problems = problem_places(error, catalogue)
    return _page(request, patient, record.answers, problems, posted)


def _page(
    request: HttpRequest,
    patient: Patient,
    answers: Mapping[str, Any],
    problems: Mapping[str, str],
    posted: Mapping[str, Sequence[str]],
) -> HttpResponse:
    catalogue = load_catalogue()
    context = {
        "patient": patient,
        "sections": intake_sections(catalogue, answers, problems, posted),
        "problems": problem_list(problems, catalogue),
    }
    return render(request, "therapist/intake.html", context, status=422 if problems else 200)
