"""Signing in: one query brings the person together with their role, clinic and record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from hipwise.clinic.people.joining import (
    INVITATION_IN_SESSION,
    InvitationError,
    check_address,
    join_clinic,
    open_solo_clinic,
)
from hipwise.clinic.people.models import User

_LONGEST_ADDRESS = 254


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]
    """Loads the user of a session with membership, clinic and patient record in a single query."""

    def get_user(self, user_id: Any) -> User | None:
        """The active user of that id, or None."""
        related = ("membership__clinic", "membership__patient")
        user = User.objects.select_related(*related).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What happens when somebody signs up: they join the clinic that invited them, or one of their own."""

    def clean_email(self, email: str) -> str:
        """The address, if an account can have it and the invitation in hand is not for another one."""
        cleaned = str(super().clean_email(email))
        if len(cleaned) > _LONGEST_ADDRESS:
            raise ValidationError(f"Write an address of at most {_LONGEST_ADDRESS} signs.")
        secret = self.request.session.get(INVITATION_IN_SESSION)
        try:
            if secret:
                check_address(secret, cleaned)
        except InvitationError as error:
            raise ValidationError(str(error)) from None
        return cleaned

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Save the new person and give them a place, both or neither.

        When the invitation has been used up meanwhile, its page says so and it is forgotten.
        """
        user.name = form.cleaned_data.get("name", "").strip()
        if not commit:
            return super().save_user(request, user, form, commit=False)
        secret = request.session.pop(INVITATION_IN_SESSION, None)
        try:
            with transaction.atomic():
                saved = super().save_user(request, user, form, commit=True)
                if secret:
                    join_clinic(saved, secret)
                else:
                    open_solo_clinic(saved)
        except InvitationError:
            raise ImmediateHttpResponse(redirect("join", secret)) from None
        return saved
