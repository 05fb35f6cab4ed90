"""The gate of running at the desk: every sign, and a clinician's yes."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.beside_page import BesideError, beside_page, open_running, shut_running
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def running(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Template therapist/running.html: see `care.beside_page`.

    POST `answer` open (with `seen` for each sign, and `surgeon`) or shut.
    """
    patient = open_record(request, patient_id, "running")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "shut":
                shut_running(patient, request.user, now)
            else:
                seen = request.POST.getlist("seen")
                open_running(patient, request.user, seen, "surgeon" in request.POST, catalogue, now)
            messages.success(request, "Kept.")
        except BesideError as error:
            messages.error(request, str(error))
        return redirect("patient-running", patient_id)
    page = beside_page(patient, now, catalogue)
    if page is None:
        raise Http404("no plan in force")
    return render(request, "therapist/running.html", page)
