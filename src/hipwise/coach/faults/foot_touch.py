"""The free foot touches down. What counts as a touch is `coach.touch`."""

FOOT_TOUCH = "FOOT_TOUCH"
