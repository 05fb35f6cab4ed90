"""The words of a licensed questionnaire as a file: YAML with our keys, or a FHIR R4 Questionnaire in JSON.

The words stay with the clinic that holds the licence; none of them ship. A file names its measure, on which
permission it is used, and the words of every item under the item's id (`7`, `pain-7`, `limp`).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hipwise.exchange.mapping_file import parse_mapping, read_mapping
from hipwise.exchange.text_file import FileError
from hipwise.follow.questionnaire import Item, Option, Questionnaire
from hipwise.library.catalogue import Catalogue
from hipwise.library.measure import Measure
from hipwise.plan.given import Given, GivenError

LIMIT_BYTES = 300_000
EXPECTED = "a questionnaire"
_LONGEST, _LONGEST_TITLE, _LONGEST_LICENCE = 500, 120, 300
_KEYS = ("measure", "title", "licence", "language", "items")
_ITEM_KEYS = ("id", "text", "low_words", "high_words", "options")


def read_questionnaire(path: Path, catalogue: Catalogue) -> Questionnaire:
    """The questionnaire in a file. Raises FileError naming the file and the place in it."""
    return _questionnaire(read_mapping(path, LIMIT_BYTES, EXPECTED), path, catalogue)


def parse_questionnaire(text: str, file: object, catalogue: Catalogue) -> Questionnaire:
    """The same from its text; `file` names it in messages. Raises FileError."""
    if not text.strip():
        raise FileError(file, "", EXPECTED, "an empty file", "check that this is the file you meant")
    return _questionnaire(parse_mapping(text, file, EXPECTED), file, catalogue)


def _questionnaire(raw: Mapping[str, Any], file: object, catalogue: Catalogue) -> Questionnaire:
    try:
        return _read(_from_fhir(raw) if "resourceType" in raw else raw, catalogue)
    except GivenError as error:
        raise FileError(file, error.place, error.expected, error.found, error.advice) from None


def _read(raw: Mapping[str, Any], catalogue: Catalogue) -> Questionnaire:
    part = Given("", raw).mapping(_KEYS)
    licensed = tuple(m.id for m in catalogue.measures.values() if not m.text_included and m.asked)
    measure = catalogue.measures[part["measure"].word_of(licensed)]
    items = tuple(_item(given, measure) for given in part["items"].entries())
    _check_items(items, measure, part["items"])
    return Questionnaire(
        measure.id,
        part["title"].text(_LONGEST_TITLE) if not part["title"].is_missing else measure.short,
        part["licence"].text(_LONGEST_LICENCE),
        part["language"].text(20) if not part["language"].is_missing else "en",
        items,
    )


def _item(given: Given, measure: Measure) -> Item:
    part = given.mapping(_ITEM_KEYS)
    key = part["id"]
    name = str(key.raw)
    if name not in measure.item_ids:
        key.refuse(f"an item of {measure.id}", f"its items are {', '.join(measure.item_ids)}")
    options = () if part["options"].is_missing else tuple(_option(o) for o in part["options"].entries())
    _check_options(options, name, measure, part["options"])
    low, high = (_words(part[end]) for end in ("low_words", "high_words"))
    return Item(name, part["text"].text(_LONGEST), low, high, options)


def _words(given: Given) -> str:
    return "" if given.is_missing else given.text(_LONGEST)


def _option(given: Given) -> Option:
    part = given.mapping(("value", "text"))
    return Option(part["value"].number(-100, 1000, "points"), part["text"].text(_LONGEST))


def _check_options(options: Sequence[Option], name: str, measure: Measure, given: Given) -> None:
    """Points that the scoring does not know would give no score, so they are refused here."""
    rule = measure.scoring
    points = next((part.points[name] for part in measure.subscales if part.points), None)
    if points is not None and not options:
        given.refuse("an answer for each number of points", f"its points are {_list(points)}")
    for option in options:
        known = option.value in points if points else rule.answer_low <= option.value <= rule.answer_high
        if not known:
            wanted = _list(points) if points else f"{rule.answer_low:g} to {rule.answer_high:g}"
            given.refuse(f"points that {name} has", f"choose from {wanted}")


def _list(points: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in points)


def _check_items(items: Sequence[Item], measure: Measure, given: Given) -> None:
    ids = [item.id for item in items]
    twice = next((key for key in ids if ids.count(key) > 1), None)
    if twice is not None:
        raise GivenError(given.place, "each item once", f"{twice} twice", "remove one of them")
    missing = [key for key in measure.item_ids if key not in ids]
    if missing:
        found = f"{len(ids)} of {len(measure.item_ids)}"
        raise GivenError(given.place, "every item", found, f"add {', '.join(missing)}")


def _from_fhir(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The same with our keys: `name` is the measure, `copyright` the licence, `linkId` the item.

    The ends of a scale are display items inside the item, `linkId` with `-low` and `-high`.
    """
    if raw["resourceType"] != "Questionnaire":
        Given("resourceType", raw["resourceType"]).refuse("Questionnaire", "give a FHIR Questionnaire")
    return {
        "measure": raw.get("name"),
        "title": raw.get("title"),
        "licence": raw.get("copyright"),
        "language": raw.get("language"),
        "items": [_from_fhir_item(item) for item in _questions(raw.get("item"))],
    }


def _questions(items: object) -> Iterator[Mapping[str, Any]]:
    """The questions at any depth; groups are opened, texts for display are none."""
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            Given("item", item).refuse("an item", "write linkId, text and type")
        if item.get("type") == "group":
            yield from _questions(item.get("item"))
        elif item.get("type") != "display":
            yield item


def _from_fhir_item(item: Mapping[str, Any]) -> dict[str, Any]:
    inner = item.get("item")
    shown = (
        {i.get("linkId"): i.get("text") for i in inner if isinstance(i, dict)}
        if isinstance(inner, list)
        else {}
    )
    key = item.get("linkId")
    answers = item.get("answerOption")
    return {
        "id": key,
        "text": item.get("text"),
        "low_words": shown.get(f"{key}-low"),
        "high_words": shown.get(f"{key}-high"),
        "options": [_from_fhir_option(o) for o in answers] if isinstance(answers, list) and answers else None,
    }


def _from_fhir_option(option: object) -> dict[str, Any]:
    """Points and words of an answer: a coding's code and display, or a whole number."""
    given = option if isinstance(option, dict) else {}
    coding = given.get("valueCoding")
    if isinstance(coding, dict):
        code = str(coding.get("code"))
        return {"value": int(code) if code.lstrip("-").isdigit() else code, "text": coding.get("display")}
    value = given.get("valueInteger")
    return {"value": value, "text": None if value is None else str(value)}
