"""The clinic as a whole: how its people spread over phases, adherence and outcomes; nobody by name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hipwise.clinic.care.list_row import old_rows
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import Membership
from hipwise.exchange.chart.bars import bars_svg
from hipwise.follow.adherence import AdherenceBand, adherence_band
from hipwise.follow.caseload import OutcomeKind, Spread, outcome_kind, spread
from hipwise.library.catalogue import Catalogue

_NO_PLAN, _LOCKED, _CLOSED = "No plan in force", "Locked by a red flag", "Small plan after discharge"
_UNKNOWN_PATHWAY = "Not known yet"
_BAND_WORDS = {
    AdherenceBand.GOOD: "Good",
    AdherenceBand.USABLE: "Usable",
    AdherenceBand.LOW: "Low",
    AdherenceBand.POOR: "Poor",
    AdherenceBand.UNKNOWN: "Not known",
}


def clinic_page(membership: Membership, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Template therapist/clinic.html: `cards` (title, svg, table, note), `people`, `least`, `old_count`.

    Two queries. Counts the facts that the list keeps, so that it reads no log.
    """
    rows = Patient.objects.visible_to(membership).values_list("list_row__facts", "locked_since")
    people = [({} if facts is None else facts, locked is not None) for facts, locked in rows]
    cards = [
        _card("caseload", "Caseload", _caseload(people, catalogue), _WHERE),
        _card("pathways", "Pathways", _pathways(people, catalogue), ""),
        _card("adherence", "Sets done, last 28 days", _adherence(people, catalogue), _TOLD),
        *_outcomes(people, catalogue),
    ]
    return {
        "cards": [card for card in cards if card is not None],
        "people": len(people),
        "least": int(catalogue.setting("clinic.least_cell")),
        "old_count": len(old_rows(membership, now)),
    }


_WHERE = "The phase of the plan in force."
_TOLD = "As told. Diaries count about a quarter too many, so each share is an upper bound."
_CHANGED = "A change within the error of measurement is not counted as one."
_Facts = Sequence[tuple[Mapping[str, Any], bool]]


def _card(identity: str, title: str, found: Spread, note: str) -> dict[str, Any] | None:
    """One spread as a card; None where it has nobody."""
    if found.total == 0:
        return None
    rows = [(cell.name, cell.people) for cell in found.cells]
    return {
        "id": identity,
        "title": title,
        "svg": bars_svg(title, rows, f"bars-{identity}"),
        "table": [{"name": name, "people": "few" if count is None else count} for name, count in rows],
        "total": found.total,
        "hides": found.hides,
        "note": note,
    }


def _caseload(people: _Facts, catalogue: Catalogue) -> Spread:
    phases = {phase.number: f"{phase.number} {phase.name}" for phase in catalogue.phases.values()}
    kinds = [*(phases[number] for number in sorted(phases)), _CLOSED, _LOCKED, _NO_PLAN]
    return spread(kinds, [_place(facts, locked, phases) for facts, locked in people], catalogue)


def _place(facts: Mapping[str, Any], is_locked: bool, phases: Mapping[int, str]) -> str:
    if is_locked:
        return _LOCKED
    if facts.get("is_maintenance"):
        return _CLOSED
    return phases.get(facts.get("phase", -1), _NO_PLAN)


def _pathways(people: _Facts, catalogue: Catalogue) -> Spread:
    names = {pathway.id: pathway.name for pathway in catalogue.pathways.values()}
    told = [names.get(facts.get("pathway", ""), _UNKNOWN_PATHWAY) for facts, _ in people]
    return spread([*names.values(), _UNKNOWN_PATHWAY], told, catalogue)


def _adherence(people: _Facts, catalogue: Catalogue) -> Spread:
    """Only people with a plan of a programme: after discharge nobody counts sets."""
    shares = [facts.get("share") for facts, _ in people if "phase" in facts and not facts["is_maintenance"]]
    told = [_BAND_WORDS[adherence_band(share, catalogue)] for share in shares]
    return spread(list(_BAND_WORDS.values()), told, catalogue)


def _outcomes(people: _Facts, catalogue: Catalogue) -> list[dict[str, Any] | None]:
    """One card a measure that somebody was asked."""
    cards = []
    for measure in catalogue.measures.values():
        known = [
            facts["outcomes"][measure.id] for facts, _ in people if measure.id in facts.get("outcomes", {})
        ]
        cards.append(_card(measure.id, measure.short, _changes(known, catalogue), _CHANGED))
    return cards


def _changes(known: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> Spread:
    told = [outcome_kind(each["verdict"], each["gain"]).value.capitalize() for each in known]
    return spread([kind.value.capitalize() for kind in OutcomeKind], told, catalogue)
