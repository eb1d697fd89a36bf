"""Keeps the proxy as the settings want it, and tells it where the endpoints are and what their keys are."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Sequence

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxySettings, ProxyState
from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, origin_of
from holysheep_desktop.core.stores import KeyStore
from holysheep_desktop.errors import SecretStoreError
from holysheep_desktop.gateway.proxy.process import ProxyProcess
from holysheep_desktop.gateway.proxy.upstreams import HOLYSHEEP, LOCAL, Upstream

log = logging.getLogger(__name__)

TOKEN_PLACE = "holysheep-desktop-proxy"  # noqa: S105 - the name under which the keyring has it
_TOKEN_BYTES = 32


class ProxyDesk:
    """`core.connections.proxy.ProxyControl`. One process at most; belongs to the event loop's thread."""

    def __init__(
        self,
        keys: KeyStore,
        report: Callable[[ProxyState], None],
        program: Sequence[str] | None = None,
    ) -> None:
        self._keys = keys
        self._report = report
        self._state = ProxyState()
        self._process = ProxyProcess(self._on_state, program)
        self._settings = ProxySettings()
        self._local: Upstream | None = None
        self._running: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()

    @property
    def state(self) -> ProxyState:
        """See `core.connections.proxy.ProxyControl.state`."""
        return self._state

    async def use(self, settings: ProxySettings) -> None:
        """Start, stop or start anew as the settings want it, and tell it the endpoints and keys of now."""
        async with self._changing:
            if settings != self._settings or self._state.phase is ProxyPhase.FAILED:
                await self._end()
                self._settings = settings
            if not settings.is_on:
                return
            self._process.use(await self._upstreams())
            if self._running is None or self._running.done():
                token = await self.token()
                self._running = asyncio.create_task(self._process.run(settings, token), name="proxy")

    async def token(self) -> str:
        """The proxy's own token, kept in the keyring, or for this session where that fails."""
        return await self._kept_token() or await self._new_token()

    async def first_token(self) -> str | None:
        """See `core.connections.proxy.ProxyControl.first_token`."""
        return None if await self._kept_token() else await self._new_token()

    async def renew_token(self) -> str:
        """See `core.connections.proxy.ProxyControl.renew_token`."""
        token = await self._new_token()
        settings = self._settings
        await self.stop()
        await self.use(settings)
        return token

    def use_local(self, base_url: str, token: str) -> None:
        """The local model answers here from now on; `use` tells the process."""
        self._local = Upstream(base_url, token)

    async def stop(self) -> None:
        """End the process."""
        async with self._changing:
            await self._end()
            self._settings = ProxySettings()

    async def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.wait({running})

    async def _upstreams(self) -> dict[str, Upstream]:
        key = ""
        with contextlib.suppress(SecretStoreError):
            if (found := await self._keys.find(origin_of(HOLYSHEEP_BASE_URL))) is not None:
                key = found.value
        upstreams = {HOLYSHEEP: Upstream(HOLYSHEEP_BASE_URL, key)}
        return upstreams if self._local is None else {**upstreams, LOCAL: self._local}

    def _on_state(self, state: ProxyState) -> None:
        self._state = state
        self._report(state)
        if state.phase is ProxyPhase.FAILED:
            log.warning("the proxy does not run: %s", state.reason)

    async def _kept_token(self) -> str | None:
        with contextlib.suppress(SecretStoreError):
            if (kept := await self._keys.find(TOKEN_PLACE)) is not None:
                return kept.value
        return None

    async def _new_token(self) -> str:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        await self._keys.keep(TOKEN_PLACE, token)
        return token
