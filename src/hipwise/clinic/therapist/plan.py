"""The plan editor: library, lines, checks, and the signature."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.plan_edit import Edit, EditError, add_item, change_item, move_item, remove_item
from hipwise.clinic.care.plan_editor import plan_editor
from hipwise.clinic.care.planning import SigningError, edit_plan, propose_anew, sign_plan
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@never_cache
@require_safe
def editor(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The editor. Template therapist/plan.html: see `care.plan_editor.plan_editor` for its values."""
    patient = open_record(request, patient_id, "plan")
    return render(request, "therapist/plan.html", _context(patient))


@require_POST
def edit(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One edit: POST `op` change, add, remove, move or propose, with its fields.

    With htmx the fragment therapist/_plan.html, else back to the editor.
    """
    patient = open_record(request, patient_id, "plan")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    problem = ""
    try:
        if request.POST.get("op") == "propose":
            propose_anew(patient, request.user, catalogue, now)
        else:
            edit_plan(patient, request.user, _edit(request), catalogue, now)
    except (EditError, SigningError) as error:
        problem = str(error)
    if getattr(request, "htmx", False):
        context = {**_context(patient), "edit_problem": problem}
        return render(request, "therapist/_plan.html", context, status=422 if problem else 200)
    if problem:
        messages.error(request, problem)
    return redirect("plan-editor", patient_id)


@require_POST
def sign(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Sign the open revision: POST `number`, `reason`. 409 while a check stands against it."""
    patient = open_record(request, patient_id, "plan")
    assert isinstance(request.user, User)
    try:
        number = _whole(request, "number")
        reason = request.POST.get("reason", "").strip()
        sign_plan(patient, number, request.user, reason, load_catalogue(), timezone.now())
    except (EditError, SigningError) as error:
        context = {**_context(patient), "sign_problem": str(error), "can_sign": False}
        return render(request, "therapist/plan.html", context, status=409)
    messages.success(request, "The plan is signed and in force.")
    return redirect("patient-record", patient_id)


def _edit(request: HttpRequest) -> Edit:
    """The edit that was posted. Raises EditError."""
    catalogue = load_catalogue()
    match request.POST.get("op"):
        case "change":
            posted = {name: request.POST.getlist(name) for name in request.POST}
            return change_item(_whole(request, "index"), posted, catalogue)
        case "add":
            return add_item(request.POST.get("exercise", ""), catalogue)
        case "remove":
            return remove_item(_whole(request, "index"), catalogue)
        case "move":
            return move_item(_whole(request, "index"), _whole(request, "to"))
        case other:
            raise EditError(f"op: expected change, add, remove, move or propose, got {other!r}.")


def _whole(request: HttpRequest, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        raise EditError(f"{name}: expected a whole number.") from None


def _context(patient: Patient) -> dict[str, Any]:
    return plan_editor(patient, timezone.now(), load_catalogue())
