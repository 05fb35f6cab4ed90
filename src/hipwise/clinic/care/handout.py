"""The printed sheet of the plan in force, or of the reasons why none may be used now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from hipwise.clinic.care.beside_page import beside_on
from hipwise.clinic.care.local_time import zone_of
from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.patient_settings import catalogue_of, values_of
from hipwise.clinic.care.plan_page import plan_page_of
from hipwise.clinic.care.today import Day, open_day, stop_card
from hipwise.clinic.typesetting import typeset
from hipwise.exchange.dose_words import DAY_NAMES
from hipwise.exchange.handout.beside_words import BesideLine, beside_lines
from hipwise.exchange.handout.cover import Cover, cover_at, cover_to_mapping
from hipwise.exchange.handout.dose_facts import dose_facts
from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.front_words import footer_in_words, state_in_words
from hipwise.exchange.handout.stop_words import (
    stop_rule_words,
    stop_rules,
    whom_to_ask,
    with_limit,
)
from hipwise.exchange.handout.wording import WEEKS_TO_TICK
from hipwise.library.catalogue import Catalogue
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import PlanItem, plan_to_mapping

_ONLY_HERE = ("localhost", "127.0.0.1", "::1")


class HandoutError(ValueError):
    """There is nothing to print; the text says why."""


def patient_handout(
    patient: Patient, edition: Edition, server: str, now: datetime, catalogue: Catalogue
) -> bytes:
    """The plan in force as PDF; its codes lead to `server`, unless only this machine can reach it.

    While the plan is locked, or the health questions are due, the sheet says so and shows no dose.
    Raises HandoutError without a plan in force.
    """
    day = open_day(patient, now, catalogue, reads_log=False)
    if day.revision is None or day.plan is None:
        raise HandoutError("There is no plan to print now.")
    asked = {
        "plan": plan_to_mapping(day.plan),
        "settings": values_of(patient),
        "edition": {
            "paper": edition.paper,
            "large_print": edition.large_print,
            "per_session": edition.per_session,
        },
        "cover": cover_to_mapping(
            replace(cover_of(day, day.revision, server), beside=_beside(day, day.revision, catalogue))
        ),
    }
    return typeset("handout_process", asked)


def handout_page(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """The sheet as a page: as `plan_page`, with `sheet` (state, rules, limits, footer, weeks) and `rows`.

    Without a plan that may be used now `items` is empty.
    """
    day = open_day(patient, now, catalogue)
    page = plan_page_of(day, catalogue)
    if day.plan is None or day.revision is None or not page["items"]:
        return page
    cover = cover_of(day, day.revision)
    own = catalogue_of(patient, catalogue)
    limit = stopping_pain_of(day.plan, own)
    lines = [_line(item, cover, limit, catalogue) for item in day.plan.items]
    sheet = {
        "state": state_in_words(day.plan, cover),
        "rules": stop_rules(day.plan, own),
        "whom_to_ask": whom_to_ask(day.plan),
        "limits": [reason.text for reason in day.plan.screening.limits],
        "footer": footer_in_words(day.plan),
        "clinic": day.patient.clinic,
        "weeks": range(1, WEEKS_TO_TICK + 1),
        "beside": _beside(day, day.revision, catalogue),
        "good_to_know": [with_limit(text, limit) for text in day.plan.disclaimers],
    }
    items = [{**item, "line": line} for item, line in zip(page["items"], lines, strict=True)]
    return {**page, "items": items, "sheet": sheet, "rows": _rows(lines)}


def _beside(day: Day, revision: PlanRevision, catalogue: Catalogue) -> tuple[BesideLine, ...]:
    """What goes on beside the exercises; nothing while no dose may be shown."""
    if not day.is_open:
        return ()
    beside = beside_on(day.patient, revision, day.day, catalogue)
    return beside_lines(beside, catalogue_of(day.patient, catalogue))


def _line(item: PlanItem, cover: Cover, limit: float, catalogue: Catalogue) -> dict[str, Any]:
    paused, exercise = cover.paused.get(item.exercise, ()), catalogue.exercise(item.exercise)
    stop = stop_rule_words(exercise, limit)
    return {**dose_facts(item, exercise, bool(paused)), "paused": paused, "stop": stop}


def _rows(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of one week: each day with what there is to tick of every exercise."""
    return [
        {"day": name, "cells": [{**line, "planned": line["planned"][place]} for line in lines]}
        for place, name in enumerate(DAY_NAMES.values())
    ]


def withheld_reasons(day: Day) -> tuple[str, ...]:
    """Why no dose may be shown today; empty while the plan may be used."""
    if day.state == "locked":
        card = stop_card(day.patient)
        texts = [f"{flag['text']} {flag['call']}".strip() for flag in card["flags"]]
        return tuple(texts or [card["what_to_do"]])
    if day.is_open:
        return ()
    return tuple(reason.text for reason in day.notice)


def cover_of(day: Day, revision: PlanRevision, server: str = "") -> Cover:
    """The cover of that day's sheet. Its codes lead to `server`, unless only this machine can reach it."""
    signer, at = revision.signed_by, revision.signed_at
    by_clinician = revision.authority == PlanRevision.Authority.CLINICIAN
    known: dict[str, Any] = {
        "name": day.patient.name,
        "clinic": day.patient.clinic.name,
        "phone": day.patient.clinic.phone,
        "signed": str(revision.authority) or "nobody",
        "signed_by": str(signer) if signer and by_clinician else "",
        "signed_on": at.astimezone(zone_of(day.patient)).date() if at else None,
        "withheld": withheld_reasons(day),
        "paused": {
            exercise: tuple(reason.text for reason in reasons) for exercise, reasons in day.stopped.items()
        },
    }
    exercises = [item.exercise for item in day.plan.items] if day.plan else []
    return cover_at("" if urlsplit(server).hostname in _ONLY_HERE else server, exercises, **known)
