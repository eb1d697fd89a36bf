"""The gateway as a Ray Serve application: a front that every request passes, and engines behind it.

`build` is what a Serve configuration file names as `import_path`; its `args` are the fields of `GatewayArgs`.
"""

# pyright: reportMissingImports=false, reportUnknownParameterType=false

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from ray import serve
from ray.serve.config import AutoscalingConfig
from ray.serve.handle import DeploymentHandle
from starlette.types import ASGIApp

from holysheep_desktop.cluster.engine_replica import EngineReplica
from holysheep_desktop.cluster.front import Front, served
from holysheep_desktop.cluster.serve_engines import ServeEngines
from holysheep_desktop.errors import SidecarError
from holysheep_desktop.gateway.application import guarded
from holysheep_desktop.gateway.door import DoorRules, own_host_names
from holysheep_desktop.gateway.engine_choice import EngineChoice
from holysheep_desktop.gateway.engine_interface import OpenEngine
from holysheep_desktop.gateway.token import TOKEN_VARIABLE, is_usable
from holysheep_desktop.gateway.worker import WAITING_LIMIT

APP_NAME: Final = "holysheep"
FRONT: Final = "gateway"
ENGINE: Final = "engine"
AT_A_TIME = 4
"""Requests that one engine's process holds: one runs, and short look-ups pass the long ones behind it."""
FRONT_AT_A_TIME = 256
_FRONTS = 2
"""So that one may end without anybody waiting for another to start."""
_MORE_AFTER_S = 5.0
_FEWER_AFTER_S = 300.0
_HEALTH_PERIOD_S = 5.0
_HEALTH_TIMEOUT_S = 30.0
_GRACE_S = 5.0
_FEW_HEAPS: Final[Mapping[str, object]] = {"env_vars": {"MALLOC_ARENA_MAX": "2"}}
"""Each engine has a thread of its own, and glibc a heap for each thread: 20 MB stayed in it whenever an
engine was changed for another."""


class EngineShape(BaseModel):
    """How many processes an engine gets, and what each of them takes of its machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    replicas: int = Field(default=1, ge=1)
    max_replicas: int | None = Field(default=None, ge=1)
    """More are started while requests wait, and taken away again; None: always `replicas`."""
    waiting_per_replica: float = Field(default=2.0, gt=0)
    """Requests, running and waiting, for each process: above it one more is started."""
    cpus: float = Field(default=1.0, ge=0)
    gpus: float = Field(default=0.0, ge=0)


class GatewayArgs(EngineShape):
    """The arguments of a deployment."""

    engines: dict[str, EngineChoice]
    """By the id of the model that each serves. With one, the name is free."""
    allow_remote: bool = False
    """Take requests whose Host is an address of this machine; else loopback addresses only."""
    public_names: tuple[str, ...] = ()
    """Names under which a server in front passes requests on."""
    allow_origins: tuple[str, ...] = ()


def build(fields: Mapping[str, object]) -> serve.Application:
    """The application of a configuration file, from the fields of `GatewayArgs`.

    The token is no field: it comes from the environment of Ray's nodes, so that Ray never tells it.
    """
    args = GatewayArgs.model_validate(fields)
    threads = max(1, int(args.cpus))
    openers = {name: partial(choice.open_in_own_process, threads) for name, choice in args.engines.items()}
    return application(openers, args)


def application(openers: Mapping[str, OpenEngine], args: GatewayArgs) -> serve.Application:
    """The same for engines that are opened in any other way; `openers` must be picklable."""
    engines = _engine_deployment(args).bind(dict(openers))
    front = serve.deployment(
        name=FRONT,
        num_replicas=min(_FRONTS, args.replicas),
        max_ongoing_requests=FRONT_AT_A_TIME,
        ray_actor_options={"num_cpus": 0},
        graceful_shutdown_timeout_s=_GRACE_S,
    )(serve.ingress(_front_builder(tuple(openers), args))())
    return front.bind(engines)


def _engine_deployment(args: EngineShape) -> serve.Deployment:
    scaling = None
    if args.max_replicas is not None:
        scaling = AutoscalingConfig(
            min_replicas=args.replicas,
            max_replicas=max(args.replicas, args.max_replicas),
            target_ongoing_requests=args.waiting_per_replica,
            upscale_delay_s=_MORE_AFTER_S,
            downscale_delay_s=_FEWER_AFTER_S,
        )
    return serve.deployment(
        name=ENGINE,
        num_replicas=args.replicas if scaling is None else None,
        autoscaling_config=scaling,
        max_ongoing_requests=AT_A_TIME,
        max_queued_requests=WAITING_LIMIT,
        ray_actor_options={"num_cpus": args.cpus, "num_gpus": args.gpus, "runtime_env": dict(_FEW_HEAPS)},
        health_check_period_s=_HEALTH_PERIOD_S,
        health_check_timeout_s=_HEALTH_TIMEOUT_S,
        graceful_shutdown_timeout_s=_GRACE_S,
    )(EngineReplica)


def _front_builder(names: tuple[str, ...], args: GatewayArgs) -> Callable[[], ASGIApp]:
    def front() -> ASGIApp:
        """Made in the front's own process, which is where the token is read."""
        handle: DeploymentHandle[Any] = serve.get_deployment_handle(ENGINE)
        return served(guarded(Front(ServeEngines(handle).ask, names), _rules(args)))

    return front


def _rules(args: GatewayArgs) -> DoorRules:
    token = os.environ.get(TOKEN_VARIABLE, "")
    if not is_usable(token):
        raise SidecarError(f"{TOKEN_VARIABLE} is not set in the environment of Ray on this machine")
    return DoorRules(
        token,
        own_host_names(is_remote=args.allow_remote),
        any_address=args.allow_remote,
        public_names=frozenset(name.lower() for name in args.public_names),
        origins=frozenset(args.allow_origins),
    )
