"""The clinician's pages."""

from django.urls import path

from hipwise.clinic.therapist import (
    aftercare,
    inbox,
    intake,
    invite,
    letter,
    library,
    messages,
    override,
    plan,
    questionnaires,
    record,
    running,
)

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("decisions/<uuid:decision_id>/", inbox.answer, name="decision-answer"),
    path("patients/", record.patients, name="patients"),
    path("patients/<uuid:patient_id>/", record.record, name="patient-record"),
    path("patients/<uuid:patient_id>/reads/", record.reads, name="patient-reads"),
    path("patients/<uuid:patient_id>/exercises.pdf", record.sheet, name="patient-sheet"),
    path("patients/<uuid:patient_id>/notes/", record.note, name="patient-note"),
    path("patients/<uuid:patient_id>/messages/", messages.messages, name="patient-talk"),
    path("patients/<uuid:patient_id>/limits/", record.limits, name="patient-limits"),
    path("patients/<uuid:patient_id>/unlock/", record.unlock, name="patient-unlock"),
    path("patients/<uuid:patient_id>/invite/", invite.invite_patient, name="invite-patient"),
    path("patients/<uuid:patient_id>/intake/", intake.form, name="patient-intake-form"),
    path("patients/<uuid:patient_id>/plan/", plan.editor, name="plan-editor"),
    path("patients/<uuid:patient_id>/plan/edit/", plan.edit, name="plan-edit"),
    path("patients/<uuid:patient_id>/plan/goals/", plan.goals, name="plan-goals"),
    path("patients/<uuid:patient_id>/plan/own-dose/", plan.keep_dose, name="plan-own-dose"),
    path("patients/<uuid:patient_id>/plan/sign/", plan.sign, name="plan-sign"),
    path("patients/<uuid:patient_id>/plan/history/", override.history, name="plan-history"),
    path("patients/<uuid:patient_id>/overrides/", override.grant, name="override-grant"),
    path(
        "patients/<uuid:patient_id>/overrides/<uuid:grant_id>/withdraw/",
        override.withdraw,
        name="override-withdraw",
    ),
    path("patients/<uuid:patient_id>/delegation/", override.delegate, name="delegation"),
    path("patients/<uuid:patient_id>/running/", running.running, name="patient-running"),
    path("patients/<uuid:patient_id>/letter/", letter.letter, name="patient-letter"),
    path("patients/<uuid:patient_id>/close/", aftercare.close, name="programme-close"),
    path("patients/<uuid:patient_id>/begin-again/", aftercare.again, name="programme-again"),
    path("library/", library.library, name="library"),
    path("library/<slug:exercise_id>/", library.exercise, name="library-exercise"),
    path("invite/", invite.invite_person, name="invite"),
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
]
