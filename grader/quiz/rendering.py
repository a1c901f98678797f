"""One page from its template: everything inside the file, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError
from grader.quiz.chrome import headed
from grader.quiz.passing import json_pieces
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from jinja2 import Environment

    from grader.kit import Kit

HERE = Path(__file__).parent
_POLICY = "@content-security-policy@"
#: Where the data go; no text can hold it, for neither TOML nor a page has this character.
_DATA = "\0page-data\0"
#: So many characters of a page pass through memory together.
PIECE = 1 << 16
#: A larger page waits on the disk until its policy is known.
IN_MEMORY = 1 << 20
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
#: A line of a script or style that only says why: a page is read by learners' browsers. `/*!` stays.
_REMARK = re.compile(r"^[ \t]*(?:// [^`\n]*|/\*\*? [^`\n]*\*/)\n", re.MULTILINE)
#: Keys of page data whose values are finished HTML.
HTML_KEYS = frozenset(
    {
        *("stem", "hint", "explanation", "html", "feedback", "right", "other", "front", "back", "summary"),
        *("symbol", "question", "answer", "note", "caption", "heading", "choices", "lines", "checklist"),
    }
)
_FORBIDDEN = (
    (re.compile(r"\sstyle\s*="), "an inline style; the policy blocks it: give it a class"),
    (re.compile(r"\son[a-z]+\s*="), "an inline event handler; the policy blocks it: use a script"),
    (
        re.compile(r"\ssrc\s*="),
        "a file from elsewhere; pages are one file: put it in with script() or style()",
    ),
    (re.compile(r"\shref\s*=\s*[\"']?\s*(?:[a-z]+:|//)"), "a link to another place than this course"),
)


@dataclass(frozen=True)
class Looks:
    """Where templates, styles and scripts are looked for: a kit's own folders first, then ours."""

    templates: tuple[Path, ...]
    static: tuple[Path, ...]

    @classmethod
    def of(cls, kit: Kit) -> Looks:
        """Return the folders of a kit."""
        own = kit.root / "quizzes"
        return cls((own / "templates", HERE / "templates"), (own / "static", HERE / "static"))

    def digest(self) -> str:
        """Return a hash of every file that a page may be made with."""
        hashed = hashlib.sha256()
        for folder in (*self.templates, *self.static):
            for path in sorted(folder.glob("**/*")):
                if path.is_file():
                    hashed.update(f"{path.relative_to(folder)}\0".encode())
                    hashed.update(hashlib.sha256(path.read_bytes()).digest())
        return hashed.hexdigest()

    def file(self, name: str) -> str:
        """Return a file of `static/`."""
        for folder in self.static:
            path = folder / name
            if path.is_file():
                return path.read_text(encoding="utf-8")
        raise KitError([Fault(f"static/{name}", 1, "a template asks for this file, and there is none")])


class Renderer:
    """Renders pages with one set of templates.

    Parameters
    ----------
    looks : Looks
        Where templates, styles and scripts are.
    elsewhere : str
        The one address outside that links may lead to; none if empty.
    """

    def __init__(self, looks: Looks, elsewhere: str = "") -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        self.looks = looks
        self._elsewhere = elsewhere
        self.environment: Environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in looks.templates]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.filters["headed"] = headed
        self._static: dict[tuple[str, ...], str] = {}

    def has(self, template: str) -> bool:
        """Tell whether there is a template of this name."""
        return any((folder / template).is_file() for folder in self.looks.templates)

    def render(self, template: str, names: Mapping[str, Any], data: Mapping[str, Any]) -> str:
        """Return a whole page; see `pieces`."""
        return b"".join(self.pieces(template, names, data)).decode()

    def pieces(self, template: str, names: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[bytes]:
        """Yield a page piece by piece, so that one about a whole course takes no more memory than another.

        The first piece comes when the page has been made as a whole, for only then is its policy known.

        Raises
        ------
        KitError
            The template is broken, or the page would need something from elsewhere.
        """
        with closing(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)) as draft:
            place, policy = self._draw_up(draft, template, names, data)
            draft.seek(0)
            yield draft.read(place)
            yield policy.encode()
            while piece := draft.read(PIECE):
                yield piece

    def _draw_up(
        self, draft: IO[bytes], template: str, names: Mapping[str, Any], data: Mapping[str, Any]
    ) -> tuple[int, str]:
        """Write a page without its policy; return where that belongs, and the policy."""
        from jinja2 import TemplateError

        hashes: dict[str, list[str]] = {"style": [], "script": []}
        functions = {
            "csp": lambda: _markup(_POLICY),
            "style": lambda *files: self._inlined("style", files, hashes),
            "script": lambda *files: self._inlined("script", files, hashes),
            "page_data": lambda: _markup(_DATA),
        }
        place, line = -1, 1
        try:
            made = self.environment.get_template(template).generate({**names, **functions})
            for html in _by_whole_tags(made):
                self._refuse_foreign(template, html, line)
                line += html.count("\n")
                for number, part in enumerate(html.split(_DATA)):
                    if number:
                        draft.writelines(piece.encode() for piece in _data_element(data))
                    if place < 0 and _POLICY in part:
                        before, part = part.split(_POLICY, 1)
                        draft.write(before.encode())
                        place = draft.tell()
                    draft.write(part.encode())
        except TemplateError as error:
            raise KitError([self._fault(template, error)]) from None
        return (place, _policy(hashes)) if place >= 0 else (0, "")

    def _fault(self, template: str, error: Exception) -> Fault:
        name = getattr(error, "filename", None) or getattr(error, "name", None) or template
        line = getattr(error, "lineno", None)
        trace = error.__traceback__
        while line is None and trace is not None:
            if trace.tb_frame.f_code.co_filename.endswith(".j2"):
                name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return Fault(shown(Path(name)), line or 1, f"{type(error).__name__}: {error}")

    def _inlined(self, tag: str, files: tuple[str, ...], hashes: dict[str, list[str]]) -> Any:
        if files not in self._static:
            whole = "\n".join(self.looks.file(name).rstrip("\n") for name in files) + "\n"
            text = _REMARK.sub("", whole)
            if f"</{tag}" in text.lower():
                raise KitError([Fault(files[0], 1, f"</{tag} inside would end the element it is put into")])
            self._static[files] = text
        text = self._static[files]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if digest not in hashes[tag]:
            hashes[tag].append(digest)
        return _markup(f"<{tag}>{text}</{tag}>")

    def _refuse_foreign(self, template: str, html: str, first_line: int) -> None:
        for match in _TAG.finditer(html):
            # What is left of a link that is allowed to lead elsewhere is one within the pages there.
            tag = match[0].replace(f'href="{self._elsewhere}', 'href="') if self._elsewhere else match[0]
            for pattern, message in _FORBIDDEN:
                if pattern.search(tag):
                    line = html.count("\n", 0, match.start()) + first_line
                    raise KitError([Fault(template, line, f"{message} (in {match[0][:60]})")])


def _policy(hashes: Mapping[str, list[str]]) -> str:
    def sources(kind: str) -> str:
        return " ".join(f"'sha256-{digest}'" for digest in hashes[kind]) or "'none'"

    policy = (
        f"default-src 'none'; script-src {sources('script')}; style-src {sources('style')}; "
        "base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def _by_whole_tags(parts: Iterator[str]) -> Iterator[str]:
    """Yield what parts add up to in larger pieces, none of which ends within a tag."""
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= PIECE:
            text = "".join(held)
            begun = text.rfind("<")
            end = begun if begun > text.rfind(">") else len(text)
            yield text[:end]
            held = [text[end:]]
            size = len(text) - end
    yield "".join(held)


def _data_element(data: Mapping[str, Any]) -> Iterator[str]:
    yield '<script type="application/json" id="page-data">'
    for text in json_pieces(data):
        # Inside a script element only this could end it, or begin a comment.
        yield text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield "</script>"


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)


def as_markup(data: Any, *, is_html: bool = False) -> Any:
    """Return data in which finished HTML is marked as such, so that templates do not escape it again."""
    if isinstance(data, str):
        return _markup(data) if is_html else data
    if isinstance(data, dict):
        return {key: as_markup(value, is_html=key in HTML_KEYS) for key, value in data.items()}
    if isinstance(data, list):
        return [as_markup(value, is_html=is_html) for value in data]
    return data
