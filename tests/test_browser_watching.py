"""What the worker keeps of a set: points only when it was asked to, the same as the server reads."""

import json
import math
from array import array
from base64 import b64decode

import pytest

from hipwise.browser import Watching
from hipwise.coach.packed_recording import unpack_recording
from hipwise.coach.report import watch
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from tests.coach.performer import Performer

CATALOGUE = load_catalogue()
BRIDGE = CATALOGUE.exercise("bridge")
WIDTH = 4 / 3


def _watched(**payload: object) -> Watching:
    """Three bridges, watched as the page sends them: 132 numbers a frame in heights of the picture."""
    asked = {"exercise": "bridge", "side": "both", "range_share": 1, **payload}
    watching = Watching(json.dumps(asked))
    performer = Performer(BRIDGE, Side.RIGHT, CATALOGUE).stand_still(1.5).repeat(3, pause_s=0.5)
    for frame in performer.record(12.0).frames():
        values = [v for x, y, z, seen in frame.landmarks for v in (x / 480, y / 480, z / 480, seen)]
        watching.points[:] = array("d", [v if math.isfinite(v) else math.nan for v in values])
        watching.observe(100.0 + frame.t_s, WIDTH, True)
    return watching


def test_without_being_asked_it_keeps_nothing() -> None:
    assert _watched().packet() == ""


@pytest.mark.parametrize("asked", [None, 1, "yes", False])
def test_only_a_clear_yes_counts(asked: object) -> None:
    assert _watched(records=asked).packet() == ""


def test_the_packet_is_the_set_as_it_was_watched() -> None:
    watching = _watched(records=True)
    recording = unpack_recording(b64decode(watching.packet())).recording
    assert recording.times_s[0] == 0.0
    count = watch(recording, BRIDGE, Side.BOTH, CATALOGUE).count
    assert count == json.loads(watching.finish())["count"] == 3


@pytest.mark.parametrize(("payload", "model"), [({"model": "full"}, "full"), ({}, "any")])
def test_the_packet_names_the_pose_model_of_the_page(payload: dict[str, str], model: str) -> None:
    packet = b64decode(_watched(records=True, **payload).packet())
    assert unpack_recording(packet).recording.model == model


def test_nobody_before_the_camera_leaves_no_points() -> None:
    watching = Watching(json.dumps({"exercise": "bridge", "side": "both", "range_share": 1, "records": True}))
    assert watching.packet() == ""
    watching.observe(0.0, WIDTH, False)
    kept = unpack_recording(b64decode(watching.packet())).recording
    assert all(math.isnan(points[0][0]) for points in kept.landmarks.values())
