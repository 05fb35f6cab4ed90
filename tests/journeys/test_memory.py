"""What the server process weighs after a day's traffic."""

import json
import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import psutil
import pytest
from tests.journeys.server import served

MOST_MEGABYTES = 120
PATIENT = ["/today/", "/progress/", "/plan/", "/plan/bridge/", "/help/", "/session/", "/api/today"]
CLINICIAN = ["/clinic/", "/clinic/patients/", "/clinic/library/", "/clinic/library/clamshell/"]


class Visitor:
    """A person with cookies and without a browser."""

    def __init__(self, url):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        with self.opener.open(self.url + path, timeout=30) as answer:
            return answer.read().decode()

    def sign_in(self, email, password):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/accounts/login/"))
        form = {"login": email, "password": password, "csrfmiddlewaretoken": token.group(1)}
        request = urllib.request.Request(
            f"{self.url}/accounts/login/",
            urllib.parse.urlencode(form).encode(),
            {"Referer": f"{self.url}/accounts/login/"},
        )
        self.opener.open(request, timeout=30).close()


@pytest.mark.slow
def test_the_server_stays_small_after_a_days_traffic(tmp_path):
    with served(tmp_path, "--demo") as server:
        for who, pages in (("patient1", PATIENT), ("therapist", CLINICIAN)):
            visitor = Visitor(server.url)
            email = server.email_of(who)
            visitor.sign_in(email, server.sign_ins[email])
            for _ in range(15):
                for path in pages:
                    assert visitor.get(path)
        assert json.loads(Visitor(server.url).get("/figure/bridge/right.json"))["bones"]
        megabytes = psutil.Process(server.process.pid).memory_info().rss / 1e6
    assert megabytes <= MOST_MEGABYTES
