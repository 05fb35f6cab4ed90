"""Reminders: when and how, the calendar's address, and the way to end them from an e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.calendar_feed import calendar_of, make_address, take_address_back
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.push import PushError, add_device
from hipwise.clinic.care.reminders import ReminderForm, choose, reminders_page, stop_emails
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
def reminders(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The choice. Template patient/reminders.html: see `care.reminders.reminders_page`, with `problem`."""
    form = ReminderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose(patient, **form.cleaned_data)
        messages.success(request, "Your reminders are saved.")
        return redirect("patient-reminders")
    problem = "Choose an hour such as 18:00." if form.errors else ""
    page = {**reminders_page(patient), "problem": problem, "address": "", "email": request.user.email}  # type: ignore[union-attr]
    return render(request, "patient/reminders.html", page, status=422 if problem else 200)


@for_patients
@never_cache
@require_POST
def calendar_address(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Make the calendar's address, shown once on this answer (`address`); POST `off` takes it back."""
    if request.POST.get("off"):
        take_address_back(patient)
        messages.success(request, "The calendar address does not work any more.")
        return redirect("patient-reminders")
    secret = make_address(patient, timezone.now())
    address = request.build_absolute_uri(reverse("calendar-feed", args=(secret,)))
    page = {**reminders_page(patient), "problem": "", "address": address, "email": request.user.email}  # type: ignore[union-attr]
    page["webcal"] = "webcal:" + address.split(":", 1)[1]
    return render(request, "patient/reminders.html", page)


@for_patients
@require_POST
def device(request: HttpRequest, patient: Patient) -> HttpResponse:
    """This browser wants to show reminders: POST `endpoint`. 204, or 400 with a sentence."""
    try:
        add_device(patient, request.POST.get("endpoint", ""))
    except PushError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@login_not_required
@never_cache
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address, for calendar programs; they do not sign in."""
    content = calendar_of(secret, timezone.now(), load_catalogue())
    if content is None:
        raise Http404("no such calendar")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="exercises.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@csrf_exempt
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The stop link of an e-mail: a button, since mail programs open links by themselves; POST ends them."""
    is_done = request.method == "POST" and stop_emails(token)
    is_unknown = request.method == "POST" and not is_done
    context = {"is_done": is_done, "is_unknown": is_unknown}
    return render(request, "patient/reminder_stop.html", context, status=410 if is_unknown else 200)
