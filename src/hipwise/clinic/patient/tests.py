"""Home tests: the list, and one test with its guide."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_permissions_policy.decorators import permissions_policy_override

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.home_tests import home_test_page, home_tests_page
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.today import open_day
from hipwise.library.catalogue import load_catalogue

# The phone's tilt is told by two; the camera may help where the person turns it on.
_SENSORS = {"accelerometer": "self", "gyroscope": "self", "camera": "self"}


@for_patients
@never_cache
@require_safe
def tests(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Template patient/tests.html: see `care.home_tests`. A locked plan, or due questions, lead to today."""
    catalogue, now = load_catalogue(), timezone.now()
    today = open_day(patient, now, catalogue)
    if not today.is_open:
        return redirect("patient-today")
    page = home_tests_page(patient, today.revision, now, catalogue)
    return render(request, "patient/tests.html", page)


@for_patients
@never_cache
@require_safe
@permissions_policy_override({**settings.PERMISSIONS_POLICY, **_SENSORS})
def test(request: HttpRequest, patient: Patient, test_id: str) -> HttpResponse:
    """One test. Template patient/test.html: `document` (of today) and what `care.home_tests` says of it."""
    catalogue, now = load_catalogue(), timezone.now()
    today = open_day(patient, now, catalogue)
    if not today.is_open:
        return redirect("patient-today")
    page = home_test_page(patient, today.revision, test_id, now, catalogue)
    if page is None:
        raise Http404("no such test")
    return render(request, "patient/test.html", {**page, "document": today.document(catalogue, asks=False)})
