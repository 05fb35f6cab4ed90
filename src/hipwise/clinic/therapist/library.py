"""The library: every movement with its limits, computed from one definition."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hipwise.clinic.care.access import for_clinicians
from hipwise.clinic.care.library_page import library_groups, library_page
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue


@for_clinicians
@require_safe
def library(request: HttpRequest, membership: Membership) -> HttpResponse:
    """All exercises by group. Template therapist/library.html: `groups`."""
    return render(request, "therapist/library.html", {"groups": library_groups(load_catalogue())})


@for_clinicians
@require_safe
def exercise(request: HttpRequest, membership: Membership, exercise_id: str) -> HttpResponse:
    """One exercise in a clinician's terms. Template therapist/library_exercise.html."""
    page = library_page(exercise_id, load_catalogue())
    if page is None:
        raise Http404("no such exercise")
    return render(request, "therapist/library_exercise.html", page)
