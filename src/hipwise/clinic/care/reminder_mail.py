"""A reminder as an e-mail: plain text that tells no reason, and a link that ends them."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from hipwise.library.catalogue import load_catalogue
from hipwise.library.rule import Reason

_log = logging.getLogger(__name__)


def send_mail(to: str, reasons: Sequence[Reason], today: str, stop: str) -> bool:
    """Send it; False when no mail server took it. The address of the person is in no log."""
    words = {"sentences": [reason.text for reason in reasons], "today": today, "stop": stop}
    message = EmailMessage(
        subject=load_catalogue().rules[reasons[0].rule].title,
        body=render_to_string("patient/reminder.txt", words),
        to=[to],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        return message.send() == 1
    except (SMTPException, OSError) as error:
        _log.error("a reminder could not be mailed: %s", type(error).__name__)
        return False
