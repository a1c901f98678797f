"""`grader watch` at a terminal: every way of saving, every key, and every way out."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from grader.__main__ import main
from grader.cli.output import Style
from grader.cli.watch import Screen
from grader.errors import ExitCode
from grader.kit import find_kit
from grader.watching.inbox import keys_in
from grader.workspace import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable

    Open = Callable[..., Any]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the test's terminal is one of POSIX")

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = ROOT / "tests" / "submissions" / "ex03"
STEM = "ex03_simultaneous_update"
RIGHT = (SUBMISSIONS / "right_loop.py").read_bytes()
WRONG = (SUBMISSIONS / "wrong_missing_mean.py").read_bytes()
KEYS = "h hint  n next  l list  r run  o open  q quit"
PASS, FAIL = "10 of 10 points", "missing-mean"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of a learner who has passed nothing yet."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    lay_out(find_kit(ROOT), tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture
def file(workspace: Path) -> Path:
    """Return the file of ex03 in it."""
    return workspace / "exercises" / STEM / "ex03.py"


@pytest.fixture
def watcher(workspace: Path, open_terminal: Open) -> Any:
    """Return a terminal in which ex03 is watched, without colours, its first verdict shown."""
    terminal = open_terminal(["watch", "ex03", "--no-color"], workspace)
    terminal.wait_for(KEYS)
    return terminal


def replace(file: Path, content: bytes) -> None:
    """Save as most editors do: write a new file, rename it over the old one."""
    draft = file.with_name(".ex03.py.swp")
    draft.write_bytes(content)
    os.replace(draft, file)


def by_backup(file: Path, content: bytes) -> None:
    """Save as Vim does with a backup: rename the old file away, write a new one, remove the old."""
    os.rename(file, file.with_name("ex03.py~"))
    file.write_bytes(content)
    file.with_name("ex03.py~").unlink()


def slowly(file: Path, content: bytes) -> None:
    """Save in three pieces, so that the file is empty and then half written for a while."""
    middle = content.index(b"(x") + 1
    with file.open("wb") as opened:
        for piece in (b"", content[:middle], content[middle:]):
            opened.write(piece)
            opened.flush()
            time.sleep(0.05)


@pytest.mark.parametrize("save", [Path.write_bytes, replace, by_backup, slowly])
def test_every_way_to_save(watcher: Any, file: Path, save: Callable[[Path, bytes], None]) -> None:
    """Whether a file is written in place, slowly, or put in the old one's place: one save, one verdict."""
    save(file, WRONG)
    watcher.wait_for(FAIL)
    watcher.wait_for(KEYS)
    save(file, RIGHT)
    watcher.wait_for(PASS)
    watcher.wait_for(KEYS)

    assert "" == watcher.silence(0.3)
    assert 3 == watcher.plain.count("ex03  Update w and b at the same time  ")
    assert "cannot be read" not in watcher.plain


def test_windows_line_ends(watcher: Any, file: Path) -> None:
    """A file saved with Windows' line ends and a byte order mark is judged as any other."""
    file.write_bytes(b"\xef\xbb\xbf" + WRONG.replace(b"\n", b"\r\n"))
    assert "(lines 8 and 9)" in watcher.wait_for(FAIL) + watcher.wait_for(KEYS)

    file.write_bytes(RIGHT.replace(b"\n", b"\r\n"))
    watcher.wait_for(PASS)


def test_a_syntax_error_in_between(watcher: Any, file: Path) -> None:
    """A file that is not valid Python gets a verdict that says where, and the next save another."""
    file.write_bytes(b"def update(:\n" + RIGHT)
    assert "line 1" in watcher.wait_for(KEYS)

    file.write_bytes(RIGHT)
    watcher.wait_for(PASS)


def test_the_same_again(watcher: Any, file: Path) -> None:
    """A save that changes nothing shows nothing; r judges all the same."""
    file.write_bytes(file.read_bytes())
    assert "" == watcher.silence(0.5)

    watcher.type("r")
    assert "0 of 10 points" in watcher.wait_for(KEYS)


def test_a_deleted_file(watcher: Any, file: Path) -> None:
    """A file that is gone is told once, one that is back as it was too, and the next save is judged."""
    content = file.read_bytes()
    file.unlink()
    gone = watcher.wait_for(KEYS)
    assert "ex03.py cannot be read: there is no such" in " ".join(gone.split())
    assert "" == watcher.silence(2.5)

    file.write_bytes(content)
    assert "is back, unchanged." in " ".join(watcher.wait_for(KEYS).split())
    file.write_bytes(RIGHT)
    watcher.wait_for(PASS)


def test_a_renamed_folder(watcher: Any, file: Path) -> None:
    """A folder that is renamed and comes back, or another one in its place, is watched again."""
    folder, elsewhere = file.parent, file.parent.with_name("elsewhere")
    folder.rename(elsewhere)
    assert "there is no such" in " ".join(watcher.wait_for(KEYS).split())

    elsewhere.rename(folder)
    assert "is back, unchanged." in " ".join(watcher.wait_for(KEYS).split())
    shutil.copytree(folder, elsewhere)
    shutil.rmtree(folder)
    watcher.wait_for(KEYS)
    elsewhere.rename(folder)
    watcher.wait_for(KEYS)
    file.write_bytes(WRONG)
    watcher.wait_for(FAIL)


def test_what_is_no_text(watcher: Any, file: Path) -> None:
    """A file that is no text, or not to be read, is told in a sentence, and watching goes on."""
    file.write_bytes(b"x = '\xff'\n")
    assert "line 1 is not UTF-8; save it as UTF-8." in " ".join(watcher.wait_for(KEYS).split())

    file.unlink()
    file.mkdir()
    assert "it is a folder." in " ".join(watcher.wait_for(KEYS).split())
    file.rmdir()
    file.write_bytes(RIGHT)
    watcher.wait_for(PASS)


def test_code_that_ends_the_worker(watcher: Any, file: Path) -> None:
    """An exit or an endless loop in the learner's file is a verdict, and the next save is judged."""
    file.write_bytes(b"import os\nos._exit(0)\n")
    assert "0 of 10 points" in watcher.wait_for(KEYS)
    file.write_bytes(RIGHT)
    watcher.wait_for(PASS)


def test_keys(watcher: Any, workspace: Path) -> None:
    """Hints one at a time, the list, the task, what the keys do; arrows and other keys do nothing."""
    watcher.type("h")
    assert "Hint 1 of 3" in watcher.wait_for(KEYS)
    watcher.type("hhH")
    assert "That was the last hint." in watcher.wait_for("That was the last hint.")
    watcher.wait_for(KEYS)
    watcher.type("l")
    listed = watcher.wait_for(KEYS)
    assert "ex20" in listed
    assert len(find_kit(ROOT).stems) + 8 > listed.count("\n")
    watcher.type("o")
    assert f"The task is {Path('exercises', STEM, 'README.md')}." in watcher.wait_for(KEYS)
    watcher.type("?")
    assert "judge the file again as it is" in watcher.wait_for(KEYS)

    watcher.type("\x1b[Ax\x1bOB \t")
    assert "" == watcher.silence(0.3)
    watcher.type("q")
    assert ExitCode.ALL_POINTS == watcher.end()
    assert watcher.is_as_before()


def test_a_notebook(workspace: Path, open_terminal: Open) -> None:
    """A notebook is judged when it is saved, with the places of its cells; half a file is waited for."""
    file = workspace / "lab.ipynb"

    def save(source: bytes) -> None:
        cells = [
            {"cell_type": "markdown", "source": "# Lab"},
            {"cell_type": "code", "source": source.decode()},
        ]
        replace(file, json.dumps({"cells": cells, "nbformat": 4}).encode())

    save(WRONG)
    watcher = open_terminal(["watch", "ex03", "lab.ipynb", "--no-color"], workspace)
    first = watcher.wait_for(KEYS)
    file.write_bytes(b'{"cells": [')
    watcher.wait_for("it is not JSON")
    save(RIGHT)
    watcher.wait_for(PASS)
    watcher.wait_for(KEYS)
    watcher.type("q")

    assert "Watching lab.ipynb" in first
    assert "(cell 2, line" in first
    assert ExitCode.ALL_POINTS == watcher.end()


def test_a_file_that_is_not_there(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that was mistyped is one sentence, not a wait without end."""
    monkeypatch.chdir(workspace)

    assert ExitCode.USAGE == main(["watch", "ex03", "lba.ipynb"])
    assert "lba.ipynb cannot be read" in capsys.readouterr().err


class Opener:
    """Stands for the process that builds pages and opens one of them."""

    def __init__(self, place: str) -> None:
        self.place, self.commands = place, list[list[str]]()

    def __call__(self, command: list[str], **_: Any) -> Any:
        """Note what is started."""
        self.commands.append(command)
        return SimpleNamespace(stdout=io.StringIO(self.place))


@pytest.mark.parametrize(
    ("expected", "place", "misconception"),
    [
        ("\n/pages/missing-mean.html\n", "/pages/missing-mean.html\n", "missing-mean"),
        ("The task is", "", "missing-mean"),
        ("The task is", "/pages/missing-mean.html\n", ""),
    ],
)
def test_what_o_opens(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    expected: str,
    place: str,
    misconception: str,
) -> None:
    """Pressing o opens the page of the mistake that was named; without one, or without pages, the task."""
    opener = Opener(place)
    monkeypatch.setattr("grader.cli.watch.subprocess.Popen", opener)
    kit = find_kit(ROOT)
    built = threading.Event()
    screen = Screen(kit, Style(), ROOT, has_keys=True, wake=built.set)
    screen.open(kit.exercise("ex03"), misconception)
    assert not misconception or built.wait(10)
    screen.wait()

    assert expected in capsys.readouterr().out
    wanted = ["--kit", str(ROOT), "quiz", "open", "missing-mean", "--language", "en", "--print"]
    assert ([] if not misconception else [wanted]) == [command[4:] for command in opener.commands]


def test_saves_are_judged_while_pages_are_built(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pressing o comes back at once; the page's place is shown once it is known, never within a report."""
    monkeypatch.setattr("grader.cli.watch._has_desktop", lambda: False)
    reading, writing = os.pipe()
    place = os.fdopen(reading, encoding="utf-8")
    monkeypatch.setattr("grader.cli.watch.subprocess.Popen", lambda *_, **__: SimpleNamespace(stdout=place))
    kit, built = find_kit(ROOT), threading.Event()
    screen = Screen(kit, Style(), ROOT, has_keys=True, wake=built.set)

    screen.open(kit.exercise("ex03"), "missing-mean")
    screen.wait()
    assert "in which you may go on" in capsys.readouterr().out
    os.write(writing, b"/pages/missing-mean.html\n")
    os.close(writing)
    assert built.wait(10)
    assert "" == capsys.readouterr().out
    screen.wait()
    assert "/pages/missing-mean.html" in capsys.readouterr().out
    place.close()


def test_next_is_the_learners_decision(watcher: Any, file: Path) -> None:
    """Without a pass n asks once more; after a pass it goes on; nothing goes on by itself."""
    watcher.type("n")
    assert "ex03 is not passed yet. Press n again" in watcher.wait_for(KEYS)
    file.write_bytes(RIGHT)
    assert "n goes on to ex04" in watcher.wait_for(KEYS)
    assert "" == watcher.silence(0.3)

    watcher.type("n")
    assert "Watching exercises/ex04_vectorised_gradient/ex04.py" in watcher.wait_for(KEYS)
    watcher.type("n")
    watcher.wait_for("Press n again")
    watcher.type("n")
    assert "Watching exercises/ex05_gradient_descent/ex05.py" in watcher.wait_for("save it")
    watcher.wait_for(KEYS)
    watcher.type("q")
    assert ExitCode.ALL_POINTS == watcher.end()


def test_begins_with_what_is_next(workspace: Path, open_terminal: Open) -> None:
    """Without a name the exercise is the one that `grader next` names."""
    terminal = open_terminal(["watch"], workspace)

    assert "ex01" in terminal.wait_for("Watching")


def test_verdicts_are_remembered(watcher: Any, file: Path, workspace: Path) -> None:
    """What was passed while watching is passed for the list."""
    file.write_bytes(RIGHT)
    watcher.wait_for("n goes on")
    done = subprocess.run(
        [sys.executable, "-m", "grader", "list"], cwd=workspace, capture_output=True, text=True, check=True
    )

    assert "passed" in done.stdout


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, -15), (signal.SIGHUP, -1), (signal.SIGQUIT, -3)],
)
def test_signals_restore_the_terminal(watcher: Any, number: signal.Signals, code: int) -> None:
    """However the watcher is ended, the terminal is as it was before, and no worker is left."""
    os.kill(watcher.pid, number)

    assert code == watcher.end()
    assert watcher.is_as_before()
    assert "Traceback" not in watcher.plain


@pytest.mark.parametrize("typed", ["q", "Q", "\x04", "\x03"])
def test_keys_that_end(watcher: Any, typed: str) -> None:
    """q, Ctrl-D and Ctrl-C end it and restore the terminal."""
    assert not watcher.is_as_before()
    watcher.type(typed)

    assert (ExitCode.INTERRUPTED if typed == "\x03" else ExitCode.ALL_POINTS) == watcher.end()
    assert watcher.is_as_before()


#: A shell's job control, as far as it matters here: start, hear of the stop, put in the foreground again.
SHELL = """
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
_, status = os.waitpid(child, os.WUNTRACED)
os.tcsetpgrp(0, os.getpid())
print("stopped" if os.WIFSTOPPED(status) else "ended", flush=True)
sys.stdin.readline()
os.tcsetpgrp(0, child)
os.kill(child, signal.SIGCONT)
_, status = os.waitpid(child, 0)
os.tcsetpgrp(0, os.getpid())
sys.exit(os.waitstatus_to_exitcode(status))
"""


def test_stop_and_go_on(workspace: Path, file: Path, open_terminal: Open) -> None:
    """Ctrl-Z gives the terminal back; in the foreground again, keys arrive and saves are judged."""
    terminal = open_terminal(["watch", "ex03"], workspace, before=(sys.executable, "-c", SHELL))
    terminal.wait_for(KEYS)
    terminal.type("\x1a")
    terminal.wait_for("stopped")
    assert terminal.is_as_before()

    file.write_bytes(RIGHT)
    terminal.type("\n")
    terminal.wait_for(PASS)
    terminal.wait_for(KEYS)
    terminal.type("h")
    terminal.wait_for("Hint 1 of 3")
    terminal.type("q")
    assert ExitCode.ALL_POINTS == terminal.end()
    assert terminal.is_as_before()


def test_a_stop_that_nobody_would_end(watcher: Any) -> None:
    """Where there is no shell to come back from, Ctrl-Z does nothing, and keys arrive as before."""
    watcher.type("\x1a")
    watcher.silence(0.2)
    watcher.type("h")

    watcher.wait_for("Hint 1 of 3")


def test_a_lost_isolation_process(watcher: Any, file: Path) -> None:
    """If the isolation process is ended from outside, another one is started."""
    children = Path(f"/proc/{watcher.pid}/task/{watcher.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell of child processes")
    for child in children.read_text(encoding="ascii").split():
        os.kill(int(child), signal.SIGKILL)
    file.write_bytes(RIGHT)

    assert "Starting anew." in " ".join(watcher.wait_for(PASS).split())


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"PYTHONIOENCODING": "ascii"}])
def test_poor_terminals(workspace: Path, file: Path, open_terminal: Open, variables: dict[str, str]) -> None:
    """A narrow terminal without colours, or without our signs, shows the same."""
    terminal = open_terminal(["watch", "ex03"], workspace, columns=60, **variables)
    terminal.wait_for(KEYS)
    file.write_bytes(WRONG)
    terminal.wait_for(FAIL)
    terminal.wait_for(KEYS)
    terminal.type("q")

    assert ExitCode.ALL_POINTS == terminal.end()
    assert ("\x1b[3" in terminal.seen) is ("PYTHONIOENCODING" in variables)
    assert ("\x1b" in terminal.seen) is (variables != {"TERM": "dumb"})
    assert 60 >= max(len(line) for line in terminal.plain.splitlines())


def test_a_very_narrow_terminal(workspace: Path, open_terminal: Open) -> None:
    """Where the line with the keys does not fit, it is not taken back, for only half of it would be."""
    terminal = open_terminal(["watch", "ex03", "--no-color"], workspace, columns=44)
    terminal.wait_for(KEYS)
    terminal.type("h")
    terminal.wait_for("Hint 1 of 3")
    terminal.wait_for(KEYS)

    assert "\x1b" not in terminal.seen


def test_without_a_terminal(workspace: Path, file: Path) -> None:
    """Where there is no terminal verdicts are written all the same, and SIGTERM ends it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", "ex03"],
        cwd=workspace,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if "0 of 10 points" in line:
                break
        file.write_bytes(RIGHT)
        for line in process.stdout:
            if PASS in line:
                break
    finally:
        process.terminate()
        rest, _ = process.communicate(timeout=30)

    assert -signal.SIGTERM == process.returncode
    assert KEYS not in rest


def test_nothing_to_watch(tmp_path: Path) -> None:
    """Outside of a workspace the sentence says how to get one."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", "watch"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ExitCode.USAGE, "") == (done.returncode, done.stdout)
    assert "“grader start” lays out a workspace" in done.stderr


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("h", ["h"]),
        ("HQ", ["h", "q"]),
        ("\x04", ["q"]),
        ("\x1b[1;5Ah\x1bOP", ["h"]),
        ("\x1bx", []),
        ("\x1b", []),
        ("\t\n\x7f", []),
        ("ä", ["ä"]),
    ],
)
def test_keys_in_what_a_terminal_sends(typed: str, keys: list[str]) -> None:
    """Letters are keys in either case; arrows, function keys and control characters are none."""
    assert keys == keys_in(typed)


def test_enter_may_be_a_key() -> None:
    """Where Enter is wanted it is one key, however a terminal sends it."""
    assert ["\n", "h", "\n", " ", "q"] == keys_in("\rH\r\n \t\x04", has_enter=True)
