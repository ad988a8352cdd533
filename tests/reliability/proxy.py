"""A cable that can be pulled: a TCP proxy before PostgreSQL that reads just enough of the protocol to know a COMMIT."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from enum import Enum

from sqlalchemy.engine import make_url

_HEADER = 5


class Cut(Enum):
    """When the cable is pulled."""

    NEVER = "never"
    BEFORE = "before the server hears COMMIT"
    AFTER = "after it has committed, before the client hears so"


class Proxy:
    """Listens on 127.0.0.1; `cut` says what happens to the next COMMIT that comes along, and is NEVER again after it."""

    def __init__(self, server: str) -> None:
        self._server = make_url(server)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cut = Cut.NEVER
        self.cuts = 0
        self._ends: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def address(self) -> str:
        """The database through the cable."""
        plain = {"sslmode": "disable", "gssencmode": "disable"}
        through = self._server.set(host="127.0.0.1", port=self.port, query=plain)
        return through.render_as_string(hide_password=False)

    def close(self) -> None:
        """Everything is over."""
        with contextlib.suppress(OSError):  # Windows has no connection to shut there: closing is enough
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._ends:
            _hang_up(end)
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = self._dial()
            self._ends += [client, server]
            cable = _Cable(self, client, server)
            for work in (cable.to_server, cable.to_client):
                thread = threading.Thread(target=work, daemon=True)
                self._threads.append(thread)
                thread.start()

    def _dial(self) -> socket.socket:
        host = self._server.query.get("host") or self._server.host or "127.0.0.1"
        port = self._server.port or 5432
        if sys.platform != "win32" and isinstance(host, str) and host.startswith("/"):
            server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            server.connect(f"{host}/.s.PGSQL.{port}")
            return server
        return socket.create_connection((str(host), port))


class _Cable:
    """One connection through the proxy."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._server = server
        self._named: set[bytes] = set()

    def to_server(self) -> None:
        """What the client says; the first message of a connection has no kind."""
        self._carry(self._client, self._server, self._is_commit, Cut.BEFORE, started=False)

    def to_client(self) -> None:
        """What the server answers."""
        self._carry(self._server, self._client, _is_committed, Cut.AFTER, started=True)

    def _carry(
        self, source: socket.socket, target: socket.socket, ends: Callable[[bytes], bool], cut: Cut, *, started: bool
    ) -> None:
        waiting = b""
        while True:
            try:
                data = source.recv(1 << 16)
            except OSError:
                data = b""
            if not data:
                break
            waiting += data
            passed = b""
            while (length := _length(waiting, started=started)) and len(waiting) >= length:
                message, waiting = waiting[:length], waiting[length:]
                started = True
                if self._proxy.cut is cut and ends(message):
                    self._proxy.cut = Cut.NEVER
                    self._proxy.cuts += 1
                    _hang_up(self._client)
                    _hang_up(self._server)
                    return
                passed += message
            try:
                target.sendall(passed)
            except OSError:
                break
        _hang_up(self._client)
        _hang_up(self._server)

    def _is_commit(self, message: bytes) -> bool:
        """Parse or Query with COMMIT in it, or Bind of a statement that was prepared so."""
        kind, body = message[:1], message[_HEADER:]
        if kind == b"P":
            name, query = body.split(b"\0")[:2]
            if query == b"COMMIT":
                self._named.add(name)
            return False
        if kind == b"B":
            return body.split(b"\0")[1] in self._named
        return kind == b"Q" and body.startswith(b"COMMIT")


def _is_committed(message: bytes) -> bool:
    return message[:1] == b"C" and message[_HEADER:] == b"COMMIT\0"


def _length(data: bytes, *, started: bool) -> int:
    """The length of the first message, 0 while it is not known."""
    head = int(started)
    return head + int.from_bytes(data[head : head + 4]) if len(data) >= head + 4 else 0


def _hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
