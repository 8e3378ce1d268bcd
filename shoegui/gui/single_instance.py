"""One window for each library of a user: a second start hands its picture to the first.

A local socket, which no other user can open. One that is left from a crash is swept aside, and a
window that does not answer is not waited for.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal

from shoegui.basics.paths import AppPaths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_CONNECT_MS = 500
_ANSWER_MS = 2000
_GREETING = "shoegui-1"
_MOST_BYTES = 64 * 1024


def server_name(paths: AppPaths) -> str:
    """What the socket of this user's window for this library is called."""
    user = os.environ.get("USERNAME", "") if os.name == "nt" else str(os.getuid())
    library = os.fsencode(Path(os.path.realpath(paths.database)))
    return f"shoegui-{hashlib.sha256(library + user.encode()).hexdigest()[:24]}"


def hand_over(paths: AppPaths, picture: Path | None) -> bool:
    """Whether a window for this library is open and took `picture`, or came to the front."""
    name = server_name(paths)
    if os.name == "posix" and not Path(QDir.tempPath(), name).exists():
        # The usual start: there is none, and Qt's network part need not be loaded to ask it.
        return False

    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    text = "" if picture is None else os.fsencode(Path(picture).absolute()).hex()
    message = json.dumps({"greeting": _GREETING, "picture": text})
    socket.write(message.encode() + b"\n")
    socket.flush()
    answered = socket.canReadLine() or socket.waitForReadyRead(_ANSWER_MS)
    taken = answered and bytes(socket.readLine().data()).strip() == _GREETING.encode()
    socket.abort()
    return taken


class SingleInstance(QObject):
    """Listens for further starts. `started_again` brings the picture (a Path), or None."""

    started_again = Signal(object)

    def __init__(self, paths: AppPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = server_name(paths)
        # Asked first: on Unix a server with options takes the place of one that is there.
        if not _is_alive(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def listening(self) -> bool:
        """False where another window listens already, though it may not answer."""
        return self._server.isListening()

    def close(self) -> None:
        """Stop listening, and hang up on whoever is calling."""
        self._server.close()
        for caller in self.findChildren(_Caller):
            caller.hang_up()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self)


class _Caller(QObject):
    """One start that calls. Lives as long as its connection."""

    def __init__(self, socket: QLocalSocket, instance: SingleInstance) -> None:
        super().__init__(instance)
        self._socket = socket
        self._instance = instance
        socket.setParent(self)
        socket.readyRead.connect(self._on_ready)
        socket.disconnected.connect(self.deleteLater)
        if socket.bytesAvailable():
            self._on_ready()

    def hang_up(self) -> None:
        """End the connection at once."""
        self._socket.abort()

    def _on_ready(self) -> None:
        socket = self._socket
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        try:
            message = json.loads(bytes(socket.readLine().data()))
            welcome = message["greeting"] == _GREETING
            path = os.fsdecode(bytes.fromhex(message["picture"]))
        except (ValueError, TypeError, KeyError):
            welcome, path = False, ""
        if not welcome:
            socket.disconnectFromServer()
            return
        socket.write(_GREETING.encode() + b"\n")
        socket.flush()
        self._instance.started_again.emit(Path(path) if path else None)


def _is_alive(name: str) -> bool:
    """Whether somebody holds the socket; a stale one refuses the connection."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    alive = socket.waitForConnected(_CONNECT_MS)
    socket.abort()
    return alive
