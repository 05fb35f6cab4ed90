"""What the figure on a page needs: its addresses, its side in words, its tempo, breathing cue and faults."""

from typing import Any

from hipwise.clinic.care.figure_address import figure_urls
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.departure import shown_faults
from hipwise.plan.session import side_words

# How the key under the figure names what a muscle does.
_ROLE_WORDS = {"working": "Works", "stretched": "Is stretched", "steady": "Holds steady"}


def figure_player(
    exercise: Exercise,
    sides: tuple[Side, ...],
    catalogue: Catalogue,
    range_share: float = 1.0,
    tempo: str = "",
) -> dict[str, Any]:
    """Values of the templates `figure/player.html` and `figure/faults.html`; the first side is shown."""
    shown = [_side(exercise, side, range_share) for side in sides]
    roles = {muscle.role for muscle in exercise.muscles}
    cues = {watched.code: watched.cue for watched in exercise.watch.faults}
    return {
        **shown[0],
        "name": exercise.name,
        "sides": shown,
        "tempo": tempo,
        "breathing": " ".join(step.text for step in exercise.steps if step.kind == "breathing"),
        "roles": [{"id": role, "words": words} for role, words in _ROLE_WORDS.items() if role in roles],
        "faults": [
            {"name": fault.name, "cue": cues[fault.code], "clip": f"{shown[0]['clip']}&fault={fault.code}"}
            for fault in shown_faults(exercise, catalogue.faults)
        ],
    }


def _side(exercise: Exercise, side: Side, range_share: float) -> dict[str, Any]:
    urls = figure_urls(exercise.id, (side,), range_share)
    clips = urls["clip"]
    assert isinstance(clips, dict)
    return {
        "side": side.value,
        "words": side_words(exercise, side) or "Both sides",
        "clip": clips[side.value],
        "start": urls["start"],
        "end": urls["end"],
    }
