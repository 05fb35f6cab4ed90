"""The printed sheet as an answer to a request, the same for patient and clinician."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from hipwise.clinic.care.handout import HandoutError, patient_handout
from hipwise.clinic.care.models import Patient
from hipwise.exchange.handout.edition import PAPERS, Edition
from hipwise.library.catalogue import load_catalogue


def handout_response(request: HttpRequest, patient: Patient, file_name: str) -> HttpResponse:
    """The PDF in the edition that was asked for. Raises Http404 without a plan and for another paper."""
    server = request.build_absolute_uri("/")
    try:
        content = patient_handout(patient, _edition(request), server, timezone.now(), load_catalogue())
    except HandoutError as error:
        raise Http404(str(error)) from None
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name}.pdf"'
    return response


def _edition(request: HttpRequest) -> Edition:
    asked = request.GET
    paper = asked.get("paper", "a4")
    if paper not in PAPERS:
        raise Http404(f"paper: expected one of {', '.join(PAPERS)}, got {paper!r}")
    return Edition(paper, asked.get("large") == "1", asked.get("sessions") == "1")
