"""The list of patients, and one patient's record."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.attachment import attachment
from hipwise.clinic.care.access import for_clinicians, open_record
from hipwise.clinic.care.handout_answer import handout_response
from hipwise.clinic.care.locking import NoteMissingError, clear_lock
from hipwise.clinic.care.overview import patient_overview
from hipwise.clinic.care.own_data import archive_of
from hipwise.clinic.care.patient_settings import ThresholdError, set_threshold
from hipwise.clinic.care.read_log import read_log
from hipwise.clinic.care.roster import RosterError, add_note, add_patient, roster_page
from hipwise.clinic.care.time_line import AxisError, earlier_time_line
from hipwise.clinic.people.models import Membership, User
from hipwise.clinic.therapist.page_number import page_number
from hipwise.library.catalogue import load_catalogue


@for_clinicians
@never_cache
def patients(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Everybody under care: `search`, `page`; POST `name` adds one.

    Template therapist/patients.html: see `care.roster`, and `problem`.
    """
    problem = ""
    if request.method == "POST":
        try:
            patient = add_patient(membership, request.POST.get("name", ""))
            return redirect("patient-record", patient.pk)
        except RosterError as error:
            problem = str(error)
    search, page = request.GET.get("search", ""), page_number(request.GET)
    context = {**roster_page(membership, search, page, timezone.now()), "problem": problem}
    return render(request, "therapist/patients.html", context, status=422 if problem else 200)


@never_cache
@require_safe
def record(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One patient on one time axis. Template therapist/patient.html: see `care.overview`."""
    patient = open_record(request, patient_id, "record")
    context = patient_overview(patient, timezone.now(), load_catalogue())
    return render(request, "therapist/patient.html", context)


@never_cache
@require_safe
def axis(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The five weeks up to the day `until`. Template therapist/_time_line.html: see `care.time_line`.

    Without htmx on a page of its own, therapist/time_line.html.
    """
    patient = open_record(request, patient_id, "time line")
    try:
        chart = earlier_time_line(patient, request.GET.get("until", ""), timezone.now(), load_catalogue())
    except AxisError as error:
        messages.error(request, str(error))
        return redirect("patient-record", patient_id)
    whole = "HX-Request" not in request.headers
    template = "therapist/time_line.html" if whole else "therapist/_time_line.html"
    return render(request, template, {"patient": patient, "chart": chart})


@never_cache
@require_safe
def reads(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Who has read the record. Template therapist/reads.html: `patient`, `reads` (reader, role, what, at)."""
    patient = open_record(request, patient_id, "read log")
    return render(request, "therapist/reads.html", {"patient": patient, "reads": read_log(patient)})


@never_cache
@require_safe
def sheet(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The sheet of the plan in force as PDF, to hand out; options as on the patient's own page."""
    patient = open_record(request, patient_id, "printed plan")
    return handout_response(request, patient, "exercises")


@never_cache
@require_safe
def record_file(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The whole record as a ZIP file, for the clinic's own keeping."""
    patient = open_record(request, patient_id, "record as a file")
    content = archive_of(patient, timezone.now(), load_catalogue(), for_clinic=True)
    return attachment(content, "application/zip", f"record-{patient.pk}.zip")


@require_POST
def note(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Add a note that only clinicians see: POST `text`."""
    patient = open_record(request, patient_id, "note")
    assert isinstance(request.user, User)
    try:
        add_note(patient, request.user, request.POST.get("text", ""))
    except RosterError as error:
        messages.error(request, str(error))
    return redirect("patient-record", patient_id)


@require_POST
def limits(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Set a threshold for this patient: POST `setting`, `value` (empty: the usual one) and `reason`."""
    patient = open_record(request, patient_id, "limits")
    assert isinstance(request.user, User)
    try:
        set_threshold(patient, request.user, request.POST, load_catalogue(), timezone.now())
    except ThresholdError as error:
        messages.error(request, str(error))
    return redirect("patient-record", patient_id)


@require_POST
def unlock(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Open a locked plan again: POST `note` with what was found."""
    patient = open_record(request, patient_id, "unlock")
    assert isinstance(request.user, User)
    try:
        clear_lock(patient, request.user, request.POST.get("note", ""), timezone.now())
        messages.success(request, "The plan is open again.")
    except NoteMissingError as error:
        messages.error(request, str(error))
    return redirect("patient-record", patient_id)
