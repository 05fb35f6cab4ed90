"""The letter to a doctor: look whether it helps, edit the draft, take it along."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.letter_page import LetterError, edited_letter, letter_file, letter_page
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@never_cache
def letter(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The draft. Template therapist/letter.html: see `care.letter_page`.

    POST `text` and `kind` (pdf or txt) gives the edited letter as a file; nothing is stored or sent.
    """
    patient = open_record(request, patient_id, "letter")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    if request.method == "POST":
        kind = request.POST.get("kind", "pdf")
        if kind not in ("pdf", "txt"):
            raise Http404(f"kind: expected pdf or txt, got {kind!r}")
        edited = edited_letter(patient, request.POST.get("text", ""), now, catalogue)
        content, content_type = letter_file(edited, kind)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="letter-draft.{kind}"'
        return response
    try:
        return render(request, "therapist/letter.html", letter_page(patient, request.user, now, catalogue))
    except LetterError as error:
        messages.error(request, str(error))
        return redirect("patient-record", patient_id)
