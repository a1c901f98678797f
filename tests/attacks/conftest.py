"""A scene to attack: secrets, a canary, listeners and a decoy process that can be asked for harm."""

from __future__ import annotations

import os
import secrets
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

# The decoy stands for the judge: a process of the worker's own user with a secret in its memory, its
# environment and an open file. It answers each line on its standard input with what it still is.
_DECOY = """
import ctypes, os, resource, sys
token = open(sys.argv[1]).read()
kept = open(sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
memory = ctypes.create_string_buffer(token.encode())
files = resource.getrlimit(resource.RLIMIT_NOFILE)
print(ctypes.addressof(memory), flush=True)
for line in sys.stdin:
    same = memory.value.decode() == token and files == resource.getrlimit(resource.RLIMIT_NOFILE)
    print("unharmed" if same else "harmed", flush=True)
"""


class Scene:
    """What attacks aim at.

    Attributes
    ----------
    token : str
        The secret; it must not be in anything that a worker says.
    got_through : str
        What an attack says that reached what it must not.
    """

    def __init__(self, folder: Path) -> None:
        self.token = secrets.token_hex(16)
        self.got_through = "an attack got through"
        self.folder = folder
        folder.chmod(0o777)
        self.secret = folder / "secret.txt"
        self.secret.write_text(self.token)
        self.secret.chmod(0o644)
        self.canary = folder / "canary.txt"
        self.canary.write_text("canary")
        self.canary.chmod(0o666)
        self.suite = Path(__file__)
        self._listen()
        self.decoy = subprocess.Popen(
            [sys.executable, "-I", "-c", _DECOY, str(self.secret)],
            env={"SECRET": self.token},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.decoy_address = int(self._decoy_line())
        self._before = self._state()

    def _listen(self) -> None:
        self.unix_path = str(self.folder / "socket")
        self.abstract = f"grader-{self.token[:8]}-name"
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(self.unix_path)
        os.chmod(self.unix_path, 0o777)
        self.hidden = socket.socket(socket.AF_UNIX)
        self.hidden.bind(f"\0{self.abstract}")
        for server in (self.unix, self.hidden):
            server.listen()
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        for server in (self.tcp, self.unix, self.hidden, self.udp):
            server.setblocking(False)

    def _decoy_line(self) -> str:
        assert self.decoy.stdout is not None
        return self.decoy.stdout.readline().strip()

    def _state(self) -> dict[str, object]:
        """Return all that an attack may change in the folder."""
        found = self.canary.stat()
        return {
            "names": sorted(os.listdir(self.folder)),
            "text": self.canary.read_text(),
            "mode": stat.S_IMODE(found.st_mode),
            "time": found.st_mtime_ns,
        }

    def told(self, zygote_pid: int) -> dict[str, object]:
        """Return what an attacking function is told; far more than a learner would know."""
        return {
            "folder": str(self.folder),
            "secret_path": str(self.secret),
            "secret_length": len(self.token),
            "suite_path": str(self.suite),
            "size_marker": self.got_through,
            "got_through": self.got_through,
            "canary_path": str(self.canary),
            "tcp_port": self.tcp.getsockname()[1],
            "udp_port": self.udp.getsockname()[1],
            "unix_path": self.unix_path,
            "abstract_name": self.abstract,
            "decoy_pid": self.decoy.pid,
            "decoy_address": self.decoy_address,
            "zygote_pid": zygote_pid,
            "judge_pid": os.getpid(),
        }

    def harm(self) -> list[str]:
        """Return what was done to the scene; nothing is what a test hopes for."""
        done = []
        if self._state() != self._before:
            done.append(f"files changed: {self._state()}")
        for name, server in (("tcp", self.tcp), ("unix", self.unix), ("abstract", self.hidden)):
            try:
                server.accept()[0].close()
                done.append(f"{name} listener heard something")
            except BlockingIOError:
                pass
        try:
            self.udp.recv(100)
            done.append("udp listener heard something")
        except BlockingIOError:
            pass
        if self.decoy.poll() is not None:
            return [*done, "the decoy is dead"]
        assert self.decoy.stdin is not None
        state = Path(f"/proc/{self.decoy.pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state in ("T", "t"):
            return [*done, "the decoy was stopped"]
        self.decoy.stdin.write("\n")
        self.decoy.stdin.flush()
        if self._decoy_line() != "unharmed":
            done.append("the decoy was changed")
        return done

    def close(self) -> None:
        """Clear everything away."""
        for server in (self.tcp, self.unix, self.hidden, self.udp):
            server.close()
        self.decoy.kill()
        self.decoy.communicate()


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """A scene for all attacks of a module."""
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path: its parents are closed to other users
        scene = Scene(Path(folder))
        yield scene
        scene.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all attacks of a module."""
    with Sandbox() as sandbox:
        yield sandbox
