"""The secret that a class's inputs are drawn from: read, made, and told apart without being told."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "GRADER_SEED"
_MAX_SEED = 2**63 - 1
_MOST_BYTES = 4096
# Slow on purpose: a seed that a person chose could be found by trying, if trying were quick.
_COST = {"n": 2**14, "r": 8, "p": 1}


@dataclass(frozen=True)
class Secret:
    """A seed for one class.

    Attributes
    ----------
    seed : int
        What probes are drawn from; never printed.
    seed_id : str
        What tells it from another seed.
    """

    seed: int = field(repr=False)
    seed_id: str


def secret_of(text: str) -> Secret:
    """Return the secret that a text stands for: a whole number itself, of any other text a hash.

    Parameters
    ----------
    text : str
        What stands in the file or the variable.
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and int(text[:20]) <= _MAX_SEED and len(text) < 20:
        seed = int(text)
    else:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") & _MAX_SEED
    digest = hashlib.scrypt(str(seed).encode(), salt=b"grader seed id", dklen=8, **_COST)
    return Secret(seed, digest.hex())


def given_secret(file: Path | None) -> Secret | None:
    """Return the secret that stands in the named file, else in the variable GRADER_SEED; None if in neither.

    Parameters
    ----------
    file : Path or None
        What `--seed-file` named.

    Raises
    ------
    UsageError
        The file cannot be read, or holds nothing.
    """
    if file is not None:
        return secret_of(_read(file))
    # Taken out of the environment: no process that is started from here has to know it.
    text = os.environ.pop(VARIABLE, "")
    return secret_of(text) if text.strip() else None


def secret_beside(gradebook: Path) -> tuple[Secret, str]:
    """Return the secret in the file beside a gradebook, which is made if it is missing, and what to say then.

    Parameters
    ----------
    gradebook : Path
        Where the gradebook is.

    Raises
    ------
    UsageError
        The file cannot be read or made, or holds nothing.
    """
    beside = gradebook.with_name(f"{gradebook.name}.seed")
    if beside.exists():
        return secret_of(_read(beside)), ""
    _write(beside, secrets.token_hex(16))
    said = f"A secret seed was made in {beside}. Keep it beside the gradebook, and keep it to yourself."
    return secret_of(_read(beside)), said


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            if stat.S_ISDIR(os.fstat(opened.fileno()).st_mode):
                raise IsADirectoryError(0, "it is a folder")
            text = opened.read(_MOST_BYTES).decode("utf-8").strip()
    except UnicodeDecodeError:
        raise UsageError(f"The seed in {file} is not UTF-8 text.") from None
    except OSError as error:
        raise UsageError(f"The seed in {file} cannot be read: {error.strerror}.") from None
    if not text:
        raise UsageError(f"The seed file {file} is empty; write a number or any other text into it.")
    return text


def _write(file: Path, text: str) -> None:
    try:
        # Made for this user only, and never over one that is there.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(f"{text}\n")
            opened.flush()
            os.fsync(opened.fileno())
    except FileExistsError:
        pass  # another process was faster, and its seed is as good
    except OSError as error:
        raise UsageError(
            f"A seed cannot be kept in {file}: {error.strerror}. Name another gradebook, or give --seed-file."
        ) from None
