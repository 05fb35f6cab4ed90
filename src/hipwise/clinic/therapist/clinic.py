"""The clinic as a whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hipwise.clinic.care.access import for_clinicians
from hipwise.clinic.care.clinic_page import clinic_page
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue


@for_clinicians
@never_cache
@require_safe
def clinic(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Caseload, adherence and outcomes. Template therapist/clinic.html: see `care.clinic_page`."""
    page = clinic_page(membership, timezone.now(), load_catalogue())
    return render(request, "therapist/clinic.html", page)
