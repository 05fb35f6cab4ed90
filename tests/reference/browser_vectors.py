"""Payloads for the core's browser functions and the answers that CPython gives them.

`python -m tests.reference.browser_vectors` writes them to `browser_vectors.json`. The same calls are made
without Django and numpy, and inside Chromium, and must give the same answers.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hipwise.browser import call
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.plan import item_to_mapping, plan_to_mapping
from tests.plan.logs import item, plan

FOLDER = Path(__file__).parent
FILE = FOLDER / "browser_vectors.json"
COMMAND = "python -m tests.reference.browser_vectors"

PRESS = {
    "exercise": "clamshell",
    "place": "groin",
    "place_side": "right",
    "phase": 2,
    "is_post_operative": False,
    "analgesic": False,
    "working_side": "right",
}
EARLIER = [
    {
        "id": "before",
        "at": "2026-11-17T09:00:00+01:00",
        "kind": "test",
        "test": "single_leg_stance_s",
        "trials": {"left": [30, 35, 40], "right": [20, 25, 30]},
    }
]
TESTED = {"age": 44, "sex": "female", "sore_side": "right"}
TRIED: tuple[dict[str, object], ...] = (
    {"at": "2026-11-24T09:00:00+01:00", "trials": {"left": [45, 45, 45], "right": [30, 31.5, 38]}},
    {"at": "2026-11-24T09:00:00+01:00", "trials": {"left": [45, 45], "right": [30, 31, 38]}},
    {"at": "2026-11-24T09:00:00+01:00", "trials": {"left": [45, 45, 45]}, "stopped": "right"},
    {"at": "2026-11-24T09:00:00+01:00", "test": "plank_s", "trials": {"both": [40]}},
)
PRESSES: tuple[dict[str, Any], ...] = (
    *({"kind": "pinch", "strength": strength} for strength in range(11)),
    *({"kind": "ache", "strength": strength} for strength in (0, 2, 3, 4, 6)),
    *({"kind": "ache", "strength": strength, "place": "outer-hip", "phase": 3} for strength in (3, 4, 5)),
    *({"kind": kind, "strength": 2, "place": "buttock"} for kind in ("muscle", "tired-muscle", "burning")),
    {"kind": "pinch", "strength": 2, "small_pinches": 1},
    {"kind": "pinch", "strength": 1, "range_share": 0.55},
    {"kind": "pinch", "strength": 4, "left_out": ["bridge"]},
    {"kind": "ache", "strength": 2, "is_night_pain_new": True},
    {"kind": "ache", "strength": 3, "is_post_operative": True, "postoperative_week": 6},
    {"kind": "ache", "strength": 3, "is_post_operative": True, "postoperative_week": 7},
    {"kind": "ache", "strength": 2, "analgesic": True},
    {"kind": "ache", "strength": 3, "exercise": "jump-and-land"},
    {"kind": "ache", "strength": 1, "limp": True},
    {"kind": "pinch", "place": None, "strength": 2},
    {"kind": "pinch", "strength": None},
    {"kind": None, "strength": 2},
    {"kind": "pinch", "strength": 11},
    {"kind": "sharp", "strength": 2},
    {"kind": "pinch", "strength": 2, "exercise": "squat"},
    {"kind": "pinch", "strength": 2, "surprise": 1},
)
EVENTS: tuple[tuple[int, dict[str, Any]], ...] = (
    (0, {"kind": "done"}),
    (1, {"kind": "pain", "action": "go_on_smaller", "range_share": 0.667, "goes_on": True}),
    (1, {"kind": "pain", "action": "stop_set", "goes_on": True}),
    (1, {"kind": "pain", "action": "stop_set"}),
    (1, {"kind": "pain", "action": "leave_out_today"}),
    (1, {"kind": "pain", "action": "end_session"}),
    (1, {"kind": "pain", "action": "red_flag_questions", "goes_on": True}),
    (2, {"kind": "skip"}),
    (2, {"kind": "resume", "away_s": 10}),
    (2, {"kind": "resume", "away_s": 1000}),
    (0, {"kind": "dance"}),
    (1000, {"kind": "done"}),
)


def example_intake() -> dict[str, Any]:
    """The contract's complete intake as plain values."""
    from ruamel.yaml import YAML

    raw = YAML(typ="safe", pure=True).load((FOLDER / "intake.example.yaml").read_text("utf-8"))
    return json.loads(json.dumps(raw, default=str))


def example_log() -> list[dict[str, Any]]:
    """The contract's log."""
    return [json.loads(line) for line in (FOLDER / "log.example.jsonl").read_text("utf-8").splitlines()]


def calls() -> Iterator[tuple[str, object]]:
    """Every name and payload, in the order of the file."""
    intake, log = example_intake(), example_log()
    bridge = item("bridge", side=Side.BOTH, repetitions=15, hold_s=2, tempo="2-2-2")
    stretch = item("hip-flexor-stretch", sets=1, repetitions=3, hold_s=30, tempo="3-30-3")
    known = plan(item(), bridge, stretch)
    items = [item_to_mapping(each) for each in known.items]
    yield "version", {}
    yield "no-such-name", {}
    for press in PRESSES:
        yield "answer-pain", {**PRESS, **press}
    for test in ("single-leg-squat", "side-plank"):
        on_test = {key: value for key, value in PRESS.items() if key != "exercise"}
        yield "answer-pain", {**on_test, "test": test, "kind": "pinch", "strength": 1}
    for tried in TRIED:
        yield (
            "test-result",
            {"earlier": EARLIER, "person": TESTED, "entry": {**EARLIER[0], "id": "now", **tried}},
        )
    yield "test-result", {"earlier": [], "person": TESTED, "entry": None}
    yield "session-script", {"items": []}
    yield "session-script", {"items": items}
    yield "session-script", {"items": [{**items[0], "side": "both", "first_side": "left"}]}
    yield "session-script", {"items": "all"}
    script = json.loads(call("session-script", json.dumps({"items": items[:2]})))["script"]
    for index, event in EVENTS:
        yield "next-step", {"script": script, "index": index, "event": event}
    yield "screen", intake
    for flag in sorted(load_catalogue().red_flags):
        yield "screen", {**intake, "red_flags": [flag]}
    yield "screen", {**intake, "diagnosis": {"confirmed": False, "by": None}}
    yield "screen", {}
    today = {"plan": plan_to_mapping(known), "intake": intake, "log": log}
    sore = {**log[2], "id": "a sore set", "pinch": 4}
    flag = {"id": "a flag", "at": log[5]["at"], "kind": "red_flag", "flags": ["blood-clot"]}
    for more in ([], [sore], [flag], [{**log[0], "score": 11, "id": "too much"}]):
        yield "progress-preview", {**today, "log": [*log, *more], "today": "2026-11-24"}
    yield "progress-preview", {**today, "log": [], "today": "2026-11-24"}


def vectors() -> list[dict[str, object]]:
    """Each call with the answer that this Python gives."""
    return [
        {"name": name, "payload": payload, "expected": json.loads(call(name, json.dumps(payload)))}
        for name, payload in calls()
    ]


def as_text() -> str:
    """The whole file."""
    head = json.dumps({"_generated_by": COMMAND})[:-1]
    lines = ",\n".join(json.dumps(vector, ensure_ascii=False, separators=(",", ":")) for vector in vectors())
    return f'{head}, "vectors": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(as_text(), "utf-8")
