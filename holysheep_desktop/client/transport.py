"""The one HTTP client of an endpoint: the system's certificates, no redirects, no cookies, no compression."""

from __future__ import annotations

import http.cookiejar
import logging
import os
import ssl
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import truststore

from holysheep_desktop import __version__
from holysheep_desktop.core.connections.network import ProxyUse
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, is_loopback
from holysheep_desktop.errors import CertificateFileError

CERTIFICATES_VARIABLE = "SSL_CERT_FILE"
# Its one line per request holds the URL with its query.
logging.getLogger("httpx").setLevel(logging.WARNING)


def open_http_client(endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    """Reads the system's certificates for https, which takes tens of milliseconds: call it in a thread.

    Connections are not kept: a reused one that the server has just closed would leave it unknown whether the
    work was done. Raises CertificateFileError, and ImportError or ValueError for an unusable proxy setting.
    """
    network = endpoint.network
    own_proxy = network.proxy_url if network.proxy is ProxyUse.OWN and not _is_here(endpoint) else None
    return httpx.AsyncClient(
        transport=transport,
        verify=_ssl_context(endpoint),
        trust_env=uses_environment(endpoint),
        proxy=own_proxy or None,
        follow_redirects=False,
        cookies=no_cookies(),
        limits=httpx.Limits(max_keepalive_connections=0),
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
            "User-Agent": f"holysheep-desktop/{__version__}",
        },
    )


def no_cookies() -> http.cookiejar.CookieJar:
    """A jar that stays empty: one cookie that no header can carry would end every request after it."""
    return http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=()))


def uses_environment(endpoint: Endpoint) -> bool:
    """Whether proxies of the environment apply; nothing on this machine is reached through one."""
    return endpoint.network.proxy is ProxyUse.SYSTEM and not _is_here(endpoint)


def proxy_of(endpoint: Endpoint) -> str | None:
    """Host and port of the proxy that requests go through, without its credentials."""
    parts = urlsplit(endpoint.base_url)
    if endpoint.network.proxy is ProxyUse.OWN and not _is_here(endpoint):
        return urlsplit(endpoint.network.proxy_url).netloc or None
    if not uses_environment(endpoint) or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return proxy.rpartition("@")[2].rpartition("//")[2].rstrip("/") if proxy else None


def _is_here(endpoint: Endpoint) -> bool:
    return endpoint.kind is EndpointKind.LOCAL or is_loopback(endpoint.base_url)


def _ssl_context(endpoint: Endpoint) -> ssl.SSLContext:
    if not endpoint.base_url.startswith("https:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return certificates_context(endpoint)


def certificates_context(endpoint: Endpoint) -> ssl.SSLContext:
    """The system's authorities and those that were added; raises CertificateFileError."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if own := endpoint.network.certificates:
        _load_certificates(context, Path(own), "")
    elif path := os.environ.get(CERTIFICATES_VARIABLE):
        _load_certificates(context, Path(path), CERTIFICATES_VARIABLE)
    return context


def _load_certificates(context: ssl.SSLContext, path: Path, variable: str) -> None:
    """OpenSSL itself passes silently over a file that is missing or holds no certificate."""
    try:
        context.load_verify_locations(cafile=path)
    except OSError as error:  # ssl.SSLError is one
        reason = error.strerror or "holds no certificate"
        raise CertificateFileError(variable, path, reason) from error
