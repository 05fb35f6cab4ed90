"""The movement is larger than defined: the angle that carries it goes beyond its far end."""

from hipwise.coach.faults.angle_fault import AngleFault
from hipwise.coach.quantity import PhaseQuantity


def range_over(quantity: PhaseQuantity) -> AngleFault:
    """RANGE_OVER for the quantity that carries this movement, in that quantity's degrees."""
    scale = quantity.direction * abs(quantity.per_deg)
    return AngleFault(
        "RANGE_OVER", (quantity.expected.reading.name,), lambda row: scale * row[0], from_start=True
    )
