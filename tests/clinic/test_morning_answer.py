"""Hurt or harm on today's page, right after the morning check."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clinic.entries import a_pain
from tests.clinic.people import Everybody, days_ago, give_plan
from tests.clinic.test_decisions import log

pytestmark = pytest.mark.django_db


def today_after(everybody: Everybody, client: Client, **morning: Any) -> str:
    """Anna's page of today after this morning's check and three calm ones."""
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(4))
    calm = {"pinch": 0, "night_waking": False, "limp": False}
    mornings = [a_pain(1, "next_morning", ago * 24 * 60, **calm) for ago in (3, 2, 1)]
    score = morning.pop("score", 1)
    now = datetime.now(UTC)
    log(patient, everybody.patient, [*mornings, a_pain(score, "next_morning", 0, **{**calm, **morning})], now)
    client.force_login(everybody.patient)
    return client.get(reverse("patient-today")).content.decode()


def test_a_pinch_is_told_apart(everybody: Everybody, client: Client):
    assert "A pinch of 2 this morning" in today_after(everybody, client, pinch=2)


def test_a_sorer_morning_is_told_apart(everybody: Everybody, client: Client):
    assert "Sorer than your usual 1" in today_after(everybody, client, score=3)


def test_a_calm_morning_has_no_words(everybody: Everybody, client: Client):
    page = today_after(everybody, client)
    assert "<h3 data-harm-title>None</h3>" not in page
    assert 'data-morning-harm aria-live="polite" hidden' in page
