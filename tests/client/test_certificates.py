"""TLS with a certificate authority of our own: rows TR02 and TR03 of the fault table."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from client.clients import CHAT, REQUEST, client_of, run
from fakes.scripted_server import ScriptedServer, end_all, json_reply

from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.errors import ApiConnectionError, CertificateFileError, ConnectionFault


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


@contextmanager
def tls_server(certificate: trustme.LeafCert) -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with ScriptedServer(*[[json_reply(CHAT)]] * 3, tls=context) as server:
        yield server


def ask(base_url: str) -> AnalysisResult:
    async def work() -> AnalysisResult:
        async with client_of(base_url) as client:
            return await client.analyse(REQUEST)

    return run(work())


def fault_of(base_url: str) -> tuple[ConnectionFault, int, str]:
    with pytest.raises(ApiConnectionError) as raised:
        ask(base_url)
    return raised.value.fault, raised.value.attempts, raised.value.detail


def test_that_a_certificate_authority_named_by_the_environment_is_trusted(
    authority: trustme.CA, trusted: Path
) -> None:
    with tls_server(authority.issue_cert("127.0.0.1")) as server:
        assert ask(server.base_url).answer is not None


def test_that_an_unknown_authority_is_never_bypassed(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with tls_server(authority.issue_cert("127.0.0.1")) as server:
        fault, attempts, _ = fault_of(server.base_url)
        assert (fault, attempts, server.requests) == (ConnectionFault.TLS, 1, [])


def test_that_a_certificate_of_another_host_is_refused(authority: trustme.CA, trusted: Path) -> None:
    with tls_server(authority.issue_cert("example.org")) as server:
        assert fault_of(server.base_url)[:2] == (ConnectionFault.TLS, 1)


def test_that_an_expired_certificate_is_refused_and_called_so(authority: trustme.CA, trusted: Path) -> None:
    expired = authority.issue_cert("127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    with tls_server(expired) as server:
        fault, attempts, detail = fault_of(server.base_url)
        assert (fault, attempts, "expired" in detail) == (ConnectionFault.TLS, 1, True)


def test_that_a_server_of_tls_1_0_is_refused(authority: trustme.CA, trusted: Path) -> None:
    """Its alert is written here, because the OpenSSL of today no longer speaks that version at all."""
    protocol_version_alert = bytes([21, 3, 1, 0, 2, 2, 70])
    with banner_server(protocol_version_alert) as port:
        assert fault_of(f"https://127.0.0.1:{port}/v1")[:2] == (ConnectionFault.TLS, 1)


def test_that_the_systems_own_store_is_asked(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux that is a folder of files named by the hash of their subject, here one of our own."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    path = tmp_path / "ca.pem"
    path.write_bytes(authority.cert_pem.bytes())
    subprocess.run(["openssl", "rehash", str(tmp_path)], check=True)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    with tls_server(authority.issue_cert("127.0.0.1")) as server:
        assert ask(server.base_url).answer is not None


def test_that_plain_http_on_a_tls_port_is_a_tls_fault(trusted: Path) -> None:
    with banner_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        assert fault_of(f"https://127.0.0.1:{port}/v1")[:2] == (ConnectionFault.TLS, 1)


def test_that_a_banner_of_something_else_is_a_tls_fault(trusted: Path) -> None:
    with banner_server(b"220 mail.example.org ESMTP\r\n") as port:
        assert fault_of(f"https://127.0.0.1:{port}/v1")[:2] == (ConnectionFault.TLS, 1)


@contextmanager
def banner_server(banner: bytes) -> Iterator[int]:
    """Says its banner at once, as mail servers do."""
    loop = asyncio.new_event_loop()

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(banner)
        try:
            await reader.read()
        finally:
            writer.close()

    async def listen() -> asyncio.Server:
        return await asyncio.start_server(greet, "127.0.0.1", 0)

    server = loop.run_until_complete(listen())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(end_all(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.mark.parametrize("content", [None, "no certificate"], ids=["TR03-missing", "TR03-not-pem"])
def test_that_a_bad_file_of_certificates_is_an_error_of_the_settings(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with pytest.raises(CertificateFileError) as raised:
        ask("https://127.0.0.1:9/v1")
    assert (raised.value.variable, raised.value.path) == ("SSL_CERT_FILE", path)
