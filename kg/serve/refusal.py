"""A request that is not answered: the HTTP status, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """`status` is that of RFC 9110; `headers` are what it asks for beside (Allow, WWW-Authenticate, Retry-After)."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, dict(headers or {})
