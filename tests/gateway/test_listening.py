"""Where the gateway listens: this machine only, and without IPv6 too (row GW07 of the fault table)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from gateway.gateways import ProcessGateway

LISTENING = "0A"
LOOPBACK = "0100007F"
"""127.0.0.1 as Linux shows it in /proc/net/tcp."""


def listening_addresses(pid: int) -> list[str]:
    """Of all sockets of a process that wait for connections, IPv4 and IPv6."""
    inodes = {_inode(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        if (path := Path(f"/proc/{pid}/net/{table}")).exists()
        for line in path.read_text().splitlines()[1:]
    ]
    return [fields[1] for fields in lines if fields[3] == LISTENING and fields[9] in inodes]


def _inode(link: Path) -> str:
    try:
        return str(link.readlink()).removeprefix("socket:[").removesuffix("]")
    except FileNotFoundError:  # closed since
        return ""


@pytest.mark.parametrize("case", [pytest.param("firewall", id="GW07-firewall")])
def test_that_no_firewall_has_anything_to_ask_about(case: str, real_gateway: ProcessGateway) -> None:
    """They ask where a program waits for connections of other machines: it has one socket, on loopback."""
    assert listening_addresses(real_gateway.process.pid) == [f"{LOOPBACK}:{real_gateway.port:04X}"], case


WITHOUT_IPV6 = """
import errno, json, os, socket, sys

def refuse(event, arguments):
    # what the kernel answers after it was started with ipv6.disable=1
    if event == "socket.__new__" and arguments[1] == socket.AF_INET6:
        raise OSError(errno.EAFNOSUPPORT, os.strerror(errno.EAFNOSUPPORT))

sys.addaudithook(refuse)

import asyncio
from client.clients import REQUEST, client_of
from fakes.engine import FakeEngine
from gateway.gateways import TOKEN, ThreadGateway
from holysheep_desktop.gateway.__main__ import main

async def models(base_url):
    async with client_of(base_url, key=TOKEN) as client:
        return [model.id for model in await client.models()]

with ThreadGateway(FakeEngine()) as gateway:
    gateway.wait_until_ready()
    bound = gateway._listener.getsockname()[0]
    by_number = asyncio.run(models(gateway.base_url))
    by_name = asyncio.run(models(gateway.base_url.replace("127.0.0.1", "localhost")))
os.environ["HOLYSHEEP_GATEWAY_TOKEN"] = TOKEN
exit_code = main(["serve", "--host", "::1"])
print(json.dumps([bound, by_number, by_name, exit_code]))
"""


@pytest.mark.parametrize("case", [pytest.param("IPv6 off", id="GW07-ipv6-off")])
def test_that_a_machine_without_ipv6_is_served_and_told_where_ipv6_is_wished(case: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_IPV6],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["127.0.0.1", ["echo-1"], ["echo-1"], 3], case
    assert done.stderr == (
        "holysheep-gateway: cannot listen on ::1, port 0: Address family not supported by protocol\n"
    )
