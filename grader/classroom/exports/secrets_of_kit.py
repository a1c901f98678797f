"""Which lines of a kit must not reach learners, and where they stand in what is to be handed out."""

from __future__ import annotations

import ast
import io
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.exercise import Exercise
    from grader.kit import Kit

#: A line with fewer signs than this, spaces not counted, could be anybody's.
FEWEST_SIGNS = 12
#: Lines that say nothing by themselves: imports, the head of a function or of a counting loop, a decorator,
#: a return of bare names, a call with bare names.
_SAYS_NOTHING = re.compile(
    r"(?:import|from)\s.*|(?:async\s+)?def\s.*:|class\s.*:|@.*|return(?:\s+\(?[\w\s,.\[\]]*\)?|\s+[\"'][^\"']*[\"'])?|"
    r"for\s+[\w\s,()]+\s+in\s+(?:range|zip|enumerate)\([^()]*\)\s*:|\w+(?:,\s*\w+)*\s*=\s*(?:\w+(?:,\s*\w+)*|\w+\([\w\s,]*\))"
)
#: How many signs two texts have to share before the rest is compared.
_KEY = FEWEST_SIGNS
#: A hint is told already by one of its clauses.
_CLAUSE_END = re.compile(r"(?<=[.?!:;])\s+")


@dataclass(frozen=True)
class Leak:
    """A line that must not be handed out: where it stands, and where it comes from."""

    path: str
    line: int
    secret: str
    origin: str

    def __str__(self) -> str:
        shown = self.secret if len(self.secret) <= 70 else f"{self.secret[:67]}..."
        return f"{self.path}:{self.line}: “{shown}” is from {self.origin}"


class Secrets:
    """The lines of a kit's hidden half.

    Of references, suites, problems and procedures all lines count, of hints all clauses, except

    - what has fewer than `FEWEST_SIGNS` signs, spaces not counted;
    - imports, heads of functions and of loops that count, decorators, and a return, an assignment or a
      call of bare names or one text: every solution has these;
    - what the exercise's own stub says outside of its functions' code: its signatures and docstrings;
    - the docstring of a check, which is the sentence that learners read in every report.

    Parameters
    ----------
    kit : Kit
        Whose.
    open_hints : int
        So many of each exercise's hints may be told.
    """

    def __init__(self, kit: Kit, open_hints: int = 0) -> None:
        self._by_key: dict[str, list[tuple[str, str, str]]] = {}
        for stem in kit.stems:
            exercise = kit.exercise(stem)
            allowed = {_dense(line) for line in told_by_stub(exercise)} | _sentences_of_suite(exercise)
            for path in sorted(exercise.solution_folder.glob("*.py")):
                origin = f"solutions/{stem}/{path.name}"
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                    self._add(line, f"{origin}:{number}", allowed)
            for place, hint in enumerate(exercise.hints, start=1):
                if place > open_hints:
                    for clause in _CLAUSE_END.split(hint):
                        self._add(clause, f"hint {place} of {stem[:4]}", allowed, is_code=False)

    def _add(self, line: str, origin: str, allowed: set[str], *, is_code: bool = True) -> None:
        text = line.strip().lstrip("#").strip() if is_code else line.strip()
        dense = _dense(text)
        if len(dense) < FEWEST_SIGNS or dense in allowed or (is_code and _SAYS_NOTHING.fullmatch(text)):
            return
        known = self._by_key.setdefault(dense[:_KEY], [])
        if all(dense != other for other, *_ in known):
            known.append((dense, text, origin))

    def leaks_in(self, files: Mapping[str, bytes]) -> list[Leak]:
        """Return where hidden lines stand in files, also inside HTML and zips."""
        return [leak for name in sorted(files) for leak in self._in_file(name, files[name])]

    def _in_file(self, name: str, content: bytes) -> Iterator[Leak]:
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as opened:
                for member in opened.namelist():
                    yield from self._in_file(f"{name}!{member}", opened.read(member))
            return
        text = content.decode("utf-8", "replace")
        found = dict.fromkeys(self._in_text(name, text))
        if name.endswith((".html", ".htm", ".ipynb", ".json", ".md")):
            # What a reader sees may be written otherwise: entities, tags between words, escapes in scripts.
            plain = _as_seen(text)
            if plain != text:
                known = {leak.secret for leak in found}
                found.update({leak: None for leak in self._in_text(name, plain) if leak.secret not in known})
        yield from found

    def _in_text(self, name: str, text: str) -> Iterator[Leak]:
        """Yield what stands in a text, whatever spaces are between its signs."""
        dense, lines = _dense_with_lines(text)
        by_key = self._by_key
        seen = set()
        for place in range(len(dense) - _KEY + 1):
            for secret, shown, origin in by_key.get(dense[place : place + _KEY], ()):
                if secret not in seen and dense.startswith(secret, place):
                    seen.add(secret)
                    yield Leak(name, lines(place), shown, origin)


def told_by_stub(exercise: Exercise) -> Iterator[str]:
    """Yield the lines of a stub that learners are meant to have: all but its functions' code."""
    source = exercise.shipped_stub.read_text(encoding="utf-8")
    code: set[int] = set()
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # somebody is at work on it: nothing of it is known to be meant for learners
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            has_text = ast.get_docstring(node) is not None
            for statement in node.body[has_text:]:
                code.update(range(statement.lineno, (statement.end_lineno or statement.lineno) + 1))
    for number, line in enumerate(source.splitlines(), start=1):
        if number not in code:
            yield line


def _sentences_of_suite(exercise: Exercise) -> set[str]:
    """Return the lines of the docstrings of a suite's checks."""
    tree = ast.parse(exercise.suite.read_text(encoding="utf-8"))
    texts = [
        ast.get_docstring(node) or ""
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    found = {_dense(line) for text in texts for line in text.splitlines()}
    return found | {_dense(f'"""{text}"""') for text in texts}


def _dense(text: str) -> str:
    """Return a text without its spaces."""
    return re.sub(r"\s+", "", text)


def _dense_with_lines(text: str):  # type: ignore[no-untyped-def]  # a text, and a function from place to line
    starts: list[tuple[int, int]] = []
    parts = []
    length = 0
    for number, line in enumerate(text.split("\n"), start=1):
        dense = _dense(line)
        if dense:
            starts.append((length, number))
            parts.append(dense)
            length += len(dense)

    def line_of(place: int) -> int:
        from bisect import bisect_right

        return starts[bisect_right(starts, (place, 1 << 60)) - 1][1]

    return "".join(parts), line_of


def _as_seen(text: str) -> str:
    """Return what a reader sees of HTML or JSON, line for line: no tags, no entities, no escapes."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    seen = "".join(reader.parts)
    return (
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), unescape(seen))
        .replace("\\n", " ")
        .replace('\\"', '"')
    )


class _Reader(HTMLParser):
    """Takes the text out of HTML; a tag leaves its ends of line, so that lines keep their numbers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the ends of line, and what attributes say."""
        self.parts.append(" ".join(value for _, value in attrs if value and len(value) >= FEWEST_SIGNS))
        self.parts.append("\n" * (self.get_starttag_text() or "").count("\n"))
