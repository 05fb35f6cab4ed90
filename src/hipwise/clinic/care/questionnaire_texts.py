"""The words of licensed questionnaires that a clinic has loaded."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hipwise.clinic.care.models import QuestionnaireText
from hipwise.clinic.people.models import Clinic, Membership, Role, User
from hipwise.exchange.questionnaire_file import LIMIT_BYTES, parse_questionnaire
from hipwise.exchange.text_file import FileError, decode_text
from hipwise.follow.questionnaire import Questionnaire
from hipwise.library.catalogue import Catalogue


class TextError(ValueError):
    """Words that cannot be loaded; the text says where and why."""


@transaction.atomic
def load_text(clinic: Clinic, questionnaire: Questionnaire, user: User | None, now: datetime) -> None:
    """Put the words in force for a clinic; they take the place of earlier ones for the same measure."""
    items = [asdict(item) for item in questionnaire.items]
    QuestionnaireText.objects.update_or_create(
        clinic=clinic,
        measure=questionnaire.measure,
        defaults={
            "title": questionnaire.title,
            "licence": questionnaire.licence,
            "language": questionnaire.language,
            "items": items,
            "loaded_by": user,
            "loaded_at": now,
        },
    )


def load_upload(
    membership: Membership, name: str, raw: bytes, is_confirmed: bool, catalogue: Catalogue, now: datetime
) -> Questionnaire:
    """Load an uploaded file. Raises TextError, and PermissionDenied for all but an admin."""
    if membership.role != Role.ADMIN:
        raise PermissionDenied("only a clinic admin loads questionnaires")
    if not is_confirmed:
        raise TextError("Confirm that the clinic may use these words.")
    if len(raw) > LIMIT_BYTES:
        raise TextError(f"{name}: expected at most {LIMIT_BYTES // 1000} kB, got {len(raw) // 1000} kB.")
    try:
        found = parse_questionnaire(decode_text(name, "", raw, "a questionnaire"), name, catalogue)
    except FileError as error:
        raise TextError(str(error)) from None
    load_text(membership.clinic, found, membership.user, now)
    return found


def remove_text(membership: Membership, measure_id: str) -> None:
    """Take the words away, as when a licence ends. Answers stay. Raises PermissionDenied."""
    if membership.role != Role.ADMIN:
        raise PermissionDenied("only a clinic admin removes questionnaires")
    QuestionnaireText.objects.filter(clinic_id=membership.clinic_id, measure=measure_id).delete()


def text_rows(membership: Membership, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each licensed measure that is asked: id, name, who holds it, and what was loaded. One query."""
    loaded = {row.measure: row for row in QuestionnaireText.objects.filter(clinic_id=membership.clinic_id)}
    measures = [m for m in catalogue.measures.values() if not m.text_included and m.asked]
    return [
        {
            "id": measure.id,
            "name": measure.name,
            "short": measure.short,
            "holder": measure.licence,
            "items": len(measure.item_ids),
            "loaded": loaded.get(measure.id),
        }
        for measure in measures
    ]
