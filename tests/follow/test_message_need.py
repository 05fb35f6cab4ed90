"""A message waits for a person, never for a week, and words of a warning sign come first."""

from datetime import date

from hipwise.follow.message_need import OpenMessage, message_need
from hipwise.follow.need import Need, Place, Urgency, first_of
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 24)
PLAIN = OpenMessage(date(2026, 11, 23), {})
WARNING = OpenMessage(TODAY, {"blood-clot": "calf"})


def need(*messages: OpenMessage) -> Need:
    found = message_need(messages, TODAY, CATALOGUE)
    assert found is not None
    return found


def test_without_an_open_message_nothing_is_needed() -> None:
    assert message_need([], TODAY, CATALOGUE) is None


def test_a_message_is_answered_today() -> None:
    assert need(PLAIN).urgency is Urgency.TODAY
    assert need(PLAIN).reason.text == "Wrote on 23 November, not answered yet"


def test_a_message_of_today_says_so() -> None:
    assert need(OpenMessage(TODAY, {})).reason.text == "Wrote today, not answered yet"
    assert need(OpenMessage(date(2026, 11, 25), {})).reason.text == "Wrote today, not answered yet"


def test_a_warning_sign_is_told_by_its_name_and_one_that_nobody_knows_by_its_words() -> None:
    found = need(OpenMessage(TODAY, {"blood-clot": "calf", "unheard-of": "odd"}))
    assert CATALOGUE.red_flags["blood-clot"].name.lower() in found.reason.text
    assert "“calf”, “odd”" in found.reason.text
    assert "unheard-of" not in found.reason.text
    assert found.size == 2


def test_words_of_a_warning_sign_come_now_and_are_named() -> None:
    found = need(PLAIN, WARNING)
    assert (found.urgency, found.step_words) == (Urgency.NOW, "Read, then call")
    assert "“calf”" in found.reason.text


def test_an_older_message_goes_before_a_younger_one() -> None:
    assert first_of([need(OpenMessage(TODAY, {})), need(PLAIN)]) == need(PLAIN)


def test_a_locked_plan_goes_before_words() -> None:
    locked = Need(Urgency.NOW, Place.ESCALATE, need(WARNING).reason, "", "call", "Call now")
    assert first_of([need(WARNING), locked]) == locked
