"""Reminders through the push service that the patient's own browser uses.

Nothing is sent but that there is a reminder: no word, no name, no address. The browser shows a sentence that
it has had since the person switched this on. Each server signs with a key of its own (RFC 8292).
"""

import base64
import http.client
import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from hipwise.clinic.care.models import Patient, PushDevice

# The library of keys weighs nine megabytes: only what signs loads it.
if TYPE_CHECKING:
    from py_vapid import Vapid02

_log = logging.getLogger(__name__)

# The order of the curve P-256 (FIPS 186-4, D.1.2.3).
_ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_LONGEST_S = 10
_KEPT_S = 3 * 3600  # a reminder that could not be shown by then is not shown any more
_SIGNED_FOR_S = 12 * 3600
_LONGEST_ADDRESS = 1000
_MOST_DEVICES = 5
_TAKEN = (200, 201, 202, 204)
_GONE = (404, 410)


class PushError(ValueError):
    """A browser that cannot be reminded; the text says why."""


def public_key() -> str:
    """What a browser needs to know whose reminders it lets through: base64url, 65 bytes."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = _key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def add_device(patient: Patient, endpoint: str) -> None:
    """Remember a browser. Raises PushError for an address of no push service that this server knows.

    The server will post to that address, so that nobody may choose it freely.
    """
    if len(endpoint) > _LONGEST_ADDRESS or not _is_known_service(endpoint):
        raise PushError("This browser's push service is not known here. Choose e-mail instead.")
    mine = PushDevice.objects.filter(clinic_id=patient.clinic_id, patient=patient)
    mine.get_or_create(endpoint=endpoint, defaults={"clinic_id": patient.clinic_id, "patient": patient})
    too_many = mine.order_by("-made_at", "-pk").values_list("pk", flat=True)[_MOST_DEVICES:]
    PushDevice.objects.filter(pk__in=list(too_many)).delete()


def push(patient: Patient) -> bool:
    """Tell every browser of the patient that there is a reminder; True when one push service took it."""
    devices = PushDevice.objects.filter(clinic_id=patient.clinic_id, patient=patient)
    taken = [_push(device) for device in devices]  # every one is tried
    return any(taken)


def _push(device: PushDevice) -> bool:
    try:
        status = _post(device.endpoint)
    except (OSError, http.client.HTTPException) as error:
        _log.error("a push service could not be reached: %s", type(error).__name__)
        return False
    if status in _GONE:
        device.delete()
    return status in _TAKEN


def _post(endpoint: str) -> int:
    """Post nothing to the browser's address at its push service; the status of the answer."""
    where = urlsplit(endpoint)
    claims = {
        "aud": f"https://{where.netloc}",
        "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
        "exp": int(time.time()) + _SIGNED_FOR_S,
    }
    headers = {**_key().sign(claims), "TTL": str(_KEPT_S), "Urgency": "normal", "Content-Length": "0"}
    service = http.client.HTTPSConnection(where.netloc, timeout=_LONGEST_S)
    try:
        path = f"{where.path}?{where.query}" if where.query else where.path
        service.request("POST", path, headers=headers)
        return service.getresponse().status
    finally:
        service.close()


def _is_known_service(endpoint: str) -> bool:
    try:
        where = urlsplit(endpoint)
        port = where.port
    except ValueError:
        return False
    host = where.hostname or ""
    known: Iterable[str] = settings.PUSH_SERVICES
    is_known = any(host == name or host.endswith(f".{name}") for name in known)
    return where.scheme == "https" and port in (None, 443) and not where.username and is_known


def _key() -> "Vapid02":
    """The server's own key. It follows from the secret key, so that every machine of a server has the same.

    With another secret key the browsers have to be switched on anew.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from py_vapid import Vapid02

    secret = int.from_bytes(salted_hmac("hipwise.push", "vapid", algorithm="sha512").digest())
    return Vapid02(ec.derive_private_key(secret % (_ORDER_OF_P256 - 1) + 1, ec.SECP256R1()))
