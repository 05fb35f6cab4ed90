"""The angle that carries a set has a name that people understand, and grows on the way out."""

import pytest

from hipwise.coach.watch_plan import plan_watch
from hipwise.exchange.quantity_words import quantity_words
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("quantity", "far_deg", "name", "sign"),
    [
        ("hip_flexion_working", 38.0, "Hip bend", 1.0),
        ("hip_flexion_working", -10.0, "Leg to the back", -1.0),
        ("hip_adduction_working", -30.0, "Leg to the side", -1.0),
        ("knee_angle_other", 90.0, "Knee bend, other leg", 1.0),
        ("pelvic_drop", -8.0, "Free hip higher", -1.0),
        (None, float("nan"), "The movement in the picture", 1.0),
        ("other_shank_length in the picture", 60.0, "The movement in the picture", 1.0),
    ],
)
def test_each_quantity_has_its_words(quantity: str | None, far_deg: float, name: str, sign: float) -> None:
    words = quantity_words(quantity, far_deg)
    assert (words.name, words.sign) == (name, sign)


@pytest.mark.parametrize(
    "exercise_id", sorted(e.id for e in CATALOGUE.exercises.values() if e.watch.camera != "none")
)
def test_every_coordinate_that_carries_an_exercise_has_a_name(exercise_id: str) -> None:
    quantity = plan_watch(CATALOGUE.exercise(exercise_id), CATALOGUE).quantity
    if quantity is not None and quantity.coordinate is not None:
        assert quantity_words(quantity.name, 1.0).name != "The movement in the picture"
