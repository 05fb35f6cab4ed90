"""The plan editor over HTTP: library, checks, mends, suppositions, templates, own doses, taking back."""

from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.models import OwnDose, PlanRevision
from hipwise.library.catalogue import load_catalogue

LOCKED = "piriformis-knee-to-opposite-shoulder"


class Editor:
    """The editor of Anna's plan, opened by a clinician."""

    def __init__(self, client: Any, patient: Any) -> None:
        self.client = client
        self.patient = patient

    def _url(self, name: str) -> str:
        return reverse(name, args=(self.patient.pk,))

    def open(self, **asked: Any) -> Any:
        """The page's values."""
        return self.client.get(self._url("plan-editor"), asked).context

    def post(self, op: str, **fields: Any) -> Any:
        """The answer to an edit as the page asks for it, with its values."""
        posted = {"op": op, **fields}
        return self.client.post(self._url("plan-edit"), posted, headers={"HX-Request": "true"})

    def keep_dose(self, **fields: Any) -> Any:
        """The answer to keeping a dose."""
        return self.client.post(self._url("plan-own-dose"), fields, headers={"HX-Request": "true"})

    def exercises(self) -> list[str]:
        """The lines, in order."""
        return [item["exercise"] for item in self.open()["items"]]


@pytest.fixture
def editor(everybody: Everybody, browser: Any) -> Editor:
    """A plan in force in the editor."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    return Editor(browser(everybody.therapist), patient)


def test_the_library_has_every_exercise_with_a_badge_and_its_number(editor: Editor) -> None:
    shelf = editor.open()["library"]
    assert {entry["id"] for entry in shelf} == set(load_catalogue().exercises)
    assert all(entry["badge"] and entry["badge_words"] for entry in shelf)


def test_every_dose_field_shows_its_range_and_where_it_comes_from(editor: Editor) -> None:
    for item in editor.open()["items"]:
        for field in item["fields"]:
            assert field["range"]
            assert field["origin"].endswith(".")


def test_a_dose_over_its_range_is_mended_by_its_button(editor: Editor) -> None:
    name = editor.exercises()[0]
    context = editor.post("change", index=0, exercise=name, sets=9).context
    assert not context["can_sign"]
    (finding,) = [f for f in context["findings"]["errors"] if f["rule"] == "lint-dose-above"]
    mended = editor.post("mend", rule=finding["rule"], item=finding["item"], text=finding["text"])
    assert mended.context["findings"]["errors"] == []
    assert mended.context["can_sign"]


def test_a_mend_whose_finding_has_gone_is_refused(editor: Editor) -> None:
    answer = editor.post("mend", rule="lint-dose-above", item="bridge", text="9 sets")
    assert answer.status_code == 422
    assert "no mend" in answer.context["edit_problem"]


def test_a_finding_is_on_its_line_and_in_the_panel(editor: Editor) -> None:
    context = editor.post("add", exercise=LOCKED).context
    line = next(item for item in context["items"] if item["exercise"] == LOCKED)
    assert line["has_error"]
    assert {f["rule"] for f in line["findings"]} == {
        f["rule"]
        for f in [*context["findings"]["errors"], *context["findings"]["warnings"]]
        if f["item"] == LOCKED
    }


def test_the_same_mend_of_a_line_is_offered_once(editor: Editor) -> None:
    findings = editor.post("add", exercise=LOCKED).context["findings"]["errors"]
    assert len(findings) > 1
    assert [f["mend"] for f in findings].count("Take it out") == 1


def test_an_edit_of_a_page_that_is_out_of_date_is_refused(editor: Editor) -> None:
    first, second = editor.exercises()[:2]
    editor.post("move", index=0, to=1, exercise=first)
    answer = editor.post("change", index=0, exercise=first, sets=3)
    assert answer.status_code == 422
    assert editor.exercises()[:2] == [second, first]


def test_one_edit_is_one_dose_on_all_days(editor: Editor) -> None:
    name = editor.exercises()[0]
    line = editor.post("change", index=0, exercise=name, rest_s=60).context["items"][0]
    assert (line["rest_s"], len(line["days"]) > 1) == (60, True)


def test_an_edit_that_changes_nothing_begins_no_draft(editor: Editor) -> None:
    line = editor.open()["items"][0]
    editor.post("change", index=0, exercise=line["exercise"], sets=line["sets"], days=line["days"])
    assert not PlanRevision.objects.filter(status="draft").exists()


def test_edits_are_taken_back_and_made_again_one_by_one(editor: Editor) -> None:
    before = editor.exercises()
    editor.post("remove", index=0, exercise=before[0])
    editor.post("move", index=0, to=1, exercise=before[1])
    after = editor.exercises()
    editor.post("undo")
    assert editor.exercises() == before[1:]
    editor.post("undo")
    assert editor.exercises() == before
    editor.post("redo")
    editor.post("redo")
    assert editor.exercises() == after


def test_there_is_nothing_to_take_back_before_the_first_edit(editor: Editor) -> None:
    assert editor.open()["steps"].undo == ""
    assert editor.post("undo").status_code == 422


def test_the_steps_say_what_they_take_back(editor: Editor) -> None:
    names = load_catalogue().exercises
    first = editor.exercises()[0]
    steps = editor.post("remove", index=0, exercise=first).context["steps"]
    assert steps.undo == f"{names[first].name} taken out"
    assert editor.post("undo").context["steps"].redo == steps.undo


def test_an_edit_after_taking_back_forgets_what_could_be_made_again(editor: Editor) -> None:
    first = editor.exercises()[0]
    editor.post("remove", index=0, exercise=first)
    editor.post("undo")
    editor.post("move", index=0, to=1, exercise=first)
    assert editor.post("redo").status_code == 422


def test_a_new_proposal_has_nothing_to_take_back(editor: Editor) -> None:
    editor.post("remove", index=0, exercise=editor.exercises()[0])
    editor.post("propose")
    assert editor.open()["steps"].undo == ""


def test_a_supposition_changes_badges_and_saves_nothing(editor: Editor) -> None:
    actual = {entry["id"]: entry["badge"] for entry in editor.open()["library"]}
    context = editor.open(flexion="40")
    supposed = {entry["id"]: entry["badge"] for entry in context["library"]}
    assert supposed["bridge"] == "blocked" != actual["bridge"]
    assert context["what_if"]["said"] == ["The hip bends to 40° at most."]
    assert not PlanRevision.objects.filter(status="draft").exists()
    assert {entry["id"]: entry["badge"] for entry in editor.open()["library"]} == actual


def test_a_supposition_says_what_a_badge_is_now(editor: Editor) -> None:
    bridge = next(e for e in editor.open(flexion="40")["library"] if e["id"] == "bridge")
    assert bridge["was_text"].startswith("Fits")


def test_nothing_is_signed_or_edited_under_a_supposition(editor: Editor) -> None:
    editor.post("move", index=0, to=1, exercise=editor.exercises()[0])
    context = editor.open(irritable="yes")
    assert (context["can_sign"], context["can_edit"]) == (False, False)
    assert "supposed" in context["sign_problem"]


def test_a_supposition_that_makes_no_sense_says_why(editor: Editor) -> None:
    page = editor.client.get(editor._url("plan-editor"), {"flexion": "far"})
    assert page.status_code == 422
    assert "Hip bend: expected" in page.context["edit_problem"]
    assert page.context["what_if"] is None


def test_a_template_keeps_what_fits_and_says_what_it_left_out(editor: Editor) -> None:
    context = editor.post("template", template="return-to-running-strength").context
    assert context["findings"]["errors"] == []
    notes = {note["exercise"]: note["reasons"] for note in context["steps"].notes}
    assert "single-leg-squat" in notes
    assert all(notes.values())


def test_a_template_that_nobody_knows_is_refused(editor: Editor) -> None:
    assert editor.post("template", template="head-stands").status_code == 422


def test_an_own_dose_is_where_the_exercise_starts(editor: Editor, everybody: Everybody) -> None:
    line = next(item for item in editor.open()["items"] if item["exercise"] == "bridge")
    editor.post("change", index=line["index"], exercise="bridge", repetitions=18, rest_s=60)
    assert editor.keep_dose(index=line["index"], exercise="bridge").status_code == 200
    editor.post("remove", index=line["index"], exercise="bridge")
    added = editor.post("add", exercise="bridge").context["items"][-1]
    assert (added["repetitions"], added["rest_s"]) == (18, 60)
    assert added["reasons"][0]["rule"] == "own-dose"


def test_a_dose_outside_its_range_is_not_kept(editor: Editor) -> None:
    name = editor.exercises()[0]
    editor.post("change", index=0, exercise=name, sets=9)
    answer = editor.keep_dose(index=0, exercise=name)
    assert (answer.status_code, OwnDose.objects.count()) == (422, 0)


def test_an_own_dose_is_of_one_clinician_alone(editor: Editor, everybody: Everybody, browser: Any) -> None:
    name = editor.exercises()[0]
    editor.keep_dose(index=0, exercise=name)
    other = Editor(browser(everybody.admin), editor.patient)
    assert other.open()["items"][0]["own_dose"] is None


def test_an_own_dose_can_be_forgotten(editor: Editor) -> None:
    name = editor.exercises()[0]
    editor.keep_dose(index=0, exercise=name)
    editor.keep_dose(exercise=name, forget="yes")
    assert OwnDose.objects.count() == 0


def test_the_difference_is_shown_field_by_field(editor: Editor) -> None:
    line = editor.open()["items"][0]
    context = editor.post("change", index=0, exercise=line["exercise"], rest_s=75).context
    assert ("Rest, seconds", "75") in [(row["field"], row["after"]) for row in context["field_changes"]]


def test_every_limit_says_where_it_comes_from(editor: Editor) -> None:
    limits = editor.open()["limits"]
    assert {"Hip bend", "Irritable", "Pinch", "Pain in exercise", "Minutes a day"} <= {
        limit["name"] for limit in limits
    }
    assert all(limit["source_words"] for limit in limits)


@pytest.mark.parametrize("op", ["change", "undo", "template", "mend"])
def test_a_patient_edits_no_plan(op: str, editor: Editor, everybody: Everybody, browser: Any) -> None:
    url = reverse("plan-edit", args=(editor.patient.pk,))
    assert browser(everybody.patient).post(url, {"op": op}).status_code == 403
    assert browser(everybody.other_therapist).post(url, {"op": op}).status_code == 404


@pytest.mark.parametrize("name", ["plan-goals", "plan-own-dose"])
def test_goals_and_doses_are_closed_to_others(
    name: str, editor: Editor, everybody: Everybody, browser: Any
) -> None:
    url = reverse(name, args=(editor.patient.pk,))
    assert browser(everybody.patient).post(url, {}).status_code == 403
    assert browser(everybody.other_therapist).post(url, {}).status_code == 404


def test_a_draft_keeps_no_more_than_its_last_edits(editor: Editor) -> None:
    for _ in range(40):
        editor.post("move", index=0, to=1, exercise=editor.exercises()[0])
    draft = PlanRevision.objects.defer(None).get(status="draft")
    assert len(draft.history["steps"]) == 30
    assert draft.step == 29


def test_a_signature_forgets_the_edits(editor: Editor) -> None:
    revision = editor.post("move", index=0, to=1, exercise=editor.exercises()[0]).context["revision"]
    number = revision["number"]
    editor.client.post(editor._url("plan-sign"), {"number": number, "seen": revision["mark"]})
    signed = PlanRevision.objects.defer(None).get(status="signed")
    assert (signed.number, signed.history) == (number, {})


@pytest.mark.parametrize("seen", [None, ""])
def test_nobody_signs_what_another_tab_has_changed(seen: str | None, editor: Editor) -> None:
    read = editor.post("move", index=0, to=1, exercise=editor.exercises()[0]).context["revision"]
    editor.post("remove", index=0, exercise=editor.exercises()[0])
    mark = read["mark"] if seen is None else seen
    answer = editor.client.post(editor._url("plan-sign"), {"number": read["number"], "seen": mark})
    assert answer.status_code == 409
    assert "The draft has changed since you opened it" in answer.content.decode()
    assert PlanRevision.objects.filter(status="draft").exists()


def test_what_was_typed_is_named_as_on_the_page(editor: Editor) -> None:
    page = editor.post("change", index=0, exercise=editor.exercises()[0], sets="w2")
    problem = page.context["edit_problem"]
    assert problem == "Sets: expected a whole number from 1 to 50, found the text 'w2'."


def test_a_plan_that_comes_back_is_whole(editor: Editor) -> None:
    editor.post("move", index=0, to=1, exercise=editor.exercises()[0])
    before = PlanRevision.objects.get(status="draft").plan
    editor.post("template", template="return-to-running-strength")
    editor.post("undo")
    assert PlanRevision.objects.get(status="draft").plan == before
