"""What the figure on a page needs: its addresses, its side in words, its tempo and breathing cue."""

from typing import Any

from hipwise.clinic.care.figure_address import figure_urls
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.departure import shown_faults
from hipwise.plan.session import side_words


def figure_player(
    exercise: Exercise,
    sides: tuple[Side, ...],
    catalogue: Catalogue,
    range_share: float = 1.0,
    tempo: str = "",
) -> dict[str, Any]:
    """Values of the templates `figure/player.html` and `figure/faults.html`; the first side is shown."""
    urls = figure_urls(exercise.id, sides, range_share)
    clips = urls["clip"]
    assert isinstance(clips, dict)
    clip = clips[sides[0].value]
    cues = {watched.code: watched.cue for watched in exercise.watch.faults}
    return {
        "name": exercise.name,
        "side": sides[0].value,
        "side_words": side_words(exercise, sides[0]) or "Both sides",
        "clip": clip,
        "start": urls["start"],
        "end": urls["end"],
        "tempo": tempo,
        "breathing": " ".join(step.text for step in exercise.steps if step.kind == "breathing"),
        "faults": [
            {"name": fault.name, "cue": cues[fault.code], "clip": f"{clip}&fault={fault.code}"}
            for fault in shown_faults(exercise, catalogue.faults)
        ],
    }
