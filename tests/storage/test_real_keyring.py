"""The adapter against a real Secret Service: GNOME Keyring, on a bus and in a home of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

KEEP_AND_FIND = """
import asyncio
from holysheep_desktop.storage.key_store import SystemKeyStore

async def main():
    origin = "https://api.holysheep.ai"
    kept = await SystemKeyStore({}).keep(origin, "hs-canary")
    found = await SystemKeyStore({}).find(origin)
    await SystemKeyStore({}).forget(origin)
    print(kept.place, found.value, await SystemKeyStore({}).find(origin))

asyncio.run(main())
"""


@pytest.mark.keyring
@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="this machine has no Secret Service to start")
def test_that_a_key_is_kept_found_and_forgotten_by_the_systems_own_keyring(tmp_path: Path) -> None:
    unlock = "printf test-only | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    script = f'{unlock}; exec "$0" -c "$1"'
    run = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script, sys.executable, KEEP_AND_FIND],
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.split() == ["keyring", "hs-canary", "None"]
    files = [path.read_bytes() for path in tmp_path.rglob("*.keyring")]
    assert files
    assert not any(b"hs-canary" in content for content in files)
