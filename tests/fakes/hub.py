"""As much of the Hugging Face Hub as a download needs, for `fakes.scripted_server.ScriptedServer`."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping

from fakes.scripted_server import Hold, Received, Script, Step, json_reply, reply

COMMIT = "c0ffee" * 6 + "c0ff"
_CLOSE = {"Connection": "close"}


class FakeHub:
    """One repository with the given files; `requests` says what was asked of it.

    `hold_after(n)` lets n bytes of each file through until `may_go_on` is set.
    """

    def __init__(self, repository: str, files: Mapping[str, bytes]) -> None:
        self.repository = repository
        self.files = dict(files)
        self.requests: list[str] = []
        self.status: int | None = None
        self.may_go_on, self.file_asked = threading.Event(), threading.Event()
        self._let_bytes: int | None = None

    def hold_after(self, n_bytes: int) -> None:
        self._let_bytes = n_bytes

    async def __call__(self, request: Received) -> Script:
        self.requests.append(f"{request.method} {request.path}")
        if self.status is not None:
            return [json_reply({"error": "no"}, self.status, _CLOSE)]
        api = f"/api/models/{self.repository}"
        if request.path.startswith(f"{api}/tree/{COMMIT}"):
            return [json_reply(self._tree(request.path.removeprefix(f"{api}/tree/{COMMIT}")), 200, _CLOSE)]
        if request.path in {api, f"{api}/revision/main"}:
            return [json_reply({"id": self.repository, "sha": COMMIT, "siblings": []}, 200, _CLOSE)]
        prefix = f"/{self.repository}/resolve/{COMMIT}/"
        name = request.path.removeprefix(prefix)
        if request.path.startswith(prefix) and name in self.files:
            return self._file(request.method, self.files[name])
        return [json_reply({"error": "no"}, 404, {**_CLOSE, "X-Error-Code": "RepoNotFound"})]

    def _tree(self, part: str) -> list[dict[str, object]]:
        part = part.strip("/")
        return [
            {"type": "file", "path": path, "size": len(data), "oid": hashlib.sha1(data).hexdigest()}
            for path, data in self.files.items()
            if not part or path.startswith(f"{part}/")
        ]

    def _file(self, method: str, data: bytes) -> Script:
        headers = {
            **_CLOSE,
            "Content-Type": "application/octet-stream",
            "Content-Length": str(len(data)),
            "ETag": f'"{hashlib.sha1(data).hexdigest()}"',
            "X-Repo-Commit": COMMIT,
        }
        if method == "HEAD":
            return [reply(b"", 200, headers)]
        self.file_asked.set()
        whole = reply(data, 200, headers)
        if self._let_bytes is None:
            return [whole]
        cut = len(whole) - len(data) + self._let_bytes
        steps: list[Step] = [whole[:cut], Hold(self.may_go_on), whole[cut:]]
        return steps
