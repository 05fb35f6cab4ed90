"""The plan editor: library, lines, checks, suppositions, goals, and the signature."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.desk import Desk, NoPlanError, edit_on_desk, read_desk, step_on_desk
from hipwise.clinic.care.draft_steps import NoStepError
from hipwise.clinic.care.goals import GoalError, add_goal, look_at_goal
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.own_dose import forget_own_dose, keep_line_as_own, own_doses
from hipwise.clinic.care.plan_edit import (
    Edit,
    EditError,
    add_item,
    apply_template,
    change_item,
    mend_item,
    move_item,
    refused_in_words,
    remove_item,
    take_dose,
    template_exercises,
)
from hipwise.clinic.care.plan_editor import goal_part, plan_editor
from hipwise.clinic.care.planning import SigningError, propose_anew, sign_plan
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.dose import ItemDose
from hipwise.plan.given import Given, GivenError
from hipwise.plan.what_if import WhatIf, read_what_if

_REFUSED = (EditError, SigningError, NoPlanError, NoStepError)
_SUPPOSED = ("flexion", "pinch", "irritable", "surgeon", "phase")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a request knows already of the page it answers with; the rest is read."""

    problem: str = ""
    desk: Desk | None = None
    own: Mapping[str, ItemDose] | None = None
    has_goals: bool = True
    what_if: WhatIf = field(default_factory=WhatIf)
    asked: Mapping[str, str] = field(default_factory=dict)


@never_cache
@require_safe
def editor(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """The editor. Template therapist/plan.html: see `care.plan_editor` for its values.

    GET `flexion`, `pinch`, `irritable`, `surgeon`, `phase` suppose other limits; nothing is saved.
    """
    patient = open_record(request, patient_id, "plan")
    try:
        what_if, problem = read_what_if(_supposed(request)), ""
    except GivenError as error:
        what_if, problem = WhatIf(), refused_in_words(error)
    asked = {name: request.GET.get(name, "") for name in _SUPPOSED}
    return _answer(request, patient, _Shown(problem=problem, what_if=what_if, asked=asked))


@require_POST
def edit(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """One edit: POST `op` with its fields; the ops are those of `_edit`, and propose, undo, redo.

    With htmx the fragment therapist/_plan.html, else back to the editor.
    """
    patient = open_record(request, patient_id, "plan")
    shown = _Shown(own=own_doses(_user(request), patient.clinic_id), has_goals=False)
    try:
        return _done(request, patient, replace(shown, desk=_edited(request, patient, shown.own or {})))
    except _REFUSED as error:
        return _done(request, patient, replace(shown, problem=str(error)))


@require_POST
def goals(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Name a goal (POST `words`, `look_on`) or say what became of one (`goal`, `answer`, `look_on`)."""
    patient = open_record(request, patient_id, "goals")
    user, catalogue, now = _user(request), load_catalogue(), timezone.now()
    said, look_on, problem = request.POST.get, request.POST.get("look_on", ""), ""
    try:
        if "goal" in request.POST:
            look_at_goal(patient, said("goal", ""), said("answer", ""), look_on, user, now)
        else:
            add_goal(patient, said("words", ""), look_on, user, catalogue, now)
    except GoalError as error:
        problem = str(error)
    return _done(request, patient, _Shown(problem=problem))


@require_POST
def keep_dose(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Keep the dose of the line POST `index` as the clinician's own, or `forget` the one of `exercise`."""
    patient = open_record(request, patient_id, "plan")
    user, exercise, problem = _user(request), request.POST.get("exercise", ""), ""
    try:
        if "forget" in request.POST:
            forget_own_dose(exercise, user, patient.clinic_id)
        else:
            index, now = _whole(request, "index"), timezone.now()
            keep_line_as_own(patient, index, exercise, user, load_catalogue(), now)
    except EditError as error:
        problem = str(error)
    return _done(request, patient, _Shown(problem=problem, has_goals=False))


@require_POST
def sign(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Sign the open revision: POST `number`, `seen` (the mark of what was read), `reason`.

    409 while a check stands against it, or when it says something else by now.
    """
    patient = open_record(request, patient_id, "plan")
    try:
        number = _whole(request, "number")
        reason = request.POST.get("reason", "").strip()
        seen = request.POST.get("seen", "")
        sign_plan(patient, number, _user(request), reason, load_catalogue(), timezone.now(), seen)
    except (EditError, SigningError) as error:
        context = _context(request, patient, _Shown(problem=str(error)))
        return render(request, "therapist/plan.html", context, status=409)
    messages.success(request, "The plan is signed and in force.")
    return redirect("patient-record", patient_id)


def _edited(request: HttpRequest, patient: Patient, own: Mapping[str, ItemDose]) -> Desk | None:
    """Do what was posted; the desk as it is then. Raises one of `_REFUSED`."""
    user, catalogue, now = _user(request), load_catalogue(), timezone.now()
    match request.POST.get("op"):
        case "propose":
            propose_anew(patient, user, catalogue, now)
            return None
        case "undo":
            return step_on_desk(patient, user, -1, catalogue, now)
        case "redo":
            return step_on_desk(patient, user, +1, catalogue, now)
    asked_for = template_exercises(request.POST.get("template", ""), catalogue)
    return edit_on_desk(patient, user, _edit(request, own), catalogue, now, asked_for)


def _edit(request: HttpRequest, own: Mapping[str, ItemDose]) -> Edit:
    """The edit that was posted. Raises EditError."""
    catalogue, exercise = load_catalogue(), request.POST.get("exercise", "")
    match request.POST.get("op"):
        case "change":
            posted = {name: request.POST.getlist(name) for name in request.POST}
            return change_item(_whole(request, "index"), posted, catalogue)
        case "add":
            return add_item(exercise, catalogue, own.get(exercise))
        case "own-dose":
            return take_dose(_whole(request, "index"), exercise, own.get(exercise), catalogue)
        case "remove":
            return remove_item(_whole(request, "index"), catalogue, exercise)
        case "move":
            return move_item(_whole(request, "index"), _whole(request, "to"), exercise)
        case "mend":
            said = request.POST.get
            return mend_item(said("rule", ""), said("item", ""), said("text", ""), catalogue)
        case "template":
            return apply_template(request.POST.get("template", ""), catalogue)
        case other:
            raise EditError(
                "op: expected change, add, own-dose, remove, move, mend, template, propose, undo or redo, "
                f"got {other!r}."
            )


def _supposed(request: HttpRequest) -> dict[str, Given]:
    return {name: Given(name, _typed(request.GET.get(name, "").strip())) for name in _SUPPOSED}


def _typed(text: str) -> Any:
    """The number that was typed; nothing typed is missing; other text is refused with its place."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text or None
    return int(number) if number.is_integer() else number


def _whole(request: HttpRequest, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        raise EditError(f"{name}: expected a whole number.") from None


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _done(request: HttpRequest, patient: Patient, shown: _Shown) -> HttpResponse:
    """The fragment with htmx, else back to the editor; a refused edit says why."""
    if getattr(request, "htmx", False):
        return _answer(request, patient, shown)
    if shown.problem:
        messages.error(request, shown.problem)
    return redirect("plan-editor", patient.pk)


def _answer(request: HttpRequest, patient: Patient, shown: _Shown) -> HttpResponse:
    template = "therapist/_plan.html" if getattr(request, "htmx", False) else "therapist/plan.html"
    status = 422 if shown.problem else 200
    return render(request, template, _context(request, patient, shown), status=status)


def _context(request: HttpRequest, patient: Patient, shown: _Shown) -> dict[str, Any]:
    catalogue, today = load_catalogue(), local_day(patient, timezone.now())
    desk = shown.desk or read_desk(patient, today)
    own = own_doses(_user(request), patient.clinic_id) if shown.own is None else shown.own
    return {
        **plan_editor(patient, desk, own, today, catalogue, shown.what_if),
        **(goal_part(patient, today, catalogue) if shown.has_goals else {}),
        "edit_problem": shown.problem,
        "asked": shown.asked,
    }
