"""Licensed questionnaires: what the clinic has loaded, and loading it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import for_clinicians
from hipwise.clinic.care.questionnaire_texts import TextError, load_upload, remove_text, text_rows
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue


@for_clinicians
@never_cache
def questionnaires(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Template therapist/questionnaires.html: `rows`, `problem`. POST (admin): `file`, `may`; or `remove`."""
    catalogue, problem = load_catalogue(), ""
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                remove_text(membership, request.POST["remove"])
                return redirect("questionnaires")
            upload = request.FILES.get("file")
            name, raw = (upload.name or "file", upload.read()) if upload else ("The file", b"")
            found = load_upload(membership, name, raw, "may" in request.POST, catalogue, timezone.now())
            messages.success(request, f"{found.title} is loaded. It is asked from its next week on.")
            return redirect("questionnaires")
        except TextError as error:
            problem = str(error)
    context = {"rows": text_rows(membership, catalogue), "problem": problem}
    return render(request, "therapist/questionnaires.html", context, status=422 if problem else 200)
