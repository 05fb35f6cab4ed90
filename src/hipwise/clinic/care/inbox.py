"""Who needs me today: at most one row for each person, ranked by rule.

The page shows the rows as they were worked out last (`list_row`) and never works one out itself: how long it
takes does not depend on how much was logged. Rows that are old are worked out in a second request, which the
page makes by itself. A locked patient and a message without an answer stand there at once.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q
from django.urls import reverse

from hipwise.clinic.care.access import log_reads
from hipwise.clinic.care.decision_card import decision_card
from hipwise.clinic.care.desk_needs import lock_need
from hipwise.clinic.care.list_row import old_rows
from hipwise.clinic.care.local_time import day_words, local_day, short_day_words
from hipwise.clinic.care.messages import open_lines, open_until, waiting_messages
from hipwise.clinic.care.models import DecisionRecord, ListRow, Patient
from hipwise.clinic.care.standing_facts import MORNINGS
from hipwise.clinic.care.stored_need import need_of_mapping
from hipwise.clinic.people.models import Membership
from hipwise.exchange.chart.sparkline import sparkline_svg
from hipwise.follow.list_memory import longest_aside
from hipwise.follow.message_need import message_need
from hipwise.follow.need import Need, Urgency, minutes_of, rank
from hipwise.library.catalogue import Catalogue

# Steps that are done by writing to the person.
_BY_MESSAGE = ("ask", "answer")
# The page on which a step is done; every other step begins at the record.
_PAGES = {
    "override": "plan-history",
    "sign": "plan-editor",
    "goal": "plan-editor",
    "letter": "patient-letter",
    "screen": "patient-intake-form",
    "ask": "patient-talk",
    "answer": "patient-talk",
}
_TITLES = {Urgency.NOW: "Now", Urgency.TODAY: "Today", Urgency.THIS_WEEK: "This week"}
# The days for which a row can be put aside, as far as its urgency lets it.
_ASIDE_DAYS = {1: "until tomorrow", 3: "3 days", 7: "a week"}
_MOST_ALSO = 2
# Of what can wait so many rows stand on the page; the next come up as these are dealt with.
_MOST_THIS_WEEK = 25
_MOST_LISTED = 100


def inbox_page(membership: Membership, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Template therapist/inbox.html. Four queries.

    `groups`, `later`, `later_count`, `aside`, `needs_count`, `more_count` (of this week, not shown yet),
    `others_count`, `minutes`, `old_count` (rows that have to be worked out again), `date_words`.

    Each row: rank, patient, place_words, reason, detail, also, mornings, sparkline, last_morning, decision,
    proposed_words, accept_url, aside_url, aside_choices, can_accept, messages (open ones), is_by_message,
    message_id, until (for the form).
    """
    old = old_rows(membership, now)
    rows = _rows(membership)
    all_needs = {str(row.pk): _needs(row, now, catalogue) for row in rows}
    needs = {person: own[0] for person, own in all_needs.items() if own}
    shown = {str(row.pk): row for row in rows if str(row.pk) in needs}
    log_reads(membership, [row.patient for row in rows if _names_somebody(row, needs)], "inbox")
    records = _decisions(membership, shown.values())
    groups: dict[Urgency, list[dict[str, Any]]] = defaultdict(list)
    for place, person in enumerate(rank(needs), start=1):
        need, row = needs[person], shown[person]
        if need.can_wait and len(groups[need.urgency]) >= _MOST_THIS_WEEK:
            break  # they are the last group, and counted
        groups[need.urgency].append({"rank": place, **_line(row, all_needs[person], records, catalogue)})
    return {
        "groups": [{"id": u.value, "title": title, "rows": groups[u]} for u, title in _TITLES.items()],
        "later": list(islice((line for row in rows for line in _waiting(row, "later")), _MOST_LISTED)),
        "later_count": sum(len(row.row.get("later", ())) for row in rows),
        "aside": [line for row in rows for line in _waiting(row, "aside")],
        "needs_count": len(needs),
        "more_count": len(needs) - sum(map(len, groups.values())),
        "others_count": _count(membership) - len(needs),
        "minutes": round(sum(minutes_of(need, catalogue) for need in needs.values())),
        "old_count": len(old),
        "date_words": day_words(local_day(Patient(clinic=membership.clinic), now)),
    }


def _rows(membership: Membership) -> list[ListRow]:
    """The rows that show somebody, by name: a need, something that waits, a lock, a message."""
    waits = Q(list_row__row__later__0__isnull=False) | Q(list_row__row__aside__0__isnull=False)
    needs = Q(list_row__isnull=False) & ~Q(list_row__urgency="")
    patients = Patient.objects.visible_to(membership).select_related("clinic", "list_row")
    at_once = Q(locked_since__isnull=False) | ~Q(open_messages=[])
    found = patients.filter(needs | waits | at_once).order_by("name", "id")
    return [_row_of(patient) for patient in found]


def _row_of(patient: Patient) -> ListRow:
    row = patient.list_row if hasattr(patient, "list_row") else ListRow(clinic_id=patient.clinic_id)
    row.patient = patient
    return row


def _count(membership: Membership) -> int:
    return int(Patient.objects.visible_to(membership).count())


def _needs(row: ListRow, now: datetime, catalogue: Catalogue) -> list[Need]:
    """What is shown of the person, the first first. A lock and a message wait for nothing."""
    stored = row.row.get("need")
    found = [need_of_mapping(each) for each in ([stored] if stored else []) + row.row.get("also", [])]
    if row.patient.is_locked:
        lock = lock_need(row.patient, catalogue)
        found = [lock, *(need for need in found if need.key != lock.key)]
    screened = row.facts.get("screened_at")
    waiting = waiting_messages(row.patient, datetime.fromisoformat(screened) if screened else None)
    message = message_need(waiting, local_day(row.patient, now), catalogue)
    return sorted([*found, *([message] if message else [])], key=lambda need: need.order)


def _names_somebody(row: ListRow, needs: Mapping[str, Need]) -> bool:
    """Does the page say anything of the person, in the list or below it?"""
    return str(row.pk) in needs or bool(row.row.get("later") or row.row.get("aside"))


def _decisions(membership: Membership, rows: Any) -> Mapping[str, DecisionRecord]:
    """The decisions behind the rows that can be accepted; one query."""
    ids = [row.row["decision"] for row in rows if row.row.get("decision")]
    found = DecisionRecord.objects.visible_to(membership).filter(pk__in=ids)
    return {str(record.pk): record for record in found}


def _line(
    row: ListRow, needs: Sequence[Need], records: Mapping[str, DecisionRecord], catalogue: Catalogue
) -> dict[str, Any]:
    need, patient, facts = needs[0], row.patient, row.facts
    mornings = facts.get("mornings") or [None] * MORNINGS
    card = _card(row, need, records, catalogue)
    headline, detail = _said(need)
    return {
        "patient": {
            "id": str(patient.pk),
            "name": patient.name,
            "url": _address(need, patient),
            "has_account": patient.membership_id is not None,
        },
        "record_url": reverse("patient-record", args=(patient.pk,)),
        "place_words": facts.get("place_words", ""),
        "reason": headline,
        "detail": detail,
        "rule": need.reason.rule,
        "rule_title": catalogue.rules[need.reason.rule].title,
        "key": need.key,
        "also": _also(needs),
        "mornings": mornings,
        "sparkline": sparkline_svg(mornings),
        "last_morning": next((m for m in reversed(mornings) if m is not None), None),
        "decision": card,
        "proposed_words": _proposed(need, card),
        "step": need.step,
        "accept_url": card["answer_url"] if card else "",
        "aside_url": reverse("need-aside", args=(patient.pk,)),
        "aside_choices": _aside_choices(need, catalogue),
        "can_accept": card is not None and need.urgency is not Urgency.NOW,
        "messages": open_lines(patient),
        "is_by_message": need.step in _BY_MESSAGE,
        "message_id": str(uuid.uuid4()),
        "until": open_until(patient),
    }


def _said(need: Need) -> tuple[str, str]:
    """The first sentence as the line, the rest below it."""
    first, stop, rest = need.reason.text.partition(". ")
    return f"{first}{'.' if stop else ''}", " ".join(text for text in (rest, need.detail) if text)


def _also(needs: Sequence[Need]) -> list[str]:
    """What else is urgent, each sentence once."""
    texts = dict.fromkeys(need.reason.text for need in needs[1:] if not need.can_wait)
    return [text for text in texts if text != needs[0].reason.text][:_MOST_ALSO]


def _address(need: Need, patient: Patient) -> str:
    """The page on which the step is done; who has no account cannot be written to."""
    is_out_of_reach = need.step in _BY_MESSAGE and patient.membership_id is None
    page = "patient-record" if is_out_of_reach else _PAGES.get(need.step, "patient-record")
    return reverse(page, args=(patient.pk,))


def _card(
    row: ListRow, need: Need, records: Mapping[str, DecisionRecord], catalogue: Catalogue
) -> dict[str, Any] | None:
    record = records.get(row.row.get("decision") or "")
    if record is None or need.step != "accept":
        return None
    record.patient = row.patient
    return decision_card(record, catalogue, for_desk=True)


def _aside_choices(need: Need, catalogue: Catalogue) -> list[dict[str, Any]]:
    longest = 0 if need.step == "answer" else longest_aside(need, catalogue)
    return [{"days": days, "words": words} for days, words in _ASIDE_DAYS.items() if days <= longest]


def _proposed(need: Need, card: Mapping[str, Any] | None) -> str:
    """The button's words: with a decision the dose that is proposed."""
    if need.step == "accept" and card is not None and card["new_words"]:
        return f"Accept: {card['new_words']}"
    return need.step_words


def _waiting(row: ListRow, which: str) -> Iterator[dict[str, Any]]:
    """What a person has that does not stand in the list today, and when it comes."""
    for need in map(need_of_mapping, row.row.get(which, ())):
        yield {
            "patient": row.patient.name,
            "url": reverse("patient-record", args=(row.patient_id,)),
            "aside_url": reverse("need-aside", args=(row.patient_id,)),
            "key": need.key,
            "reason": need.reason.text,
            "day_words": _comes_on(row, which, need.key),
        }


def _comes_on(row: ListRow, which: str, key: str) -> str:
    """The day on which it comes, as far as it is known."""
    if which == "later":
        day = row.row.get("next_on")
        soon = (row.seen_on or date.min) + timedelta(days=1)
        return short_day_words(max(date.fromisoformat(day), soon)) if day else "after what is urgent"
    asides = {aside["key"]: aside["until"] for aside in row.memory.get("asides", ())}
    return short_day_words(date.fromisoformat(asides[key])) if key in asides else ""
