"""Beside the exercises: today's run, walking and the like."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.beside_page import BesideError, beside_page, log_beside
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.outing_page import KINDS, outing_page
from hipwise.clinic.care.today import open_day
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Template patient/beside.html: see `care.beside_page`. POST logs a run or a walk.

    A locked plan, or questions that are due, lead to today.
    """
    catalogue, now = load_catalogue(), timezone.now()
    assert isinstance(request.user, User)
    if request.method == "POST":
        try:
            log_beside(patient, request.user, request.POST, catalogue, now)
            messages.success(request, "Logged.")
        except BesideError as error:
            messages.error(request, str(error))
        return redirect("patient-beside")
    if not open_day(patient, now, catalogue).is_open:
        return redirect("patient-today")
    return render(request, "patient/beside.html", beside_page(patient, now, catalogue))


@for_patients
@never_cache
@require_safe
def outing(request: HttpRequest, patient: Patient, kind: str) -> HttpResponse:
    """A run or a walk (`kind` run or walk). Template patient/outing.html: `document` (of today), and see
    `care.outing_page`. Without one today: back to what is beside the exercises.
    """
    if kind not in KINDS:
        raise Http404("no such outing")
    catalogue = load_catalogue()
    today = open_day(patient, timezone.now(), catalogue)
    if not today.is_open:
        return redirect("patient-today")
    page = outing_page(today, kind, catalogue)
    if page is None:
        return redirect("patient-beside")
    context = {**page, "document": today.document(catalogue, asks=False)}
    return render(request, "patient/outing.html", context)
