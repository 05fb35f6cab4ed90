"""Who has read a patient's record, for the clinic that keeps it."""

from hipwise.clinic.care.local_time import day_words, zone_of
from hipwise.clinic.care.models import Patient, ReadAudit

_SHOWN = 200


def read_log(patient: Patient) -> list[dict[str, str]]:
    """The last lines of the read log, the newest first."""
    rows = ReadAudit.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    zone = zone_of(patient)
    return [
        {
            "reader": str(row.reader),
            "role": row.role,
            "what": row.what,
            "at": f"{day_words(row.at.astimezone(zone).date())}, {row.at.astimezone(zone):%H:%M}",
        }
        for row in rows.select_related("reader").order_by("-at", "-id")[:_SHOWN]
    ]
