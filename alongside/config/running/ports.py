"""The port the pages are served on: free, busy, or answering."""

import http.client
import socket
from contextlib import closing

from alongside.config.running.trouble import Trouble

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether we can listen there, and nobody else would answer to `localhost` in our place."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except PermissionError as error:
            raise Trouble(
                f"Port {port} is kept for the system. Choose one above 1023, for instance: make "
                "demo PORT=8010"
            ) from error
        except OSError:
            return False
    if not socket.has_ipv6:
        return True
    # Browsers try ::1 first for localhost.
    with closing(socket.socket(socket.AF_INET6, socket.SOCK_STREAM)) as other:
        other.settimeout(1)
        try:
            return other.connect_ex(("::1", port)) != 0
        except OSError:
            return True


def must_be_free(port: int, command: str) -> None:
    """Refuse a busy port in a sentence that says how to choose another."""
    if not is_free(port):
        raise Trouble(
            f"Port {port} is already in use by another program. Choose another one, for instance: "
            f"make {command} PORT={port + 10} (or ALONGSIDE_PORT={port + 10} alongside {command})."
        )


def answers(port: int) -> int | None:
    """The status with which the first page answers, or None while nothing does."""
    with closing(http.client.HTTPConnection(HOST, port, timeout=30)) as connection:
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
