"""What the tests of the server share: `kg serve` as a process of its own, on a port of its own, asked over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parent.parent.parent
TOKEN = "a-token-of-the-tests"
Starter = Callable[..., "Server"]


class Server:
    """A running `kg serve`."""

    def __init__(self, folder: Path, *options: object) -> None:
        command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *map(str, options)]
        env = os.environ | {"KG_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        assert found, line + self.process.stderr.read()
        self.url = f"http://localhost:{found[1]}"
        transport = httpx.HTTPTransport(retries=20)
        self.client = httpx.Client(base_url=self.url, timeout=60, transport=transport, trust_env=False)

    def ask(self, query: str, **headers: str) -> httpx.Response:
        return self.client.get("/sparql", params={"query": query}, headers=headers)

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A request that bears the token."""
        headers = {"Authorization": f"Bearer {TOKEN}", **options.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **options)

    def stop(self, how: int = signal.SIGTERM) -> tuple[int, str]:
        """The exit code, and what stood on standard error."""
        self.client.close()
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


@pytest.fixture
def start() -> Iterator[Starter]:
    """Start servers on folders; they are ended with the test."""
    servers: list[Server] = []

    def starter(folder: Path, *options: object) -> Server:
        servers.append(Server(folder, *options))
        return servers[-1]

    yield starter
    for server in servers:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="session")
def reading(seed_folder: Path) -> Iterator[Server]:
    """A server of the seed's graph."""
    server = Server(seed_folder, "--workers", 2, "--timeout", 2, "--memory", 1500)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an empty graph that takes updates."""
    server = Server(tmp_path_factory.mktemp("writing") / "new", "--allow-update")
    yield server
    server.stop()
