"""Closing one's own programme, for people without a therapist."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.aftercare import AftercareError, close_programme
from hipwise.clinic.care.closing_page import closing_page
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
def close(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What closing would leave. Template patient/close.html: see `care.closing_page`. POST closes.

    With a therapist the therapist closes it.
    """
    if not patient.clinic.is_solo:
        raise PermissionDenied("your therapist closes the programme")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    if request.method == "POST":
        try:
            close_programme(patient, request.user, "By the patient.", now, catalogue)
            return redirect("patient-plan")
        except AftercareError as error:
            messages.error(request, str(error))
    return render(request, "patient/close.html", closing_page(patient, now, catalogue))
