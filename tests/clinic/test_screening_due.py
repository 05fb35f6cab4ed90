"""When the warning-sign questions are due again, no page gives a dose until they are answered."""

from typing import Any

import pytest
from tests.clinic.entries import a_red_flag
from tests.clinic.people import Everybody, days_ago, give_plan
from tests.clinic.test_alone_and_locked import post, printed

from hipwise.library.catalogue import load_catalogue

PLACES = ["/today/", "/plan/", "/handout/", "/session/", "/progress/"]


@pytest.fixture
def exercise(everybody: Everybody) -> str:
    """An exercise of Anna's plan, which was signed longer ago than the answers hold."""
    since = load_catalogue().setting("rescreen_days") + 1
    revision = give_plan(everybody.record(everybody.patient), everybody.therapist, days_ago(int(since)))
    first: str = revision.plan["items"][0]["exercise"]
    return first


@pytest.mark.parametrize("place", PLACES)
def test_no_page_shows_a_dose(place: str, exercise: str, everybody: Everybody, browser: Any) -> None:
    page = browser(everybody.patient).get(place, follow=True).content.decode()
    assert 'class="dose"' not in page


def test_the_page_of_an_exercise_asks_for_the_answers_in_place_of_the_dose(
    exercise: str, everybody: Everybody, browser: Any
) -> None:
    page = browser(everybody.patient).get(f"/plan/{exercise}/").content.decode()
    assert ("The questions come first" in page, "dose-table" in page) == (True, False)


def test_the_printed_sheet_asks_for_the_answers_and_shows_no_exercise(
    exercise: str, everybody: Everybody, browser: Any
) -> None:
    sheet = printed(browser(everybody.patient).get("/handout.pdf"))
    assert "Answer them again before you go on." in sheet
    assert load_catalogue().exercise(exercise).name not in sheet


def test_answering_without_a_warning_sign_brings_the_doses_back(
    exercise: str, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    post(client, a_red_flag())
    assert 'class="dose"' in client.get("/plan/").content.decode()
