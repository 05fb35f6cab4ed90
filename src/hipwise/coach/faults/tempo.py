"""The way back is too quick."""

from hipwise.coach.events import RepetitionDone

TEMPO_FAST = "TEMPO_FAST"


def back_seconds(repetition: RepetitionDone) -> float:
    """Seconds of the way back; the fault is a value below the limit."""
    return repetition.back_s
