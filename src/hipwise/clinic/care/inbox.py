"""Who needs me today: at most one row for each person, ranked by rule.

The page shows the rows as they were worked out last (`list_row`) and never works one out itself: how long it
takes does not depend on how much was logged. Rows that are old are worked out in a second request, which the
page makes by itself. A locked patient and a message without an answer stand there at once.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.urls import reverse

from hipwise.clinic.care.access import log_reads
from hipwise.clinic.care.decision_card import decision_card
from hipwise.clinic.care.desk_needs import lock_need
from hipwise.clinic.care.list_order import Position, old_of, read_positions
from hipwise.clinic.care.local_time import clinic_day, day_words, local_day, short_day_words
from hipwise.clinic.care.messages import open_lines, open_until, waiting_messages
from hipwise.clinic.care.models import DecisionRecord, ListRow, Patient
from hipwise.clinic.care.standing_facts import MORNINGS
from hipwise.clinic.care.stored_need import need_of_mapping
from hipwise.clinic.people.models import Membership
from hipwise.exchange.chart.sparkline import sparkline_svg
from hipwise.follow.list_memory import longest_aside
from hipwise.follow.message_need import message_need
from hipwise.follow.need import Need, Order, Urgency, minutes_of
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
# So many people stand on a page of the list, and of so many is told what waits.
_A_PAGE = 25
_MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class _Ranked:
    """One person on the list: where, how urgent, and by which order."""

    patient_id: UUID
    urgency: Urgency
    order: Order


def inbox_page(membership: Membership, now: datetime, catalogue: Catalogue, page: int = 1) -> dict[str, Any]:
    """Template therapist/inbox.html. Five queries, however many people there are.

    `groups`, `later`, `later_count`, `aside`, `aside_count`, `needs_count`, `page`, `before_page`,
    `next_page` (None where there is none), `more_count` (after this page), `others_count`, `minutes`,
    `old_count` (rows that have to be worked out again), `date_words`.

    Each row: rank, patient, place_words, reason, detail, also, mornings, sparkline, last_morning, decision,
    proposed_words, accept_url, aside_url, aside_choices, can_accept, messages (open ones), is_by_message,
    message_id, until (for the form).
    """
    positions = read_positions(membership, now)
    live = _rows(membership, [each.patient_id for each in positions if each.is_live])
    ranked = _rank(positions, live, now, catalogue)
    shown = Paginator(ranked, _A_PAGE).get_page(page)
    later, aside = _waiting_people(positions)
    wanted = dict.fromkeys([*(each.patient_id for each in shown), *later, *aside])
    rows = {**live, **_rows(membership, [person for person in wanted if person not in live])}
    there = [rows[person] for person in wanted if person in rows]
    log_reads(membership, [row.patient for row in there], "inbox")
    groups = _groups(membership, shown, rows, now, catalogue)
    return {
        "groups": [{"id": u.value, "title": title, "rows": groups[u]} for u, title in _TITLES.items()],
        "later": _lines(rows, later, "later"),
        "later_count": sum(each.later_count for each in positions),
        "aside": _lines(rows, aside, "aside"),
        "aside_count": sum(each.aside_count for each in positions),
        "needs_count": len(ranked),
        "page": shown.number,
        "before_page": shown.previous_page_number() if shown.has_previous() else None,
        "next_page": shown.next_page_number() if shown.has_next() else None,
        "more_count": len(ranked) - shown.end_index(),
        "others_count": len(positions) - len(ranked),
        "minutes": round(sum(minutes_of(each.urgency, catalogue) for each in ranked)),
        "old_count": len(old_of(positions)),
        "date_words": day_words(clinic_day(membership.clinic, now)),
    }


def _rank(
    positions: Sequence[Position], live: Mapping[UUID, ListRow], now: datetime, catalogue: Catalogue
) -> list[_Ranked]:
    """Everybody who needs somebody, the most urgent first, equal ones by name."""
    found = []
    for position in positions:
        if position.patient_id in live:
            needs = _needs(live[position.patient_id], now, catalogue)
            found += [_Ranked(position.patient_id, need.urgency, need.order) for need in needs[:1]]
        elif position.order is not None and position.urgency is not None:
            found.append(_Ranked(position.patient_id, position.urgency, position.order))
    return sorted(found, key=lambda each: each.order)


def _rows(membership: Membership, ids: Sequence[UUID]) -> dict[UUID, ListRow]:
    """The rows of these people with what is shown of them. One query; none for nobody."""
    if not ids:
        return {}
    patients = Patient.objects.visible_to(membership).filter(pk__in=ids).select_related("clinic", "list_row")
    return {patient.pk: _row_of(patient) for patient in patients}


def _row_of(patient: Patient) -> ListRow:
    row = patient.list_row if hasattr(patient, "list_row") else ListRow(clinic_id=patient.clinic_id)
    row.patient = patient
    return row


def _waiting_people(positions: Sequence[Position]) -> tuple[list[UUID], list[UUID]]:
    """Who has something that comes later, and who something that is put aside, by name."""
    later = (each.patient_id for each in positions if each.later_count)
    aside = (each.patient_id for each in positions if each.aside_count)
    return list(islice(later, _MOST_LISTED)), list(islice(aside, _MOST_LISTED))


def _lines(rows: Mapping[UUID, ListRow], people: Iterable[UUID], which: str) -> list[dict[str, Any]]:
    return [line for person in people if person in rows for line in _waiting(rows[person], which)]


def _groups(
    membership: Membership,
    shown: Page[_Ranked],
    rows: Mapping[UUID, ListRow],
    now: datetime,
    catalogue: Catalogue,
) -> Mapping[Urgency, list[dict[str, Any]]]:
    """The rows of the page, each in the group of its urgency."""
    here = [each for each in shown if each.patient_id in rows]
    records = _decisions(membership, [rows[each.patient_id] for each in here])
    groups: dict[Urgency, list[dict[str, Any]]] = defaultdict(list)
    for place, each in enumerate(here, start=shown.start_index()):
        row = rows[each.patient_id]
        needs = _needs(row, now, catalogue)
        if needs:  # else somebody has just dealt with it
            groups[needs[0].urgency].append({"rank": place, **_line(row, needs, records, catalogue)})
    return groups


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
