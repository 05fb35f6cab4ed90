"""The counts of remote monitoring: the clinic's month, its file, and one patient's lines."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hipwise.clinic.attachment import attachment
from hipwise.clinic.care.access import for_clinicians, open_record
from hipwise.clinic.care.local_time import clinic_day
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.monitoring import (
    MonitoringError,
    begin_monitoring,
    end_monitoring,
    log_care,
    switch_monitoring,
    take_back_care,
)
from hipwise.clinic.care.monitoring_page import monitoring_file, monitoring_page, patient_monitoring
from hipwise.clinic.people.models import Membership, User
from hipwise.clinic.therapist.page_number import page_number
from hipwise.follow.calendar_month import CalendarMonth, MonthError, month_of, month_of_code
from hipwise.library.catalogue import load_catalogue

_DONE = {
    "begin": "Counted from today on.",
    "end": "The counts end with today.",
    "log": "Logged.",
    "take-back": "Taken back.",
}


@for_clinicians
@never_cache
@require_safe
def monitoring(request: HttpRequest, membership: Membership) -> HttpResponse:
    """One month of the clinic: `month` (2026-11), `page`. Template: see `care.monitoring_page`."""
    month, page = _month(request), page_number(request.GET)
    context = monitoring_page(membership, month, page, timezone.now(), load_catalogue())
    return render(request, "therapist/monitoring.html", context)


@for_clinicians
@never_cache
@require_safe
def monitoring_csv(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The same month as a CSV file, everybody in it."""
    now = timezone.now()
    month = _month(request) or month_of(clinic_day(membership.clinic, now))
    content = monitoring_file(membership, month, now, load_catalogue())
    return attachment(content.encode(), "text/csv; charset=utf-8", f"monitoring-{month.code}.csv")


@for_clinicians
@require_POST
def switch(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Switch the counts on or off: POST `on` yes or no; an admin only."""
    try:
        is_on = request.POST.get("on") == "yes"
        switch_monitoring(membership, is_on)
        messages.success(
            request, "The counts are on." if is_on else "The counts are off. Nothing is deleted."
        )
    except MonitoringError as error:
        messages.error(request, str(error))
    return redirect("monitoring")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_patient(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One patient's counts. POST `op` begin, end, log (`id`, `minutes`, `kind`, `on`) or take-back (`id`)."""
    patient = open_record(request, patient_id, "remote monitoring")
    assert isinstance(request.user, User)
    if request.method != "POST":
        context = patient_monitoring(patient, request.user, timezone.now(), load_catalogue())
        return render(request, "therapist/patient_monitoring.html", context)
    try:
        _act(request, patient, request.user)
        messages.success(request, _DONE[request.POST["op"]])
    except MonitoringError as error:
        messages.error(request, str(error))
    return redirect("patient-monitoring", patient_id)


def _act(request: HttpRequest, patient: Patient, person: User) -> None:
    """Do what was posted. Raises MonitoringError."""
    now = timezone.now()
    match request.POST.get("op", ""):
        case "begin":
            begin_monitoring(patient, person, now)
        case "end":
            end_monitoring(patient, person, now)
        case "log":
            log_care(patient, person, request.POST.dict(), load_catalogue(), now)
        case "take-back":
            take_back_care(patient, request.POST.get("id", ""), person, now)
        case _:
            raise MonitoringError("Open the page again, then choose what to do.")


def _month(request: HttpRequest) -> CalendarMonth | None:
    """The month that the address names; None for none, or for words that name none."""
    try:
        return month_of_code(request.GET["month"]) if "month" in request.GET else None
    except MonthError as error:
        messages.error(request, str(error))
        return None
