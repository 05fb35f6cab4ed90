"""Words of licensed questionnaires are read strictly, and every sentence says what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from hipwise.exchange.questionnaire_file import parse_questionnaire, read_questionnaire
from hipwise.exchange.text_file import FileError
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def a_file(measure: str = "ihot12", **changes: Any) -> str:
    """Invented words for every item of a measure."""
    points = CATALOGUE.measures[measure].subscales[0].points
    items = [
        {"id": key, "text": f"Invented {key}", "options": _options(points[key]) if points else None}
        for key in CATALOGUE.measures[measure].item_ids
    ]
    whole = {"measure": measure, "title": "Hip", "licence": "By letter of 2026", "items": items}
    return json.dumps({**whole, **changes})


def _options(points: tuple[float, ...]) -> list[dict[str, Any]]:
    return [{"value": value, "text": f"Invented {value}"} for value in points]


def a_fhir_questionnaire() -> dict[str, Any]:
    codes = [{"valueCoding": {"code": str(n), "display": f"Invented {n}"}} for n in range(5)]
    keys = CATALOGUE.measures["hos-sport"].item_ids
    items = [{"linkId": key, "type": "choice", "text": f"Q {key}", "answerOption": codes} for key in keys]
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "name": "hos-sport",
        "title": "Hip and sport",
        "copyright": "By licence",
        "item": [{"linkId": "all", "type": "group", "item": items}, {"linkId": "end", "type": "display"}],
    }


def refusal(text: str) -> str:
    with pytest.raises(FileError) as caught:
        parse_questionnaire(text, "words.yaml", CATALOGUE)
    return str(caught.value)


@pytest.mark.parametrize("measure", ["ihot12", "ihot33", "hagos", "hos-adl", "hos-sport", "mhhs"])
def test_every_licensed_measure_can_be_loaded(measure: str) -> None:
    found = parse_questionnaire(a_file(measure), "words.json", CATALOGUE)
    assert tuple(item.id for item in found.items) == CATALOGUE.measures[measure].item_ids


def test_yaml_is_read_from_a_file(tmp_path: Path) -> None:
    items = "\n".join(
        f"  - {{id: {n}, text: Invented {n}, low_words: none, high_words: most}}" for n in range(1, 13)
    )
    path = tmp_path / "words.yaml"
    path.write_text(f"measure: ihot12\nlicence: By letter\nitems:\n{items}\n")
    found = read_questionnaire(path, CATALOGUE)
    assert (found.title, found.language, found.items[0].high_words) == ("iHOT-12", "en", "most")


def test_a_fhir_questionnaire_is_read_through_its_groups() -> None:
    found = parse_questionnaire(json.dumps(a_fhir_questionnaire()), "words.json", CATALOGUE)
    assert (found.measure, len(found.items), found.licence) == ("hos-sport", 9, "By licence")
    assert found.items[0].options[4].value == 4


def test_the_ends_of_a_scale_are_display_items_in_fhir() -> None:
    raw = a_fhir_questionnaire()
    first = raw["item"][0]["item"][0]
    first["item"] = [{"linkId": "1-low", "type": "display", "text": "none"}]
    assert parse_questionnaire(json.dumps(raw), "words.json", CATALOGUE).items[0].low_words == "none"


def test_an_item_that_is_missing_is_named() -> None:
    raw = json.loads(a_file())
    text = refusal(json.dumps({**raw, "items": raw["items"][1:]}))
    assert text == "words.yaml, items: expected every item, found 11 of 12; add 1."


def test_an_item_twice_is_refused() -> None:
    raw = json.loads(a_file())
    assert "each item once" in refusal(json.dumps({**raw, "items": [*raw["items"], raw["items"][0]]}))


def test_an_item_of_another_measure_is_refused() -> None:
    items = [{"id": "pain-1", "text": "Invented"}]
    assert "an item of ihot12" in refusal(a_file(items=items))


def test_our_own_measures_are_not_replaced() -> None:
    assert "measure" in refusal(a_file(measure="ihot12").replace('"ihot12"', '"psfs"'))


def test_without_a_licence_nothing_is_loaded() -> None:
    assert "licence" in refusal(a_file(licence=None))


def test_points_that_the_scoring_does_not_know_are_refused() -> None:
    raw = json.loads(a_file("mhhs"))
    raw["items"][1]["options"][0]["value"] = 6
    assert "points that limp has" in refusal(json.dumps(raw))


@pytest.mark.parametrize(
    "text", ["", "[]", "items: 3", "{", "resourceType: Patient", "measure: ihot12\nlicence: x\nitems: [1]"]
)
def test_what_is_no_questionnaire_is_refused_with_one_sentence(text: str) -> None:
    said = refusal(text)
    assert said.startswith("words.yaml")
    assert "\n" not in said


@pytest.mark.parametrize("inner", [None, 3, {}, {"item": 4}, {"linkId": ["1"]}, {"answerOption": [3]}])
def test_broken_fhir_items_are_refused(inner: Any) -> None:
    raw = a_fhir_questionnaire()
    raw["item"] = [inner]
    assert refusal(json.dumps(raw)).startswith("words.yaml")
