"""The colours of the figure, as `#rrggbb`; one place for pictures, screens and prints.

Skin tones run from light to dark, each with a hair colour that stays visible beside it. The patient chooses;
nothing is guessed about them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkinTone:
    """A skin and a hair colour that go together; `words` name it for people."""

    id: str
    words: str
    skin: str
    hair: str


SKIN_TONES: tuple[SkinTone, ...] = (
    SkinTone("tone-1", "Very light", "#f0d5c3", "#8a6a4f"),
    SkinTone("tone-2", "Light", "#d8b79f", "#4b3b33"),
    SkinTone("tone-3", "Medium", "#c0936f", "#3b2c25"),
    SkinTone("tone-4", "Brown", "#96683f", "#2a201c"),
    SkinTone("tone-5", "Dark brown", "#6d4730", "#1d1714"),
    SkinTone("tone-6", "Very dark", "#4a3026", "#120f0e"),
)
DEFAULT_SKIN_TONE = "tone-2"
SHIRT = "#7d97a8"
SHORTS = "#36475a"
# Red belongs to the working muscle alone; a stretched one is amber; steady ones are outlined in slate.
MUSCLE_WORKING = "#d8412f"
MUSCLE_STRETCHED = "#d99a2b"
MUSCLE_STEADY = "#5b6f8a"
MAT = "#6f9aa0"


def skin_tone(tone_id: str) -> SkinTone:
    """The tone of that id. Raises KeyError for an unknown one."""
    return {tone.id: tone for tone in SKIN_TONES}[tone_id]
