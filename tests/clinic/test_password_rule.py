"""What a new password has to be is told in plain words, before and after the first try."""

from typing import Any

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "Use 10 characters or more."),
        ("anna.patient@new.example", "This is too close to your name or e-mail address. Choose another."),
        ("1234567890", "Many people use this one. Choose another."),
    ],
)
def test_a_refused_password_says_what_to_choose(password: str, told: str, browser: Any, db: None) -> None:
    person = {"email": "anna.patient@new.example", "name": "Anna", "password1": password}
    assert told in browser(None).post("/accounts/signup/", person).content.decode()


def test_the_rules_stand_beside_the_field(browser: Any, db: None) -> None:
    page = browser(None).get("/accounts/signup/").content.decode()
    assert all(rule in page for rule in password_validators_help_texts())
