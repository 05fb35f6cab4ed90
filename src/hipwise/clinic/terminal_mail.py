"""E-mails on standard error, where there is no mail server: standard output belongs to commands."""

import sys
from typing import Any

from django.core.mail.backends.console import EmailBackend as Console


class EmailBackend(Console):
    """Prints each e-mail and sends none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"stream": sys.stderr, **kwargs})
