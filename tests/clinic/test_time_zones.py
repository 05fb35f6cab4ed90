"""The field of time zones: every zone once, the chosen one marked, nothing unescaped."""

from hipwise.clinic.people.time_zones import ZoneSelect, time_zones


def test_the_chosen_zone_is_marked_and_no_other() -> None:
    field = ZoneSelect().render("time_zone", "Europe/Zurich", {"id": "id_time_zone"})
    assert field.count(" selected") == 1
    assert '<option value="Europe/Zurich" selected>Europe/Zurich</option>' in field
    assert field.startswith('<select id="id_time_zone" name="time_zone">')


def test_without_a_choice_it_is_the_clinics() -> None:
    assert '<option value="" selected>As the clinic</option>' in ZoneSelect().render("time_zone", "")


def test_every_zone_is_offered_once() -> None:
    assert ZoneSelect().render("time_zone", None).count("<option") == len(time_zones()) + 1


def test_a_zone_that_is_none_marks_nothing() -> None:
    assert " selected" not in ZoneSelect().render("time_zone", '"><script>')
