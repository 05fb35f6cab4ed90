"""The FHIR bundle keeps every item with its dose, refers only to itself and names nobody."""

import json
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle

from hipwise.exchange.fhir.care_plan import plan_bundle
from hipwise.exchange.fhir.dose_extension import EXERCISE_DOSE
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.prescribing import prescribe
from tests.exchange.samples import example_intake, example_plan

CATALOGUE = load_catalogue()


def _bundle(**choices: object) -> dict:
    return plan_bundle(example_plan(), CATALOGUE, example_intake().goals, **choices)


def _resources(kind: str, **choices: object) -> list[dict]:
    entries = [entry["resource"] for entry in _bundle(**choices)["entry"]]
    return [resource for resource in entries if resource["resourceType"] == kind]


def test_the_published_model_reads_the_bundle_back() -> None:
    assert Bundle.model_validate_json(json.dumps(_bundle())).type == "collection"


def test_every_item_is_one_request_with_days_and_side() -> None:
    requests = _resources("ServiceRequest")
    assert [item.exercise for item in example_plan().items] == [
        request["code"]["coding"][0]["code"] for request in requests
    ]
    for item, request in zip(example_plan().items, requests, strict=True):
        assert list(item.days) == request["occurrenceTiming"]["repeat"]["dayOfWeek"]
        assert item.side.value in request["bodySite"][0]["text"]


def test_the_extension_carries_the_whole_dose() -> None:
    item, request = example_plan().items[0], _resources("ServiceRequest")[0]
    [extension] = request["extension"]
    parts = {part["url"]: part for part in extension["extension"]}
    assert extension["url"] == EXERCISE_DOSE
    assert item.sets == parts["sets"]["valuePositiveInt"]
    assert item.repetitions == parts["repetitions"]["valuePositiveInt"]
    assert item.hold_s == parts["hold"]["valueQuantity"]["value"]
    assert item.side.value == parts["side"]["valueCode"]
    assert item.tempo == parts["tempo"]["valueString"]


def test_every_reference_points_into_the_bundle() -> None:
    urls = {entry["fullUrl"] for entry in _bundle()["entry"]}
    text = json.dumps([entry["resource"] for entry in _bundle()["entry"]])
    named = {part.split('"')[0] for part in text.split('"reference": "')[1:]}
    assert named <= urls


def test_nothing_is_ordered_before_somebody_signs() -> None:
    resources = _resources("CarePlan") + _resources("ServiceRequest")
    assert {("draft", "proposal")} == {(r["status"], r["intent"]) for r in resources}


def test_the_goals_of_the_intake_are_goals() -> None:
    codes = [goal["description"]["coding"][0]["code"] for goal in _resources("Goal")]
    assert list(example_intake().goals) == codes


def test_the_patient_is_an_empty_place() -> None:
    assert _resources("Patient") == [{"resourceType": "Patient", "active": True}]


def test_snomed_codes_stay_out_unless_asked_for() -> None:
    assert "snomed" not in json.dumps(_bundle())
    assert "229065009" in json.dumps(_bundle(with_snomed=True))


def test_the_same_plan_gives_the_same_bundle_and_another_key_other_ids() -> None:
    assert _bundle() == _bundle()
    assert _bundle()["entry"][0]["fullUrl"] != _bundle(key="two")["entry"][0]["fullUrl"]


def test_a_blocked_plan_is_not_exported() -> None:
    blocked = prescribe(replace(example_intake(), red_flags=("cancer",)), CATALOGUE)
    with pytest.raises(ValueError, match="blocked"):
        plan_bundle(blocked, CATALOGUE)
