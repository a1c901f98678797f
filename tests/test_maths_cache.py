"""The cache of derivations: right or not used, and never in the way of a verdict."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.kit import find_kit
from grader.maths import cache, derive

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.maths.model import Derivation

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
SQUARE = """\
import sympy

from grader.maths.problem import plain

w = sympy.Symbol("w", real=True)
problem = plain(cost=w**2, parameters=(w,))
"""
CUBE = SQUARE.replace("w**2", "w**3")


@pytest.fixture
def problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A problem's file, with a cache of its own."""
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "problem.py"
    file.write_text(SQUARE, encoding="utf-8")
    return file


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The gradients that were derived anew, in turn, as they are written."""
    done: list[str] = []
    right = derive.derive

    def derive_and_note(problem: object) -> Derivation:
        found = right(problem)  # type: ignore[arg-type] # whatever the cache hands over
        done.append(gradient_of(found))
        return found

    monkeypatch.setattr(derive, "derive", derive_and_note)
    return done


def gradient_of(derivation: Derivation) -> str:
    """Return how the gradient is written."""
    return derivation.costs["J"].gradient["w"].text


def entries(problem: Path) -> list[Path]:
    """Return the files that the cache keeps derivations in."""
    return sorted((problem.parent / "cache" / "derived").glob("*.json"))


def read_twice(problem: Path) -> str:
    """Fill the cache, then return the gradient as it is found."""
    cache.derivation_of(problem)
    return gradient_of(cache.derivation_of(problem))


def test_second_time_is_read(problem: Path, derived: list[str]) -> None:
    """What was derived once is not derived again."""
    assert "2·w" == read_twice(problem)
    assert ["2·w"] == derived


def test_stale_entry_is_not_used(problem: Path, derived: list[str]) -> None:
    """A problem that has changed is derived anew."""
    cache.derivation_of(problem)
    problem.write_text(CUBE, encoding="utf-8")

    assert "3·w²" == gradient_of(cache.derivation_of(problem))
    assert 2 == len(derived)


@pytest.mark.parametrize("name", ["__version__", "_sympy_version"])
def test_other_version_is_not_used(
    problem: Path, derived: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What another version of the kit or of SymPy has derived is derived anew."""
    cache.derivation_of(problem)
    monkeypatch.setattr(cache, name, "other" if name == "__version__" else lambda: "other")
    cache.derivation_of(problem)

    assert ["2·w", "2·w"] == derived


def test_sympy_version_is_that_of_sympy() -> None:
    """The version that is read without an import is the right one."""
    import sympy

    assert sympy.__version__ == cache._sympy_version()


def truncate(text: str) -> bytes:
    """Return what is left of an entry when the disk was full."""
    return text[: len(text) // 2].encode()


def flip(text: str) -> bytes:
    """Return an entry with one coefficient changed."""
    return text.replace('["number", 2, 1]', '["number", 3, 1]').encode()


def empty(text: str) -> bytes:
    """Return an entry that was never written."""
    return b""


def no_text(text: str) -> bytes:
    """Return an entry of bytes that are no text."""
    return b"\xff\xfe" + text.encode()


def without_seal(text: str) -> bytes:
    """Return an entry's content alone."""
    return text.partition("\n")[2].encode()


def sealed_by_another(text: str) -> bytes:
    """Return a wrong content under a seal that a stranger's key made."""
    content = flip(text.partition("\n")[2]).decode()
    return f"{cache._seal(b'k' * 32, 'any', content)}\n{content}".encode()


def no_json(text: str) -> bytes:
    """Return an entry whose seal is all there is."""
    return text.partition("\n")[0].encode() + b"\n"


@pytest.mark.parametrize("damage", [truncate, flip, empty, no_text, without_seal, sealed_by_another, no_json])
def test_damaged_or_forged_entry_is_not_used(
    problem: Path, derived: list[str], damage: Callable[[str], bytes]
) -> None:
    """An entry that is not as it was written is derived anew, and put right."""
    cache.derivation_of(problem)
    (entry,) = entries(problem)
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole.decode()))
    assert whole != entry.read_bytes()

    assert "2·w" == gradient_of(cache.derivation_of(problem))
    assert ["2·w", "2·w"] == derived
    assert whole == entry.read_bytes()


def test_entry_of_another_problem_is_not_used(problem: Path) -> None:
    """A true entry under another problem's name is not taken for it: the name is under the seal."""
    cache.derivation_of(problem)
    (square,) = entries(problem)
    problem.write_text(CUBE, encoding="utf-8")
    cache.derivation_of(problem)
    (cube,) = set(entries(problem)) - {square}
    shutil.copy(square, cube)

    assert "3·w²" == gradient_of(cache.derivation_of(problem))


def test_seal_that_others_can_read_is_not_used(problem: Path, derived: list[str]) -> None:
    """If anyone else could have read the secret, nothing in the cache is believed."""
    cache.derivation_of(problem)
    (problem.parent / "cache" / "seal").chmod(0o644)
    cache.derivation_of(problem)

    assert 2 == len(derived)


def test_secret_is_our_own(problem: Path) -> None:
    """The seal's key is 32 bytes that only this user can read."""
    cache.derivation_of(problem)
    seal = problem.parent / "cache" / "seal"

    assert 32 == len(seal.read_bytes())
    assert 0 == seal.stat().st_mode & 0o077


def test_cache_that_cannot_be_written_is_done_without(
    problem: Path, derived: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there can be no folder, each derivation is right and made anew."""
    monkeypatch.setenv("GRADER_CACHE", str(problem / "below a file"))

    assert "2·w" == read_twice(problem)
    assert 2 == len(derived)


def test_entry_that_cannot_be_replaced_is_done_without(problem: Path, derived: list[str]) -> None:
    """A folder in an entry's place costs time, not the verdict."""
    cache.derivation_of(problem)
    (entry,) = entries(problem)
    entry.unlink()
    entry.mkdir()

    assert "2·w" == read_twice(problem)
    assert [entry] == entries(problem)
    assert [] == [path for path in entry.parent.iterdir() if path != entry]


PASS_ALL = """
import json, sys
from pathlib import Path
from grader.checking import check
from grader.kit import find_kit
from grader.sandbox import Sandbox

kit = find_kit(Path(sys.argv[1]))
outcomes = []
with Sandbox() as sandbox:
    for stem in kit.stems:
        exercise = kit.exercise(stem)
        report = check(exercise, exercise.reference.read_bytes(), path="right", sandbox=sandbox, seed=1)
        outcomes.append(report.outcome.value)
print(json.dumps([outcomes, sorted(name for name in sys.modules if name.partition(".")[0] == "sympy")]))
"""


def test_a_pass_needs_no_sympy(tmp_path: Path) -> None:
    """With a warm cache a right submission of every exercise is judged without importing SymPy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(tmp_path))
        for stem in KIT.stems:
            cache.derivation_of(KIT.exercise(stem).problem)
        done = subprocess.run(
            [sys.executable, "-c", PASS_ALL, str(ROOT)],
            cwd=ROOT,
            env=dict(os.environ),
            capture_output=True,
            text=True,
            check=False,
        )

    assert "" == done.stderr
    assert [["passed"] * len(KIT.stems), []] == json.loads(done.stdout)
