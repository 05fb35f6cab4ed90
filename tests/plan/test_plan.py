import copy

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.plan import PlanError, plan_from_mapping, plan_to_mapping
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import intake

CATALOGUE = load_catalogue()
RAW = plan_to_mapping(prescribe(intake(), CATALOGUE))


def test_the_contracts_keys_are_there():
    assert {
        "status",
        "screening",
        "pathway",
        "phase",
        "items",
        "left_out",
        "schedule",
        "minutes_per_day",
        "disclaimers",
    } <= set(RAW)
    assert {
        "exercise",
        "side",
        "sets",
        "repetitions",
        "hold_s",
        "rest_s",
        "tempo",
        "days",
        "minutes",
        "reasons",
    } <= set(RAW["items"][0])
    assert {"rule", "text", "source"} <= set(RAW["items"][0]["reasons"][0])
    assert {"outcome", "flags", "limits"} <= set(RAW["screening"])


def test_the_schedule_follows_from_the_items():
    for day, ids in RAW["schedule"].items():
        assert ids == [item["exercise"] for item in RAW["items"] if day in item["days"]]
        minutes = sum(item["minutes"] for item in RAW["items"] if day in item["days"])
        assert RAW["minutes_per_day"][day] == minutes


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("status",), "done", "status"),
        (("phase",), 7, "phase"),
        (("phase",), True, "phase"),
        (("items",), None, "items"),
        (("items", 0, "side"), None, "items[0].side"),
        (("items", 0, "sets"), 2.5, "items[0].sets"),
        (("items", 0, "sets"), True, "items[0].sets"),
        (("items", 0, "hold_s"), float("nan"), "items[0].hold_s"),
        (("items", 0, "days"), ["someday"], "items[0].days[0]"),
        (("items", 0, "reps"), 3, "items[0].reps"),
        (("made_on",), "yesterday", "made_on"),
        (("screening", "outcome"), "fine", "screening.outcome"),
        (("extra",), 1, "extra"),
    ],
)
def test_a_plan_that_cannot_be_read_is_one_sentence_with_file_and_place(path, value, place):
    raw = copy.deepcopy(RAW)
    target = raw
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(PlanError) as caught:
        plan_from_mapping(raw, "plan.yaml")
    assert caught.value.place == place
    assert str(caught.value).startswith(f"plan.yaml: {place}: expected ")


def test_a_blocked_plan_has_no_items():
    with pytest.raises(PlanError, match="no items in a blocked plan"):
        plan_from_mapping({**RAW, "status": "blocked"}, "plan.yaml")


def test_a_reason_that_was_read_before_is_the_same_again():
    first, second = (plan_from_mapping(copy.deepcopy(RAW), "test") for _ in range(2))
    assert first.left_out == second.left_out
    assert first.left_out[0].reasons[0] is second.left_out[0].reasons[0]


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [("rule", "No Word", "rule"), ("evidence", "Z", "evidence"), ("why", "so", "why"), ("text", 3, "text")],
)
def test_a_broken_reason_is_refused_with_its_place_however_often(key, value, place):
    raw = copy.deepcopy(RAW)
    raw["left_out"][0]["reasons"][0][key] = value
    for _ in range(2):
        with pytest.raises(PlanError) as refused:
            plan_from_mapping(raw, "test")
        assert refused.value.place == f"left_out[0].reasons[0].{place}"
