"""Reminders through a browser's push service: signed, empty, and only to services that are known."""

from typing import Any

import pytest
from django.urls import reverse
from py_vapid import Vapid02
from tests.clinic.people import Everybody
from tests.clinic.test_reminders import SIX, anna, at  # noqa: F401 - a fixture

from hipwise.clinic.care import push as push_room
from hipwise.clinic.care.models import Patient, PushDevice, Reminder
from hipwise.clinic.care.push import PushError, add_device, public_key, push

MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"
GOOGLE = "https://fcm.googleapis.com/fcm/send/abc:def"


class Service:
    """A push service by hand: keeps what was posted and answers as it is told."""

    def __init__(self) -> None:
        self.status = 201
        self.posted: list[dict[str, Any]] = []

    def connect(self, host: str, timeout: float) -> "Service":
        self.host = host
        return self

    def request(self, method: str, path: str, headers: dict[str, str]) -> None:
        self.posted.append({"host": self.host, "method": method, "path": path, "headers": headers})

    def getresponse(self) -> "Service":
        return self

    def close(self) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    """A push service in place of the network."""
    made = Service()
    monkeypatch.setattr(push_room.http.client, "HTTPSConnection", made.connect)
    return made


@pytest.fixture
def patient(everybody: Everybody) -> Patient:
    """Anna's record."""
    return Everybody.record(everybody.patient)


@pytest.mark.parametrize(
    "endpoint",
    [
        MOZILLA,
        GOOGLE,
        "https://jmt17.google.com/fcm/send/a:b",
        "https://web.push.apple.com/QGu",
        "https://x.notify.windows.com/w/?t=1",
    ],
)
def test_the_services_of_todays_browsers_are_known(endpoint: str, patient: Patient) -> None:
    add_device(patient, endpoint)
    assert PushDevice.objects.get().endpoint == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://updates.push.services.mozilla.com/x",
        "https://localhost/x",
        "https://169.254.169.254/latest/meta-data",
        "https://evil.example/updates.push.services.mozilla.com",
        "https://evilpush.services.mozilla.com.evil.example/x",
        "https://notpush.apple.com.evil.example/",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:x/",
        "file:///etc/passwd",
        GOOGLE + "x" * 1000,
    ],
)
def test_the_server_posts_to_no_address_that_somebody_made_up(endpoint: str, patient: Patient) -> None:
    with pytest.raises(PushError):
        add_device(patient, endpoint)
    assert not PushDevice.objects.exists()


def test_a_push_is_empty_and_signed_for_the_service(patient: Patient, service: Service) -> None:
    add_device(patient, MOZILLA)
    assert push(patient)
    [posted] = service.posted
    assert (posted["host"], posted["path"]) == ("updates.push.services.mozilla.com", "/wpush/v2/abc")
    assert posted["headers"]["Content-Length"] == "0"
    assert Vapid02.verify(posted["headers"]["Authorization"])
    assert public_key() in posted["headers"]["Authorization"]


def test_every_machine_with_the_same_secret_signs_with_the_same_key(settings: Any) -> None:
    settings.SECRET_KEY = "one"
    first = public_key()
    assert public_key() == first
    assert len(first) == 87
    settings.SECRET_KEY = "another"
    assert public_key() != first


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(status: int, patient: Patient, service: Service) -> None:
    add_device(patient, MOZILLA)
    service.status = status
    assert not push(patient)
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize("status", [301, 400, 403, 429, 500])
def test_a_service_that_refuses_keeps_the_browser(status: int, patient: Patient, service: Service) -> None:
    add_device(patient, MOZILLA)
    service.status = status
    assert not push(patient)
    assert PushDevice.objects.exists()


def test_every_browser_is_told_and_the_oldest_make_room(patient: Patient, service: Service) -> None:
    for number in range(7):
        add_device(patient, f"{MOZILLA}{number}")
    push(patient)
    assert [posted["path"][-1] for posted in service.posted] == ["2", "3", "4", "5", "6"]


def test_the_same_browser_is_kept_once(patient: Patient) -> None:
    add_device(patient, MOZILLA)
    add_device(patient, MOZILLA)
    assert PushDevice.objects.count() == 1


def test_a_reminder_goes_out_by_push_alone(anna: Patient, service: Service) -> None:  # noqa: F811
    Reminder.objects.update(by_email=False, by_push=True)
    add_device(anna, MOZILLA)
    assert at(SIX).sent == 1
    assert len(service.posted) == 1


def test_switching_off_forgets_the_browsers(everybody: Everybody, browser: Any, patient: Patient) -> None:
    client = browser(everybody.patient)
    assert client.post(reverse("patient-device"), {"endpoint": MOZILLA}).status_code == 204
    client.post(reverse("patient-reminders"), {"at": "18:00"})
    assert not PushDevice.objects.exists()


def test_an_unknown_service_is_told_in_words(everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.patient).post(reverse("patient-device"), {"endpoint": "https://evil.example/"})
    assert (answer.status_code, answer.content.decode()[:14]) == (400, "This browser's")
