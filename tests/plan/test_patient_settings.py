"""Thresholds of one person: inside the content's bounds, with a reason, asked by every rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.given import Given, GivenError
from hipwise.plan.history import parse_log
from hipwise.plan.intake import intake_to_mapping, parse_intake
from hipwise.plan.patient_settings import (
    PatientSetting,
    catalogue_for,
    catalogue_with,
    in_force,
    patient_setting_to_mapping,
    read_patient_setting,
    settable,
)
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, bout, intake, plan

DAY = date(2026, 11, 20)


def one(name: str, value: float | None, day: date = DAY) -> PatientSetting:
    return PatientSetting(name, value, "Ada Marsh, PT", "Sleeps badly after more", day)


def kind(lines, *changes: PatientSetting) -> str:
    person = replace(intake(), settings=changes)
    decisions = progress(plan(), parse_log(lines, CATALOGUE), person, START + timedelta(days=3), CATALOGUE)
    return next(d.kind.value for d in decisions if d.exercise == "clamshell")


def test_without_settings_the_catalogue_is_the_same():
    assert catalogue_for((), CATALOGUE) is CATALOGUE


def test_the_same_settings_are_the_very_same_catalogue():
    view = catalogue_with({"pain.target": 1, "pain.accept.p1": 2}, CATALOGUE)
    assert catalogue_with({"pain.accept.p1": 2, "pain.target": 1}, CATALOGUE) is view


def test_a_lower_accepted_pain_steps_back_where_the_default_holds():
    lines = bout(0) + bout(2, peak=3, after=3)
    assert kind(lines) == "hold"
    assert kind(lines, one("pain.accept.p2", 2)) == "regress"


def test_a_higher_accepted_pain_holds_where_the_default_steps_back():
    lines = bout(0) + bout(2, peak=4, after=4)
    assert kind(lines) == "regress"
    raised = (one("pain.accept.p2", 4), one("pain.accept.groin", 4))
    assert kind(lines, *raised) == "hold"


def test_more_calm_sessions_can_be_asked_of_one_person():
    assert kind(bout(0) + bout(2)) == "progress"
    assert kind(bout(0) + bout(2), one("progress.min_sessions", 3)) == "hold"


def test_the_last_of_several_counts_and_none_goes_back_to_the_default():
    changes = (one("pain.target", 1), one("pain.target", None, DAY + timedelta(days=1)))
    assert in_force(changes) == {}
    assert catalogue_for(changes, CATALOGUE).setting("pain.target") == CATALOGUE.setting("pain.target")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("pain.accept.p1", 6, "a number from 0 to 5"),
        ("pain.stop", 6, "a number from 2 to 5"),
        ("pinch.stop", 4, "a number from 1 to 3"),
        ("am_delta", 2, "a number from 0 to 1"),
        ("pain.red_flag_form", 6, "only these may be set"),
        ("pain.stop_post_operative", 3, "only these may be set"),
        ("pain.stop_impact", 3, "only these may be set"),
        ("no.such", 3, "only these may be set"),
        ("pain.stop", 3, "in order"),
        ("pain.target", 3, None),
    ],
)
def test_what_may_not_be_set_is_refused_in_one_sentence(name, value, words):
    if words is None:
        catalogue_for((one(name, value),), CATALOGUE)
        return
    with pytest.raises(GivenError, match=words):
        catalogue_for((one(name, value),), CATALOGUE)


@pytest.mark.parametrize("missing", ["reason", "by", "day", "setting"])
def test_a_setting_without_reason_name_or_day_is_refused(missing):
    raw = patient_setting_to_mapping(one("pain.target", 1)) | {missing: None}
    with pytest.raises(GivenError, match=missing):
        read_patient_setting(Given("settings[0]", raw))


def test_an_intake_keeps_its_settings():
    person = replace(intake(), settings=(one("pain.target", 1),))
    assert parse_intake(intake_to_mapping(person), "intake").settings == person.settings


def test_every_setting_of_a_person_has_bounds_around_its_default():
    for setting in settable(CATALOGUE).values():
        assert setting.low is not None
        assert setting.high is not None
        assert setting.low <= setting.value <= setting.high


def test_no_limit_after_surgery_and_no_warning_sign_can_be_set():
    assert not [name for name in settable(CATALOGUE) if "post_operative" in name or "red_flag" in name]


@settings(max_examples=40)
@given(st.sampled_from(["pain.accept.p2", "pain.accept.groin", "am_delta", "pinch.stop"]), st.integers(0, 6))
def test_a_stricter_limit_is_never_milder(name, peak):
    order = ["progress", "hold", "regress", "stop", "escalate"]
    low = CATALOGUE.settings[name].low or 0
    strict = one(name, max(low, 2) if name.startswith("pain.accept") else low)
    lines = bout(0) + bout(2, peak=peak, pinch=min(peak, 3), morning=min(peak, 3))
    assert order.index(kind(lines, strict)) >= order.index(kind(lines))
