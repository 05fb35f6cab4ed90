"""Letters and notes: look whether it helps, edit the draft, take it along."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.attachment import attachment
from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.letter_page import (
    LetterError,
    edited_letter,
    letter_charts,
    letter_file,
    letter_page,
)
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import User
from hipwise.exchange.letter.kind import LETTER_KINDS, LetterKind
from hipwise.library.catalogue import load_catalogue


@never_cache
def letter(request: HttpRequest, patient_id: uuid.UUID, kind_id: str = "referral") -> HttpResponse:
    """The draft of one kind. Template therapist/letter.html: see `care.letter_page`.

    POST `text`, `kind` (pdf or txt), `checked` and `charts` gives the edited letter as a file; nothing is
    stored or sent.
    """
    kind = LETTER_KINDS.get(kind_id)
    if kind is None:
        raise Http404(f"letter: expected one of {', '.join(LETTER_KINDS)}, got {kind_id!r}")
    patient = open_record(request, patient_id, "letter" if kind_id == "referral" else kind.name)
    assert isinstance(request.user, User)
    if request.method == "POST":
        return _file(request, patient, request.user, kind)
    catalogue, now = load_catalogue(), timezone.now()
    try:
        page = letter_page(patient, request.user, kind, now, catalogue)
    except LetterError as error:
        messages.error(request, str(error))
        return redirect("patient-record", patient_id)
    return render(request, "therapist/letter.html", page)


def _file(request: HttpRequest, patient: Patient, writer: User, kind: LetterKind) -> HttpResponse:
    form = request.POST.get("kind", "pdf")
    if form not in ("pdf", "txt"):
        raise Http404(f"kind: expected pdf or txt, got {form!r}")
    text, checked = request.POST.get("text", ""), bool(request.POST.get("checked"))
    catalogue, now = load_catalogue(), timezone.now()
    asks = form == "pdf" and bool(request.POST.get("charts"))
    charts = letter_charts(patient, writer, kind, now, catalogue) if asks else ()
    edited = edited_letter(patient, writer, kind, text, checked, now, catalogue, charts)
    content, content_type = letter_file(edited, form)
    mark = "-draft" if edited.header else ""
    name = "letter" if kind.id == "referral" else kind.id
    return attachment(content, content_type, f"{name}{mark}.{form}")
