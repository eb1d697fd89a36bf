import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from holysheep_desktop.core.stores import ApiKey, KeptKey, KeyPlace
from holysheep_desktop.errors import SecretStoreError, SecretStoreReason
from holysheep_desktop.storage.key_store import SystemKeyStore

HOLYSHEEP = "https://api.holysheep.ai"
OTHER = "https://lab.example"
CANARY = "hs-canary-2718281828"


class MemoryKeyring(KeyringBackend):
    """A keyring that works."""

    priority = 1  # pyright: ignore[reportAssignmentType]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str) -> str | None:
        self.threads.add(threading.current_thread().name)
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


class ForgetfulKeyring(MemoryKeyring):
    """A keyring that takes everything and keeps nothing, like keyring's null backend."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class FailingKeyring(MemoryKeyring):
    """A keyring that raises."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class SlowKeyring(MemoryKeyring):
    """A keyring that waits for a person who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait(60)
        return None


def store(backend: KeyringBackend, environment: dict[str, str] | None = None) -> SystemKeyStore:
    return SystemKeyStore(environment or {}, open_keyring=lambda: backend, patience_s=0.2)


def test_that_a_kept_key_is_found_in_the_keyring_by_a_new_store() -> None:
    backend = MemoryKeyring()
    kept = asyncio.run(store(backend).keep(HOLYSHEEP, CANARY))
    assert kept == KeptKey(KeyPlace.KEYRING)
    assert asyncio.run(store(backend).find(HOLYSHEEP)) == ApiKey(CANARY, KeyPlace.KEYRING)


def test_that_a_key_belongs_to_its_origin_alone() -> None:
    backend = MemoryKeyring()
    asyncio.run(store(backend).keep(HOLYSHEEP, CANARY))
    assert asyncio.run(store(backend).find(OTHER)) is None


def test_that_the_environments_key_is_used_for_holysheep_and_for_no_other_origin() -> None:
    keys = store(MemoryKeyring(), {"HOLYSHEEP_API_KEY": CANARY})
    assert asyncio.run(keys.find(HOLYSHEEP)) == ApiKey(CANARY, KeyPlace.ENVIRONMENT)
    assert asyncio.run(keys.find(OTHER)) is None


def test_that_the_keyrings_key_comes_before_the_environments() -> None:
    backend = MemoryKeyring()
    backend.kept[HOLYSHEEP] = "from-keyring"
    found = asyncio.run(store(backend, {"HOLYSHEEP_API_KEY": CANARY}).find(HOLYSHEEP))
    assert found == ApiKey("from-keyring", KeyPlace.KEYRING)


@pytest.mark.parametrize(
    ("backend", "reason"),
    [
        (FailingKeyring(keyring.errors.NoKeyringError()), SecretStoreReason.ABSENT),
        (FailingKeyring(keyring.errors.KeyringLocked()), SecretStoreReason.LOCKED),
        (FailingKeyring(keyring.errors.InitError()), SecretStoreReason.LOCKED),
        (FailingKeyring(keyring.errors.PasswordSetError()), SecretStoreReason.REFUSED),
        (FailingKeyring(ModuleNotFoundError("bogus")), SecretStoreReason.REFUSED),
        (ForgetfulKeyring(), SecretStoreReason.LOST),
    ],
    ids=lambda value: str(value) if isinstance(value, SecretStoreReason) else type(value).__name__,
)
def test_that_a_key_the_keyring_does_not_keep_lasts_for_the_session_with_the_reason(
    backend: KeyringBackend, reason: SecretStoreReason
) -> None:
    keys = store(backend)
    assert asyncio.run(keys.keep(HOLYSHEEP, CANARY)) == KeptKey(KeyPlace.SESSION, reason)
    assert asyncio.run(keys.find(HOLYSHEEP)) == ApiKey(CANARY, KeyPlace.SESSION)


def in_module(name: str) -> KeyringBackend:
    """A working keyring that comes from a module of this name."""
    return type("Keyring", (MemoryKeyring,), {"__module__": name})()


class Chain(MemoryKeyring):
    """Asks several keyrings, as keyring's own chainer does."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


@pytest.fixture
def choose_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    "module",
    [
        pytest.param("keyrings.alt.file", id="SK01-plaintext"),
        pytest.param("keyrings.cryptfile.cryptfile", id="SK01-foreign"),
        pytest.param("keyring.backends.null", id="SK01-null"),
    ],
)
def test_that_a_keyring_that_may_keep_keys_unencrypted_is_given_none(
    module: str, choose_keyring: Callable[[KeyringBackend], None]
) -> None:
    unsafe = in_module(module)
    choose_keyring(unsafe)

    kept = asyncio.run(SystemKeyStore({}).keep(HOLYSHEEP, CANARY))

    assert kept == KeptKey(KeyPlace.SESSION, SecretStoreReason.UNSAFE)
    assert isinstance(unsafe, MemoryKeyring)
    assert unsafe.kept == {}


@pytest.mark.parametrize("case", [pytest.param("second", id="SK01-chain")])
def test_that_of_several_keyrings_the_encrypted_one_is_used(
    case: str, choose_keyring: Callable[[KeyringBackend], None]
) -> None:
    plain, safe = in_module("keyrings.alt.file"), in_module("keyring.backends.SecretService")
    choose_keyring(Chain(plain, safe))

    kept = asyncio.run(SystemKeyStore({}).keep(HOLYSHEEP, CANARY))

    assert kept == KeptKey(KeyPlace.KEYRING), case
    assert isinstance(plain, MemoryKeyring)
    assert plain.kept == {}


KEEP = """
import asyncio
from holysheep_desktop.storage.key_store import SystemKeyStore
kept = asyncio.run(SystemKeyStore({}).keep("https://lab.example", "hs-canary-2718281828"))
print(kept.place, kept.reason.name)
"""


@pytest.mark.parametrize(
    ("backend", "reason"),
    [
        pytest.param("no.such.Keyring", SecretStoreReason.REFUSED, id="SK01-bogus-variable"),
        pytest.param("keyring.backends.fail.Keyring", SecretStoreReason.ABSENT, id="SK01-none"),
        pytest.param("keyring.backends.null.Keyring", SecretStoreReason.UNSAFE, id="SK01-null-variable"),
    ],
)
def test_that_the_variable_of_the_keyring_can_neither_stop_the_program_nor_take_a_key(
    backend: str, reason: SecretStoreReason
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KEEP],
        env={**os.environ, "PYTHON_KEYRING_BACKEND": backend},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert run.stdout.split() == ["session", reason.name]


def test_that_a_keyring_that_waits_for_a_person_is_given_up_and_blocks_nobody() -> None:
    backend = SlowKeyring()
    before = time.monotonic()
    with pytest.raises(SecretStoreError, match="did not answer in time"):
        asyncio.run(store(backend).find(HOLYSHEEP))
    assert time.monotonic() - before < 30
    backend.answered.set()


def test_that_the_environments_key_serves_where_the_keyring_fails() -> None:
    keys = store(FailingKeyring(keyring.errors.NoKeyringError()), {"HOLYSHEEP_API_KEY": CANARY})
    assert asyncio.run(keys.find(HOLYSHEEP)) == ApiKey(CANARY, KeyPlace.ENVIRONMENT)


def test_that_a_forgotten_key_is_gone_from_the_session_and_the_keyring() -> None:
    backend = MemoryKeyring()
    keys = store(backend)
    asyncio.run(keys.keep(HOLYSHEEP, CANARY))
    asyncio.run(keys.forget(HOLYSHEEP))
    assert backend.kept == {}
    assert asyncio.run(keys.find(HOLYSHEEP)) is None


def test_that_the_keyring_is_never_asked_on_the_main_thread() -> None:
    backend = MemoryKeyring()
    asyncio.run(store(backend).find(HOLYSHEEP))
    assert backend.threads == {"keyring"}


def test_that_no_repr_and_no_error_text_holds_the_key() -> None:
    keys = store(FailingKeyring(ValueError(CANARY)))
    with pytest.raises(SecretStoreError) as caught:
        asyncio.run(keys.find(HOLYSHEEP))
    assert CANARY not in str(caught.value)
    assert CANARY not in repr(ApiKey(CANARY, KeyPlace.SESSION))
