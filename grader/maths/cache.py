"""Keeps derivations on disk, so that the way to a verdict does not import SymPy.

An entry is found by a hash of everything it was derived from (the problem's source, the sources of
`grader.maths`, the versions of SymPy and of the kit) and is believed only if its seal, a keyed hash with
a secret of this user's cache folder, is right. Whatever is stale, damaged or forged is derived anew.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib.util
import json
import os
import re
import secrets
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import __version__
from grader.maths.model import Candidate, Derivation
from grader.whole_files import replace_whole

if TYPE_CHECKING:
    from collections.abc import Callable


def cache_folder() -> Path:
    """Return the folder for what can be computed again, by the platform's custom."""
    if os.environ.get("GRADER_CACHE"):
        return Path(os.environ["GRADER_CACHE"])
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = str(Path.home() / "Library" / "Caches")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "grader"


def derivation_of(problem_file: Path) -> Derivation:
    """Return all that follows from the problem in a file, from the cache where it is there.

    Raises
    ------
    KitError
        The file does not state a problem.
    """

    def make() -> Any:
        from grader.maths.derive import derive
        from grader.maths.load import load_problem

        return derive(load_problem(problem_file)).as_json()

    return Derivation.from_json(_cached(problem_file, "derivation", make))


def pairs_of(problem_file: Path, cost_name: str, kind: str) -> list[Candidate]:
    """Return what two misconceptions at once compute; `kind` is "gradient" or "cost"."""

    def make() -> Any:
        from grader.maths.derive import derive_pairs
        from grader.maths.load import load_problem

        pairs = derive_pairs(load_problem(problem_file), cost_name, kind)
        return [candidate.as_json() for candidate in pairs]

    return [Candidate.from_json(item) for item in _cached(problem_file, f"pairs {cost_name} {kind}", make)]


def _cached(problem_file: Path, what: str, make: Callable[[], Any]) -> Any:
    return cached_json(_key(problem_file, what), make)


def cached_json(name: str, make: Callable[[], Any]) -> Any:
    """Return what `make` makes, from the cache where it is there.

    Parameters
    ----------
    name : str
        A hash of everything that the result depends on, in hexadecimal digits.
    make : callable
        Returns JSON data.
    """
    folder = cache_folder()
    entry = folder / "derived" / f"{name}.json"
    seal_key = _seal_key(folder)
    if seal_key is not None:
        data = _read(entry, name, seal_key)
        if data is not None:
            return data
    data = make()
    if seal_key is not None:
        # A cache that cannot be written costs time, never a verdict.
        with suppress(OSError):
            _write(entry, name, seal_key, data)
    return data


def is_cached(name: str) -> bool:
    """Tell whether there is an entry for a name; whether it is whole is seen when it is read."""
    return (cache_folder() / "derived" / f"{name}.json").is_file()


def is_derived(problem_file: Path) -> bool:
    """Tell whether a problem's derivation is in the cache."""
    return is_cached(_key(problem_file, "derivation"))


def _key(problem_file: Path, what: str) -> str:
    parts = [what, __version__, _sympy_version(), sys.version]
    hashed = hashlib.sha256("\0".join(parts).encode())
    for source in [problem_file, *sorted(Path(__file__).parent.glob("*.py"))]:
        hashed.update(hashlib.sha256(source.read_bytes()).digest())
    return hashed.hexdigest()


def _sympy_version() -> str:
    """Return SymPy's version without importing SymPy, which takes half a second."""
    spec = importlib.util.find_spec("sympy")
    if spec is None or spec.origin is None:
        return "none"
    release = Path(spec.origin).with_name("release.py").read_text(encoding="utf-8")
    found = re.search(r"__version__\s*=\s*['\"]([^'\"]+)", release)
    return found.group(1) if found else hashlib.sha256(release.encode()).hexdigest()


def _seal_key(folder: Path) -> bytes | None:
    """Return this user's secret, made on first use; None where none can be kept to ourselves."""
    path = folder / "seal"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
            # Two first runs at once must agree on one secret: link fails if there is one by now.
            with suppress(FileExistsError):
                os.link(temporary, path)
            os.unlink(temporary)
        status = path.stat()
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
            return None
        secret = path.read_bytes()
    except OSError:
        return None
    return secret if len(secret) == 32 else None


def _seal(seal_key: bytes, name: str, text: str) -> str:
    return hmac.new(seal_key, f"{name}\0{text}".encode(), hashlib.sha256).hexdigest()


def _read(entry: Path, name: str, seal_key: bytes) -> Any:
    try:
        seal, _, text = entry.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if not hmac.compare_digest(seal.encode(), _seal(seal_key, name, text).encode()):
        return None
    return json.loads(text)


def _write(entry: Path, name: str, seal_key: bytes, data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    entry.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(entry, [f"{_seal(seal_key, name, text)}\n{text}".encode()])
