"""Messages with the clinic."""

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.messages import MessageError, messages_page, open_as_patient, write_as_patient
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
def messages(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What was written, and a form. Template patient/messages.html: see `care.messages.messages_page`,
    with `text` that could not be sent, `problem`, `clinic`, `is_asked`. A person alone has no such page.

    POST `text` and `id` sends. Words of a warning sign lead to the top of the page, which says what to do.
    """
    if patient.clinic.is_solo:
        raise Http404("nobody to write to")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    problem, text = "", request.POST.get("text", "")
    if request.method == "POST":
        try:
            sent = write_as_patient(patient, request.user, request.POST.get("id", ""), text, catalogue, now)
        except MessageError as error:
            problem = str(error)
        else:
            if not sent.warnings:
                notices.success(request, "Sent. A person reads it, not a program.")
            return redirect(f"{request.path}?asked=1" if sent.warnings else request.path)
    open_as_patient(patient, request.user, now)
    page = messages_page(patient, catalogue)
    warning = catalogue.reason("message-warning").text if request.GET.get("asked") else ""
    context = {**page, "problem": problem, "text": text, "clinic": patient.clinic, "warning": warning}
    return render(request, "patient/messages.html", context, status=422 if problem else 200)
