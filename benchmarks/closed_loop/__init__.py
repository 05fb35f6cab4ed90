"""The closed loop: the figure exercises, a camera and a pose model look, the coach judges, the truth is
known.
"""
