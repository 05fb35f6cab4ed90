"""What a password has to be, in plain words."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    """Length is what makes a password hard to guess."""

    def get_error_message(self) -> str:
        return f"Use {self.min_length} characters or more."

    def get_help_text(self) -> str:
        return f"{self.min_length} characters or more."


class NotYourName(password_validation.UserAttributeSimilarityValidator):
    """Name and address are the first that others try."""

    def get_error_message(self) -> str:
        return "This is too close to your name or e-mail address. Choose another."

    def get_help_text(self) -> str:
        return "Not your name or e-mail address."


class NotWidelyUsed(password_validation.CommonPasswordValidator):
    """The twenty thousand passwords that are tried next."""

    def get_error_message(self) -> str:
        return "Many people use this one. Choose another."

    def get_help_text(self) -> str:
        return "Not one that many people use."
