"""Serves style sheets, scripts and the patient's Python core: compressed beforehand, cached by name."""

import re
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

# Vite writes name-AbCd1234.js, and Pyodide lies in a folder with its version: neither changes under its name.
_HASHED = re.compile(r"/built/(.*[-.][A-Za-z0-9_-]{8,}\.[a-z0-9.]+|pyodide-[0-9.]+/[a-z0-9._]+)$")


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise whose answers are whole: under ASGI a synchronous stream would be read in one go anyway."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """The file, its 304 or its range, with the headers that WhiteNoise prepared."""
        answer = static_file.get_response(request.method, request.META)
        content = b""
        if answer.file is not None:
            with answer.file as opened:
                content = opened.read()
        response = HttpResponse(content, status=int(answer.status))
        del response["content-type"]
        for name, value in answer.headers:
            response[name] = value
        return response

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Does the name carry a hash of the content, so that it may be kept for a year?"""
        return bool(_HASHED.search(url))


class VersionedStaticFiles(StaticFilesStorage):
    """Adds `?v=` with a hash of the content to the address of files whose names carry none."""

    def url(self, name: str | None) -> str:
        """The address of a static file; a changed file has a changed address."""
        address = super().url(name)
        if not name or _HASHED.search(address):
            return address
        version = _content_hash(name)
        return f"{address}?v={version}" if version else address


@cache
def _content_hash(name: str) -> str:
    found = finders.find(name)
    return blake2s(Path(str(found)).read_bytes(), digest_size=5).hexdigest() if found else ""
