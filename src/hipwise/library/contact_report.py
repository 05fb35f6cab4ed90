"""How well a solved movement keeps its contacts: what the build refuses and the therapist reads."""

from collections.abc import Iterator
from dataclasses import dataclass

# Beyond these a solved movement is not shown. Engineering limits of the figure, not clinical ones.
MOST_UNDER_MM = 5.0
MOST_DRIFT_MM = 5.0
MOST_DEPARTURE_DEG = 10.0


@dataclass(frozen=True, slots=True)
class ContactReport:
    """Worst values over all moments of a movement, right side.

    `under_mm`: skin below the floor or the top of a prop; `drift_mm`: a planted or still part from its place;
    `departure_deg`: a solved angle from the authored one, and `departure_of` which; `overlap_mm`: two limbs,
    taken as round, in each other where no contact asks for it, and `overlap_of` which.
    """

    under_mm: float
    drift_mm: float
    departure_deg: float
    departure_of: str
    overlap_mm: float
    overlap_of: str

    def problems(self) -> Iterator[str]:
        """A sentence for each limit that is passed. Overlap is told but not limited: flesh gives way."""
        if self.under_mm > MOST_UNDER_MM:
            yield f"expected skin at most {MOST_UNDER_MM:g} mm under the ground, got {self.under_mm:.1f}"
        if self.drift_mm > MOST_DRIFT_MM:
            yield f"expected contacts to stay within {MOST_DRIFT_MM:g} mm, got {self.drift_mm:.1f}"
        if self.departure_deg > MOST_DEPARTURE_DEG:
            text = f"expected solved angles within {MOST_DEPARTURE_DEG:g} degrees of the authored ones"
            yield f"{text}, got {self.departure_deg:.1f} in {self.departure_of}; author that angle anew"
