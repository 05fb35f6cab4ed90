"""The printed sheet as an answer to a request, the same for patient and clinician."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from hipwise.clinic.care.handout import patient_handout
from hipwise.clinic.care.models import Patient
from hipwise.exchange.handout.edition import Edition
from hipwise.library.catalogue import load_catalogue


def handout_response(request: HttpRequest, patient: Patient, file_name: str) -> HttpResponse:
    """The PDF in the edition that was asked for. Raises Http404 without a plan and for another paper."""
    asked = request.GET
    try:
        edition = Edition(asked.get("paper", "a4"), asked.get("large") == "1", asked.get("sessions") == "1")
        server = request.build_absolute_uri("/")
        content = patient_handout(patient, edition, server, timezone.now(), load_catalogue())
    except ValueError as error:
        raise Http404(str(error)) from None
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name}.pdf"'
    return response
