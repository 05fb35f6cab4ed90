"""A movement as computed from its definition: sampled joint coordinates and peaks."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.side import Limb


@dataclass(frozen=True, slots=True)
class CompiledMovement:
    """One repetition, sampled evenly in path order for a working RIGHT side.

    `times_s` starts at 0; `coordinates` maps an OpenSim coordinate name with the role as suffix
    (`hip_flexion_working`) to degrees, one value a sample; `parts` gives each sample's part
    (out, hold, back); `words` its spoken phase.
    """

    exercise: str
    times_s: tuple[float, ...]
    parts: tuple[str, ...]
    words: tuple[str, ...]
    coordinates: Mapping[str, tuple[float, ...]]

    def of_limb(self, coordinate: str, limb: Limb) -> tuple[float, ...]:
        """One coordinate of one limb over the repetition, degrees."""
        return self.coordinates[f"{coordinate}_{limb.value}"]
