"""The gate over the whole shipped kit: every exercise, and every small change to a reference."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.kit import find_kit

ROOT = Path(__file__).resolve().parent.parent
STEMS = find_kit(ROOT).stems


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache of derivations for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "grader-cache"


def validate(stem: str, cache: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the gate on one exercise."""
    return subprocess.run(
        [sys.executable, "-m", "grader", "validate", stem, "--kit", str(ROOT), "--jobs", "1", *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "GRADER_CACHE": str(cache)},
    )


@pytest.mark.parametrize("stem", STEMS)
def test_gate(stem: str, cache: Path) -> None:
    """The stub fails, the reference passes, and every misconception is failed and named as itself."""
    done = validate(stem, cache)

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("stem", STEMS)
def test_mutants(stem: str, cache: Path) -> None:
    """The hidden suite sees every change to the reference, or the kit says why nobody can."""
    done = validate(stem, cache, "--mutants")

    assert 0 == done.returncode, done.stdout + done.stderr
