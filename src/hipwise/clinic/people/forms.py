"""Forms for accounts and invitations."""

from typing import Any

from django import forms
from django.db import transaction

from hipwise.clinic.people.models import Role, User
from hipwise.clinic.people.time_zones import ZoneSelect, time_zones, zone_choices


class SignUpForm(forms.Form):
    """What signing up asks besides e-mail and password; the page itself fills in the device's time zone."""

    name = forms.CharField(
        label="What shall we call you?", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    time_zone = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-time-zone": ""})
    )

    def signup(self, request: object, user: User) -> None:
        """Keep the time zone with the patient's record: a plan's days are the patient's days.

        The name is saved by the adapter, together with the place in a clinic.
        """
        patient = getattr(user.membership, "patient", None)
        if patient is not None and self.cleaned_data["time_zone"] in time_zones():
            patient.time_zone = self.cleaned_data["time_zone"]
            patient.save(update_fields=["time_zone"])


class InviteForm(forms.Form):
    """Whom to invite. A patient's name begins their record."""

    role = forms.ChoiceField(label="Role", choices=[(Role.PATIENT, "Patient"), (Role.THERAPIST, "Therapist")])
    name = forms.CharField(label="Name", max_length=80)
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        required=False,
        help_text="When given, only this address can use the link.",
    )

    def __init__(self, data: Any, may_invite_clinicians: bool) -> None:
        super().__init__(data)
        self.may_invite_clinicians = may_invite_clinicians
        if not may_invite_clinicians:
            self.fields["role"].choices = [(Role.PATIENT, "Patient")]  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """A person's name and, for patients, time zone, voice and beeps."""

    name = forms.CharField(label="Name", max_length=80)
    time_zone = forms.ChoiceField(label="Time zone", required=False, widget=ZoneSelect)
    voice = forms.BooleanField(label="Voice in the session", required=False)
    beeps = forms.BooleanField(label="Beeps in the session", required=False)

    def __init__(self, data: Any, user: User) -> None:
        self.user = user
        self.patient = getattr(user.membership, "patient", None)
        super().__init__(data, initial=self._now())
        if self.patient is None:
            for name in ("time_zone", "voice", "beeps"):
                del self.fields[name]
        else:
            self.fields["time_zone"].choices = zone_choices()  # type: ignore[attr-defined]

    def _now(self) -> dict[str, Any]:
        if self.patient is None:
            return {"name": self.user.name}
        shown = ("time_zone", "voice", "beeps")
        return {"name": self.user.name, **{field: getattr(self.patient, field) for field in shown}}

    @transaction.atomic
    def save(self) -> None:
        """Keep the settings; a patient's record takes the same name."""
        self.user.name = self.cleaned_data["name"]
        self.user.save(update_fields=["name"])
        if self.patient is not None:
            for field, value in self.cleaned_data.items():
                setattr(self.patient, field, value)
            self.patient.save(update_fields=list(self.cleaned_data))
