"""API keys: typed in this session, kept by the system keyring, or given by the environment.

The keyring may ask the user to unlock it and block for as long as that takes, so it is called in daemon
threads, which never keep the program from ending. Only encrypted backends are used; keys are never put
into a file.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, origin_of
from holysheep_desktop.core.stores import ApiKey, KeptKey, KeyPlace
from holysheep_desktop.errors import SecretStoreError, SecretStoreReason

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

ENVIRONMENT_VARIABLE = "HOLYSHEEP_API_KEY"
SERVICE = "holysheep-desktop"
PATIENCE_S = 15.0
_ENCRYPTED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

_T = TypeVar("_T")


def system_keyring() -> KeyringBackend:
    """The first encrypted backend of this system; raises SecretStoreError where there is none.

    keyring would also take a plaintext file that a user's configuration names: we do not.
    """
    import keyring  # imported here, off the main thread: the first look for a backend takes 100 ms

    backend = keyring.get_keyring()
    for candidate in getattr(backend, "backends", [backend]):
        if type(candidate).__module__.startswith(_ENCRYPTED):
            return candidate
    if type(backend).__module__.startswith("keyring.backends.fail"):
        raise SecretStoreError(SecretStoreReason.ABSENT)
    raise SecretStoreError(SecretStoreReason.UNSAFE, type(backend).__module__)


class SystemKeyStore:
    """`core.stores.KeyStore` on the system keyring."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        open_keyring: Callable[[], KeyringBackend] = system_keyring,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._environment = environment
        self._open_keyring = open_keyring
        self._patience_s = patience_s
        self._session: dict[str, str] = {}

    async def find(self, origin: str) -> ApiKey | None:
        """See `core.stores.KeyStore.find`."""
        if (typed := self._session.get(origin)) is not None:
            return ApiKey(typed, KeyPlace.SESSION)
        from_environment = self._from_environment(origin)
        try:
            kept = await self._ask(lambda keyring: keyring.get_password(SERVICE, origin))
        except SecretStoreError:
            if from_environment is not None:
                return from_environment
            raise
        return ApiKey(kept, KeyPlace.KEYRING) if kept else from_environment

    async def keep(self, origin: str, key: str, *, only_for_session: bool = False) -> KeptKey:
        """See `core.stores.KeyStore.keep`."""
        self._session[origin] = key
        if only_for_session:
            return KeptKey(KeyPlace.SESSION)
        try:
            await self._ask(_setting(origin, key))
            # some backends drop what they are given without a word
            if await self._ask(lambda keyring: keyring.get_password(SERVICE, origin)) != key:
                raise SecretStoreError(SecretStoreReason.LOST)
        except SecretStoreError as error:
            return KeptKey(KeyPlace.SESSION, error.reason)
        del self._session[origin]
        return KeptKey(KeyPlace.KEYRING)

    async def forget(self, origin: str) -> None:
        """See `core.stores.KeyStore.forget`; raises SecretStoreError where the keyring keeps its copy."""
        self._session.pop(origin, None)
        if await self._ask(lambda keyring: keyring.get_password(SERVICE, origin)) is not None:
            await self._ask(lambda keyring: keyring.delete_password(SERVICE, origin))

    def _from_environment(self, origin: str) -> ApiKey | None:
        """The environment's key is HolySheep's: it is not sent to any other origin."""
        key = self._environment.get(ENVIRONMENT_VARIABLE, "").strip()
        return ApiKey(key, KeyPlace.ENVIRONMENT) if key and origin == origin_of(HOLYSHEEP_BASE_URL) else None

    async def _ask(self, question: Callable[[KeyringBackend], _T]) -> _T:
        def ask() -> _T:
            return question(self._open_keyring())

        try:
            async with asyncio.timeout(self._patience_s):
                return await _in_daemon_thread(lambda: _translated(ask))
        except TimeoutError as error:
            raise SecretStoreError(SecretStoreReason.SLOW) from error


def _setting(origin: str, key: str) -> Callable[[KeyringBackend], None]:
    def set_password(keyring: KeyringBackend) -> None:
        keyring.set_password(SERVICE, origin, key)

    return set_password


def _translated(ask: Callable[[], _T]) -> _T:
    """Call the keyring; whatever it raises becomes a SecretStoreError that names only the kind of error."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    try:
        return ask()
    except SecretStoreError:
        raise
    except NoKeyringError as error:
        raise SecretStoreError(SecretStoreReason.ABSENT) from error
    except (KeyringLocked, InitError) as error:
        raise SecretStoreError(SecretStoreReason.LOCKED) from error
    except Exception as error:  # backends speak to D-Bus and fail in ways that they do not document
        raise SecretStoreError(SecretStoreReason.REFUSED, type(error).__name__) from error


def _in_daemon_thread(function: Callable[[], _T]) -> asyncio.Future[_T]:
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(result: _T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # pyright: ignore[reportArgumentType]  # None only where _T is None

    def body() -> None:
        result: _T | None = None
        failure: BaseException | None = None
        try:
            result = function()
        except SecretStoreError as error:
            failure = error
        with contextlib.suppress(RuntimeError):  # the program ended while the keyring was still asking
            loop.call_soon_threadsafe(settle, result, failure)

    threading.Thread(target=body, name="keyring", daemon=True).start()
    return future
