"""Where a report goes: whole files, early readers, poor encodings."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from grader.cli.output import Style, write_out, write_whole
from grader.errors import UsageError


def test_file_is_written_whole(tmp_path: Path) -> None:
    """A new file has the text, usual permissions and no draft beside it."""
    path = tmp_path / "report.txt"
    write_whole(path, "α\n")

    assert "α\n" == path.read_text(encoding="utf-8")
    assert ["report.txt"] == os.listdir(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_kept(tmp_path: Path) -> None:
    """A file that is replaced keeps its permissions, a new one gets the usual ones."""
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o604)
    write_whole(path, "new")
    write_whole(tmp_path / "other.txt", "new")
    mask = os.umask(0)
    os.umask(mask)

    assert 0o604 == path.stat().st_mode & 0o777
    assert 0o666 & ~mask == (tmp_path / "other.txt").stat().st_mode & 0o777


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk is full, the old report stays and the sentence says why."""
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError) as caught:
        write_whole(path, "new")

    assert f"The report was not written to {path}: no space left on device." == str(caught.value)
    assert "old" == path.read_text(encoding="utf-8")
    assert ["report.txt"] == os.listdir(tmp_path)


def test_an_interrupt_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If Ctrl-C comes while the file is written, nothing is left behind."""

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "report.txt", "new")

    assert [] == os.listdir(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A link is followed, not replaced."""
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_whole(link, "new")

    assert link.is_symlink()
    assert "new" == target.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no such device")
def test_a_device_stays_a_device() -> None:
    """A device is written to, not replaced."""
    write_whole(Path("/dev/null"), "new")

    assert not Path("/dev/null").is_file()


def test_an_early_reader_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that stops reading, such as `head`, ends nothing."""
    reader, writer = os.pipe()
    os.close(reader)
    stream = open(writer, "w", encoding="utf-8")  # noqa: SIM115 - closed below, after the test has used it
    monkeypatch.setattr(sys, "stdout", stream)
    write_out("text\n" * 10_000, color=False)
    stream.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """If standard output leads to a full disk, the sentence says so."""
    stream = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115 - closed below, after the test has used it
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(UsageError, match="The report was not written to standard output: no space left"):
        write_out("text\n", color=False)
    stream.close()


def test_an_encoding_without_the_learners_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the encoding has not is shown as a question mark."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", stream)
    write_out("é数\n", color=False)
    stream.flush()

    assert "é?\n".encode("latin-1") == raw.getvalue()


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", True), ("ascii", False), ("latin-1", False)])
def test_style_follows_the_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str, expected: bool) -> None:
    """Mathematics beyond ASCII is for an encoding that has it."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))

    assert expected is Style.chosen(no_color=False, verbose=False, to_file=False).unicode


def test_style_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is as wide as a usual screen, whatever the terminal is."""
    monkeypatch.setenv("COLUMNS", "200")

    assert 80 == Style.chosen(no_color=False, verbose=False, to_file=True).width
    assert 100 == Style.chosen(no_color=False, verbose=False, to_file=False).width
