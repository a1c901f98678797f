"""Reading a submission, and every reason why it cannot be read."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from grader.errors import UnreadableSubmissionError
from grader.submission import MAX_BYTES, read_submission


def reason(path: Path) -> str:
    """Return why a submission cannot be read."""
    with pytest.raises(UnreadableSubmissionError) as caught:
        read_submission(str(path))
    return str(caught.value).removeprefix(f"{path} cannot be read: ")


def test_bytes_are_returned_as_they_are(tmp_path: Path) -> None:
    """Line ends and a byte-order mark stay."""
    path = tmp_path / "ex03.py"
    path.write_bytes(b"\xef\xbb\xbfx = 1\r\n")

    assert b"\xef\xbb\xbfx = 1\r\n" == read_submission(str(path))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"x\n" * MAX_BYTES, "it is larger than 256 KiB."),
        (b"x = 1\0", "it holds a NUL byte, so it is not a text file."),
        ("x = 1\n".encode("utf-16"), "it is UTF-16; save it as UTF-8."),
        (b"x = 1\ny = '\xe9'\n", "line 2 is not UTF-8; save it as UTF-8."),
    ],
)
def test_what_is_no_python_file(tmp_path: Path, content: bytes, expected: str) -> None:
    """A file that cannot be Python source is refused with the reason."""
    path = tmp_path / "ex03.py"
    path.write_bytes(content)

    assert expected == reason(path)


def test_largest_file(tmp_path: Path) -> None:
    """A file of exactly the limit is read."""
    path = tmp_path / "ex03.py"
    path.write_bytes(b"#" * MAX_BYTES)

    assert MAX_BYTES == len(read_submission(str(path)))


def test_missing_file(tmp_path: Path) -> None:
    """Files with near names are offered."""
    (tmp_path / "ex03.py").write_text("", encoding="utf-8")

    assert f"there is no such file. Did you mean {tmp_path / 'ex03.py'}?" == reason(tmp_path / "ex3.py")
    assert "there is no such file." == reason(tmp_path / "nowhere" / "ex03.py")


def test_folder(tmp_path: Path) -> None:
    """A folder is no file; what is in it is offered."""
    (tmp_path / "ex03.py").write_text("", encoding="utf-8")

    assert f"it is a folder. Did you mean {tmp_path / 'ex03.py'}?" == reason(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file without permission is told as such."""
    path = tmp_path / "ex03.py"
    path.write_text("", encoding="utf-8")
    path.chmod(0)

    assert "you have no permission to read it." == reason(path)


def test_impossible_names() -> None:
    """A name that no file can have is a reason too."""
    assert "embedded null byte." == reason(Path("a\0b"))
    assert "file name too long." == reason(Path("a" * 5000))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe(tmp_path: Path) -> None:
    """A pipe, as from a shell's <(...), is read to its end."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"x = 1\n",))
    writer.start()

    assert b"x = 1\n" == read_submission(str(path))
    writer.join()
