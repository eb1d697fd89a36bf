"""A request as code that a person can run: the key stands in an environment variable, never in the text."""

from __future__ import annotations

import json
import pprint
import shlex
from collections.abc import Mapping
from enum import StrEnum
from typing import cast
from urllib.parse import urlsplit

from holysheep_desktop.core.connections.exchange_log import Exchanged
from holysheep_desktop.core.endpoints import EndpointKind

KEY_VARIABLE = "HOLYSHEEP_API_KEY"
GATEWAY_VARIABLE = "HOLYSHEEP_GATEWAY_TOKEN"
PROXY_VARIABLE = "HOLYSHEEP_PROXY_TOKEN"
_UPSTREAMS = {EndpointKind.LOCAL: "local", EndpointKind.HOLYSHEEP: "holysheep"}
_OF_THE_SDK = frozenset({"model", "messages", "max_tokens", "temperature", "top_p", "seed", "stop", "stream"})
_WIDTH = 100


class CodeKind(StrEnum):
    """In which language."""

    CURL = "curl"
    PYTHON_HTTPX = "python_httpx"
    PYTHON_OPENAI = "python_openai"
    JAVASCRIPT = "javascript"


def request_code(exchange: Exchanged, kind: CodeKind, proxy_port: int) -> str | None:
    """The code; None where it cannot be written: a cut body, or a path that this way does not reach."""
    if exchange.request_body.is_cut:
        return None
    if kind is CodeKind.CURL:
        return _curl(exchange)
    if kind is CodeKind.PYTHON_HTTPX:
        return _httpx(exchange)
    if kind is CodeKind.PYTHON_OPENAI:
        return _openai(exchange)
    return _javascript(exchange, proxy_port)


def _curl(exchange: Exchanged) -> str:
    lines = [f"curl -sS -X {exchange.method} {shlex.quote(exchange.url)}"]
    lines += [f'-H "Authorization: Bearer ${_variable(exchange)}"']
    if exchange.request_body.text:
        lines += ["-H 'Content-Type: application/json'"]
        lines += [f"--data-raw {shlex.quote(exchange.request_body.text)}"]
    return " \\\n  ".join(lines) + "\n"


def _httpx(exchange: Exchanged) -> str:
    body = _fields(exchange)
    arguments = [
        f"    {exchange.method!r},",
        f"    {exchange.url!r},",
        f'    headers={{"Authorization": f"Bearer {{os.environ[{_variable(exchange)!r}]}}"}},',
    ]
    if body is not None:
        arguments.append(f"    json={_literal(body)},")
    arguments.append("    timeout=120,")
    return "\n".join(
        (
            "import os",
            "",
            "import httpx",
            "",
            "reply = httpx.request(",
            *arguments,
            ")",
            "print(reply.text)",
            "",
        )
    )


def _openai(exchange: Exchanged) -> str | None:
    """The SDK merges its own `extra_body` into the top level, so ours is given inside of it."""
    base_url, _, path = exchange.url.partition("/chat/completions")
    body = _fields(exchange)
    if exchange.method != "POST" or path or body is None or base_url == exchange.url:
        return None
    known = {name: value for name, value in body.items() if name in _OF_THE_SDK and name != "stream"}
    rest = {name: value for name, value in body.items() if name not in _OF_THE_SDK}
    arguments = [f"    {name}={_literal(value)}," for name, value in known.items()]
    if rest:
        arguments.append(f"    extra_body={_literal(rest)},")
    return "\n".join(
        (
            "import os",
            "",
            "from openai import OpenAI",
            "",
            f"client = OpenAI(base_url={base_url!r}, api_key=os.environ[{_variable(exchange)!r}])",
            "reply = client.chat.completions.create(",
            *arguments,
            ")",
            "print(reply.model_dump_json(indent=2))",
            "",
        )
    )


def _javascript(exchange: Exchanged, proxy_port: int) -> str | None:
    """Through the proxy on this machine, whose token is all that the page or script holds."""
    upstream = _UPSTREAMS.get(exchange.kind)
    parts = urlsplit(exchange.url)
    if upstream is None or not parts.path.startswith("/v1/"):
        return None
    query = f"?{parts.query}" if parts.query else ""
    url = f"http://127.0.0.1:{proxy_port}/upstream/{upstream}{parts.path}{query}"
    body = _fields(exchange)
    headers = [f"    Authorization: `Bearer ${{process.env.{PROXY_VARIABLE}}}`,"]
    options = [f"  method: {json.dumps(exchange.method)},"]
    if body is not None:
        headers.append('    "Content-Type": "application/json",')
        text = json.dumps(body, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        options.append(f"  body: JSON.stringify({text}),")
    return "\n".join(
        (
            "// Node 18 or newer, or a web page with the token in place of process.env.",
            f"const reply = await fetch({json.dumps(url)}, {{",
            *options,
            "  headers: {",
            *headers,
            "  },",
            "});",
            "console.log(await reply.text());",
            "",
        )
    )


def _variable(exchange: Exchanged) -> str:
    return GATEWAY_VARIABLE if exchange.kind is EndpointKind.LOCAL else KEY_VARIABLE


def _fields(exchange: Exchanged) -> Mapping[str, object] | None:
    if not exchange.request_body.text:
        return None
    value: object = json.loads(exchange.request_body.text)
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def _literal(value: object) -> str:
    """A Python literal, indented as an argument."""
    text = pprint.pformat(value, width=_WIDTH, sort_dicts=False)
    return text.replace("\n", "\n    ")
