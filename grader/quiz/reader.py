"""Reads a concept's file: its shape by pydantic, each fault with the line that it is about."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError
from grader.quiz.lines import Lines
from grader.quiz.shape_faults import shape_faults, with_remarks
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grader.quiz.lines import Key
    from grader.quiz.source import Concept

_LINE_OF_ERROR = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
#: What a message quotes from a text stands in one of the text's lines.
_PIECE = re.compile(r"“([^“”\n]{2,})”|the figure (\S+) is typed")
#: Nobody writes a concept of this size by hand.
MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class ConceptFile:
    """One file, what it states, and where each part of it stands.

    Not even the text stays in memory: it is read again when it is needed, so that a course of a thousand
    concepts takes little more than one of ten.

    Attributes
    ----------
    id : str
        The file's name without `.toml`.
    digest : str
        A hash of its text; empty if that cannot be read.
    title, order : str and int
        Of the concept; empty and 10⁶ if the file has not the shape of one.
    requires : tuple of str
        The concepts that come before it.
    faults : tuple of Fault
        What is wrong with the shape.
    """

    id: str
    path: Path
    digest: str
    title: str = ""
    order: int = 10**6
    requires: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def concept(self) -> Concept | None:
        """What the file states; None if it has not the shape of a concept."""
        return _shaped(self.path, self.digest)[0] if self.digest and not self.faults else None

    @property
    def nearly(self) -> Concept | None:
        """What the file would state if it lacked no remark, so that what else is wrong is told at once."""
        return _nearly(_text(self.path, self.digest)) if self.digest else None

    @property
    def lines(self) -> Lines:
        """Where each key stands."""
        return _lines(self.path, self.digest)

    def fault(self, message: str, where: Sequence[Key], about: str = "") -> Fault:
        """Return a fault at a key: `file:line: id: field: message`."""
        # The row of a table as a whole, such as an item, needs no key beside its id.
        row = len(where) == 2 and isinstance(where[1], int)
        field = "" if row else next((str(key) for key in reversed(where) if isinstance(key, str)), "")
        start = "".join(f"{part}: " for part in (about, field) if part)
        piece = _PIECE.search(message)
        line = self.lines.find_piece(where, piece[1] or piece[2]) if piece else self.lines.find(where)
        return Fault(shown(self.path), line, f"{start}{message}")


def read_concept(path: Path) -> ConceptFile:
    """Read one file as far as it can be read."""
    try:
        raw = path.read_bytes()
        raw.decode("utf-8")
        reason = "" if len(raw) <= MAX_BYTES else f"larger than {MAX_BYTES} bytes; split it"
    except UnicodeDecodeError:
        reason = "not UTF-8; save the file as UTF-8"
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    if reason:
        return ConceptFile(path.stem, path, "", faults=(Fault(shown(path), 1, reason),))
    digest = hashlib.sha256(raw).hexdigest()
    concept, faults = _shaped(path, digest)
    if concept is None:
        return ConceptFile(path.stem, path, digest, faults=faults)
    return ConceptFile(path.stem, path, digest, concept.title, concept.order, concept.requires)


def _text(path: Path, digest: str) -> str:
    """Return the text of a file that was read before; raises KitError if it is another one by now.

    What is made of the text is kept under its hash, where another text's must never come to lie.
    """
    if not digest:
        return ""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KitError([Fault(shown(path), 1, f"cannot be read: {error.strerror}")]) from None
    if hashlib.sha256(raw).hexdigest() != digest:
        raise KitError([Fault(shown(path), 1, "was changed just now; run the command again")])
    return raw.decode("utf-8")


@lru_cache(maxsize=16)
def _lines(path: Path, digest: str) -> Lines:
    return Lines(_text(path, digest))


@lru_cache(maxsize=16)
def _shaped(path: Path, digest: str) -> tuple[Concept | None, tuple[Fault, ...]]:
    """Return what a file states, or all that keeps it from stating a concept."""
    from pydantic import ValidationError

    from grader.quiz.source import Concept

    text = _text(path, digest)
    try:
        data = _parsed(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, (_syntax_fault(path, text, error),)
    try:
        return Concept.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(shape_faults(ConceptFile(path.stem, path, digest), data, error))


def _nearly(text: str) -> Concept | None:
    from pydantic import ValidationError

    from grader.quiz.source import Concept

    try:
        data = _parsed(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    try:
        return Concept.model_validate(data)
    except ValidationError as error:
        if not with_remarks(data, error):
            return None
    try:
        return Concept.model_validate(data)
    except ValidationError:
        return None


def _parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)


def _syntax_fault(path: Path, text: str, error: Exception) -> Fault:
    """Turn what tomllib says into a fault with its line; add what is the usual reason."""
    message = str(error)
    match = _LINE_OF_ERROR.search(message)
    line = int(match[1]) if match and match[1] else max(1, len(text.splitlines()))
    reason = _LINE_OF_ERROR.sub("", message).strip().rstrip(".")
    hint = "; write texts with LaTeX in literal strings, '…' or '''…'''" if "escape" in reason.lower() else ""
    return Fault(shown(path), line, f"not valid TOML: {reason[:1].lower()}{reason[1:]}{hint}")
