"""One request to a store elsewhere: who asks, sent again while the store is busy, never sent on to another address."""

from __future__ import annotations

import netrc
import os
import time
import urllib.error
import urllib.request
from base64 import b64encode
from email.message import Message
from http.client import HTTPException
from urllib.parse import urlsplit, urlunsplit

from kg.errors import OutputError

_TRIES, _PAUSE = 5, 0.5  # of one request; seconds before the second, doubled each time
_LONGEST = 60.0  # seconds that a store may ask to wait
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_TIMEOUT = 600  # seconds without a byte


def sent(url: str, method: str, *, kind: str = "", body: bytes | None = None, accept: str = "*/*") -> bytes:
    """The answer of the store, asked again while it is busy, restarting or out of reach.

    Only for requests that may be sent twice. Raises OutputError, which names the address without user and password.
    """
    request = _request(url, method, kind, body, accept)
    for attempt in range(1, _TRIES + 1):
        pause = _PAUSE * 2 ** (attempt - 1)
        try:
            with _OPENER.open(request, timeout=_TIMEOUT) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            if error.code not in _AGAIN or attempt == _TRIES:
                raise OutputError(_refusal(url, error)) from None
            pause = max(pause, _asked_for(error.headers))
        except (OSError, HTTPException) as error:  # the latter of half an answer, or one of another protocol
            if attempt == _TRIES:
                reason = getattr(error, "reason", error) or type(error).__name__
                raise OutputError(f"{plain(url)} cannot be reached ({reason}); is the store running?") from None
        except UnicodeError:
            raise OutputError(f"{plain(url)} is no address that can be sought; check the name of the host") from None
        time.sleep(pause)
    raise AssertionError("the last try returns or raises")


def plain(url: str) -> str:
    """The URL without user and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


class _Unmoved(urllib.request.HTTPRedirectHandler):
    """Follows nothing: urllib would turn a moved POST into a GET, and the change would be lost without a word."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Unmoved)


def _request(url: str, method: str, kind: str, body: bytes | None, accept: str) -> urllib.request.Request:
    headers = {"Accept": accept, "User-Agent": "kg"} | ({"Content-Type": kind} if kind else {})
    if authorization := _authorization(url):
        headers["Authorization"] = authorization
    return urllib.request.Request(plain(url), body, headers, method=method)


def _authorization(url: str) -> str | None:
    """User and password of the URL, else the token of KG_TOKEN, else what ~/.netrc (or $NETRC) says of the host."""
    parts = urlsplit(url)
    if parts.username is not None:
        return _basic(parts.username, parts.password or "")
    if token := os.environ.get("KG_TOKEN"):
        return f"Bearer {token}"
    login = _logins().hosts.get(parts.hostname or "")
    return _basic(login[0], login[2]) if login else None


def _basic(user: str, password: str) -> str:
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def _logins() -> netrc.netrc:
    try:
        return netrc.netrc(os.environ.get("NETRC"))
    except (FileNotFoundError, PermissionError):
        return netrc.netrc(os.devnull)
    except netrc.NetrcParseError as error:
        place = f"{error.filename}, line {error.lineno}"
        raise OutputError(f"{place}: {error.msg}; user and password were sought there") from None


def _refusal(url: str, error: urllib.error.HTTPError) -> str:
    said = error.read(500).decode("utf-8", "replace").strip()
    if moved := error.headers.get("Location", "") if 300 <= error.code < 400 else "":
        return f"{plain(url)} has moved to {plain(moved)!r}; give that address"
    remedy = "; give user and password in the URL or in ~/.netrc, or a token in KG_TOKEN" if error.code == 401 else ""
    return f"{plain(url)} answers {error.code} {error.reason}: {said}{remedy}"


def _asked_for(headers: Message) -> float:
    """Seconds that the store asks to wait (RFC 9110, Retry-After; a date there is passed over)."""
    said = headers.get("Retry-After", "")
    return min(float(said), _LONGEST) if said.isascii() and said.isdigit() else 0.0
