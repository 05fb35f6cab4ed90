"""The patient's pages."""

from django.urls import path

from hipwise.clinic.patient import (
    aftercare,
    beside,
    intake,
    messages,
    plan,
    progress,
    questionnaire,
    reminders,
    replay,
    tests,
    today,
)

urlpatterns = [
    path("today/", today.today, name="patient-today"),
    path("session/", today.session, name="patient-session"),
    path("morning/", today.morning, name="patient-morning"),
    path("stop/", today.stop, name="patient-stop"),
    path("progress/", progress.progress, name="patient-progress"),
    path("why/<uuid:decision_id>/", progress.why, name="patient-why"),
    path("questionnaires/<slug:measure_id>/", questionnaire.questionnaire, name="patient-questionnaire"),
    path("plan/", plan.plan, name="patient-plan"),
    path("plan-changes/", plan.plan_changes, name="patient-plan-changes"),
    path("beside/", beside.beside, name="patient-beside"),
    path("tests/", tests.tests, name="patient-tests"),
    path("tests/<slug:test_id>/", tests.test, name="patient-test"),
    path("close/", aftercare.close, name="patient-close"),
    path("plan/<slug:exercise_id>/", plan.exercise, name="patient-exercise"),
    path("handout/", plan.handout, name="patient-handout"),
    path("handout.pdf", plan.handout_file, name="patient-handout-pdf"),
    path("messages/", messages.messages, name="patient-messages"),
    path("account/reminders/", reminders.reminders, name="patient-reminders"),
    path("account/reminders/calendar/", reminders.calendar_address, name="patient-calendar"),
    path("calendar/<str:secret>.ics", reminders.calendar, name="calendar-feed"),
    path("reminders/stop/<str:token>/", reminders.stop, name="reminder-stop"),
    path("replays/", replay.replays, name="patient-own-replays"),
    path("replays/share/", replay.consent, name="patient-replay-consent"),
    path("replays/<uuid:recording_id>/delete/", replay.delete, name="patient-replay-delete"),
    path("help/", plan.help_page, name="patient-help"),
    path("lessons/<slug:lesson_id>/", plan.lesson, name="patient-lesson"),
    path("intake/", intake.begin, name="patient-intake"),
    path("intake/done/", intake.done, name="patient-intake-done"),
    path("intake/<slug:question_id>/", intake.question, name="patient-intake-question"),
]
