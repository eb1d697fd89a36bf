"""`holysheep-gateway deploy`: the gateway on Ray Serve until a signal, or the end of standard input."""

# pyright: reportMissingImports=false, reportUnknownParameterType=false

from __future__ import annotations

import _thread
import argparse
import contextlib
import json
import logging
import re
import signal
import sys
import threading
from collections.abc import Generator
from typing import NoReturn

from ray import serve
from ray.exceptions import RayError
from ray.serve.config import HTTPOptions
from ray.serve.exceptions import RayServeException

from holysheep_desktop.cluster.deployment import APP_NAME, GatewayArgs, build
from holysheep_desktop.cluster.local_ray import ray_running, stop_politely
from holysheep_desktop.errors import SidecarError
from holysheep_desktop.gateway.engine_choice import engine_choice
from holysheep_desktop.gateway.listening import base_url_of, listen

ONLY_ENGINE = "engine"
_LOOK_EVERY_S = 2.0
_ERROR = re.compile(r"[\w.]*Error: .")


def deploy(options: argparse.Namespace) -> int:
    """Serve until stopped; standard output gets one JSON line with the base URL. Raises SidecarError."""
    args = GatewayArgs(
        engines={ONLY_ENGINE: engine_choice(options)},
        replicas=options.replicas,
        max_replicas=options.max_replicas,
        cpus=options.cpus,
        gpus=options.gpus,
        allow_remote=options.allow_remote,
        public_names=tuple(options.public_name),
        allow_origins=tuple(options.allow_origin),
    )
    with listen(options.host, options.port) as listener:
        port, base_url = listener.getsockname()[1], base_url_of(listener)
    http = HTTPOptions(
        host=options.host,
        port=port,
        ssl_certfile=_text(options.tls_cert),
        ssl_keyfile=_text(options.tls_key),
    )
    if options.tls_cert is not None:
        base_url = base_url.replace("http://", "https://", 1)
    most = args.max_replicas or args.replicas
    with contextlib.suppress(KeyboardInterrupt), ray_running(options.address, most * args.cpus):
        stop_politely()
        if options.token_stdin:
            threading.Thread(target=_interrupt_at_end_of_input, name="end-of-input", daemon=True).start()
        with _serving(args, http):
            sys.stdout.write(json.dumps({"base_url": base_url}) + "\n")
            sys.stdout.flush()
            _watch()
    return 0


@contextlib.contextmanager
def _serving(args: GatewayArgs, http: HTTPOptions) -> Generator[None]:
    logging.getLogger("ray.serve").setLevel(logging.ERROR)
    try:
        serve.start(http_options=http)
        serve.run(build(args.model_dump()), name=APP_NAME)
    except (RayError, RayServeException, RuntimeError) as error:
        raise SidecarError(f"the gateway could not be deployed: {_reason()}") from error
    try:
        yield
    finally:
        with contextlib.suppress(RayError, RayServeException, RuntimeError):
            serve.shutdown()


def _reason() -> str:
    """Why an engine or the front did not start: the last error of its process."""
    deployments = serve.status().applications[APP_NAME].deployments.values()
    lines = [line for deployment in deployments for line in deployment.message.splitlines()]
    errors = [line.strip() for line in lines if _ERROR.match(line.strip())]
    return errors[-1].partition(": ")[2] if errors else "Ray's log says why"


def _watch() -> NoReturn:
    """Until KeyboardInterrupt; raises SidecarError where Ray itself has ended."""
    while True:
        threading.Event().wait(_LOOK_EVERY_S)
        try:
            serve.status()
        except (RayError, RayServeException, RuntimeError) as error:
            raise SidecarError("Ray has ended, and the gateway with it") from error


def _interrupt_at_end_of_input() -> None:
    while sys.stdin.buffer.readline():
        pass
    _thread.interrupt_main(signal.SIGTERM)


def _text(path: object) -> str | None:
    return None if path is None else str(path)
