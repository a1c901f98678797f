"""A web server for the built pages that this machine alone can reach."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOOPBACK = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Serves the pages of one folder: no listings, no hidden files, no requests for another host."""

    server_version = "grader"
    sys_version = ""

    def send_head(self) -> Any:
        """Answer a request for a page; anything else is not found."""
        # A page elsewhere may have pointed its own name at this machine.
        host = self.headers.get("Host", "").rpartition(":")[0]
        path = self.path.partition("?")[0]
        if host not in (LOOPBACK, "localhost") or "/." in path:
            self.send_error(404)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """Show no listing of a folder."""
        self.send_error(404)

    def end_headers(self) -> None:
        """Add what keeps a page as it is."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # the name of the method that it replaces
        """Say nothing: what a learner reads is nobody's affair."""


def serve_folder(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve a folder until interrupted.

    Parameters
    ----------
    folder : Path
        With the pages.
    port : int
        0 for a free one.
    ready : callable
        Is told the address once the server listens.

    Raises
    ------
    UsageError
        The port cannot be had.
    """
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"Port {port} cannot be had: {reason}. Choose another one with --port.") from None
    server.daemon_threads = True
    with server, suppress(KeyboardInterrupt):
        ready(f"http://{LOOPBACK}:{server.server_port}/")
        server.serve_forever()
