"""Signing in: one query brings the person together with their role, clinic and record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db import transaction
from django.http import HttpRequest

from hipwise.clinic.people.joining import INVITATION_IN_SESSION, join_clinic, open_solo_clinic
from hipwise.clinic.people.models import User


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]
    """Loads the user of a session with membership, clinic and patient record in a single query."""

    def get_user(self, user_id: Any) -> User | None:
        """The active user of that id, or None."""
        related = ("membership__clinic", "membership__patient")
        user = User.objects.select_related(*related).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What happens when somebody signs up: they join the clinic that invited them, or one of their own."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Save the new person and give them a place, both or neither."""
        user.name = form.cleaned_data.get("name", "").strip()
        if not commit:
            return super().save_user(request, user, form, commit=False)
        with transaction.atomic():
            saved = super().save_user(request, user, form, commit=True)
            secret = request.session.pop(INVITATION_IN_SESSION, None)
            if secret:
                join_clinic(saved, secret)
            else:
                open_solo_clinic(saved)
        return saved
