"""A push service on this machine: what a browser's own service answers it, and what our server posts to it.

Chromium asks it for a device and an address (two answers of the protocol of Google's service; the browser has
options for their addresses). Our server then posts there over TLS, with a certificate made for this run:
another process finds the name here, as if the network led to it.
"""

import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# Where a Chromium without Google's name on it sends its pushes.
HOST = "jmt17.google.com"
TOKEN = "a-browser:of-this-run"
# stats_ok, android_id and security_token of a check-in's answer, as protocol buffers write them.
_CHECKED_IN = b"\x08\x01\x39" + struct.pack("<Q", 1) + b"\x41" + struct.pack("<Q", 2)
# Names are looked up here instead of in the network.
_LEADING_HERE = """
import socket
_connect = socket.create_connection

def connect_here(address, *more, **named):
    return _connect(("127.0.0.1", {port}) if address[0] == {host!r} else address, *more, **named)

socket.create_connection = connect_here
"""


@dataclass
class Posted:
    """What our server posted: the address, the headers and the body."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """A running service. `browser_options` lead a browser here, `environment` our server."""

    browser_options: list[str]
    environment: dict[str, str]
    posted: list[Posted] = field(default_factory=list)


@contextmanager
def push_service(folder: Path) -> Iterator[PushService]:
    """Start it; its certificate and the names lie in the folder."""
    made = PushService([], {})
    asked = _started(_registrar())
    taken = _started(_taker(made.posted))
    taken.socket = _with_certificate(folder).wrap_socket(taken.socket, server_side=True)
    here = f"http://127.0.0.1:{asked.server_port}"
    made.browser_options += [f"--gcm-checkin-url={here}/device", f"--gcm-registration-url={here}/register"]
    made.browser_options.append("--gcm-mcs-endpoint=https://127.0.0.1:9")  # nothing is delivered that way
    (folder / "sitecustomize.py").write_text(_LEADING_HERE.format(port=taken.server_port, host=HOST))
    made.environment |= {"SSL_CERT_FILE": str(folder / "certificate.pem"), "PYTHONPATH": str(folder)}
    try:
        yield made
    finally:
        for server in (asked, taken):
            server.shutdown()
            server.server_close()


def _started(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def read_body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _registrar() -> type[BaseHTTPRequestHandler]:
    class Registrar(_Quiet):
        def do_POST(self) -> None:
            self.read_body()
            self.answer(200, _CHECKED_IN if self.path == "/device" else f"token={TOKEN}".encode())

    return Registrar


def _taker(posted: list[Posted]) -> type[BaseHTTPRequestHandler]:
    class Taker(_Quiet):
        def do_POST(self) -> None:
            posted.append(Posted(self.path, dict(self.headers), self.read_body()))
            self.answer(201, b"")

    return Taker


def _with_certificate(folder: Path) -> ssl.SSLContext:
    """A certificate of this hour for the service's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, path = serialization.Encoding.PEM, folder / "certificate.pem"
    path.write_bytes(certificate.public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, folder / "key.pem")
    return context
