"""Builds the pages of a course into a folder; what has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from grader.errors import KitError, UsageError
from grader.languages import ENGLISH, is_known, speaking
from grader.quiz.bundles import Bundles, derive_all
from grader.quiz.chrome import read_strings, with_prefixes
from grader.quiz.contexts import Contexts
from grader.quiz.inputs import digest
from grader.quiz.labs import read_labs
from grader.quiz.mistake_pages import MistakePages
from grader.quiz.rendering import Looks, Renderer
from grader.whole_files import replace_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from grader.quiz.course import Course
    from grader.quiz.lessons import Bundle

#: What was made of what, so that a page that would come out the same is left alone.
MANIFEST = ".grader-pages.json"
PREFIXES = {
    "concept": ("page.", "concept."),
    "quiz": ("page.", "quiz."),
    "cards": ("page.", "cards."),
    "index": ("page.", "index."),
    "misconception": ("page.", "misconception."),
    "misconceptions": ("page.", "misconceptions."),
    "sheet": ("page.", "sheet."),
}


@dataclass(frozen=True)
class Options:
    """How a course is built.

    Attributes
    ----------
    title : str
        Of the course; the kit's own if empty.
    language : str
        Of the words around the concepts.
    keys : bool
        Whether pages hold what is right.
    concepts : tuple of str
        Those that are built; all if empty.
    seed : str
        Of the variants on printed sheets.
    """

    title: str = ""
    language: str = "en"
    keys: bool = True
    concepts: tuple[str, ...] = ()
    seed: str = "paper"


@dataclass
class Built:
    """What a build did."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One page to be made.

    Attributes
    ----------
    path : str
        Below the folder, with slashes.
    template : str
        Its name.
    inputs : str
        A hash of all that the page is made of, except templates.
    make : callable
        Returns the names for the template, and the page's data.
    """

    path: str
    template: str
    inputs: str
    make: Callable[[], tuple[dict[str, Any], dict[str, Any]]]


def build_site(
    course: Course, folder: Path, options: Options, only: Callable[[str], bool] | None = None
) -> Built:
    """Build the pages of a course.

    Parameters
    ----------
    course : Course
        Its concepts; a fault in one of those that are built ends the build.
    folder : Path
        Where the pages go; made if missing. Other files in it are left alone.
    options : Options
        See there.
    only : callable, optional
        Which paths are made; all if left out. Nothing is removed then.

    Raises
    ------
    KitError
        A concept or a template has faults; holds all of them. Nothing is written.
    """
    renderer = Renderer(Looks.of(course.kit))
    looks = renderer.looks.digest()
    rest, made = _read_manifest(folder), {}
    built = Built()
    language = options.language if is_known(options.language) else ENGLISH
    own_words = (course.kit.root / "languages",)
    with speaking(language, own_words), closing(Site(course, options)) as site:
        for page in site.pages():
            if not renderer.has(page.template) or (only is not None and not only(page.path)):
                continue
            key = bytes.fromhex(digest(page.inputs, looks, page.template))
            target = folder / page.path
            known = rest.pop(page.path, None)
            if known is not None and known == key + _digest_of(target):
                made[page.path] = known
                built.kept.append(page.path)
                continue
            content = renderer.pieces(page.template, *page.make())
            made[page.path] = key + _write(target, content)
            built.written.append(page.path)
    if only is None:
        for path in sorted(rest):
            with suppress(OSError):
                (folder / path).unlink()
                built.removed.append(path)
    else:
        made |= rest
    _write(folder / MANIFEST, _manifest_pieces(made))
    return built


class Site:
    """Which pages a course has, and what each is made of."""

    def __init__(self, course: Course, options: Options) -> None:
        self.course = course
        self.options = options
        self.strings = read_strings(course.kit, options.language)
        self.chosen = [course.file(name) for name in options.concepts] or list(course.files.values())
        broken = [fault for file in self.chosen for fault in file.faults]
        if broken:
            raise KitError(broken)
        self.title = options.title or course.kit.title or self.strings["page.course-title"]
        derive_all(course.kit)
        self.labs = read_labs(course.kit)
        self.bundles = Bundles(
            course, self.chosen, self.strings, language=options.language, keys=options.keys
        )
        self.surroundings = self.bundles.surroundings
        navigation = json.dumps([[file.id, file.title] for file in self.chosen])
        self.frame = digest(self.surroundings, navigation, self.title, repr(options), repr(self.labs))
        self.mistakes = MistakePages(course)
        self.contexts = Contexts(self)

    def close(self) -> None:
        """Leave nothing behind but the pages."""
        self.contexts.close()

    def bundle(self, name: str) -> Bundle:
        """Return all that a concept's pages are made of, from the cache where it is there."""
        return self.bundles.one(name)

    def pages(self) -> Iterator[Page]:
        """Yield every page, concept by concept, so that one concept at a time is in memory."""
        self.bundles.make_missing()
        contexts = self.contexts
        faults: list[Any] = []
        for file in self.chosen:
            try:
                contexts.add(self.bundle(file.id))
            except KitError as error:
                faults += error.faults
        if faults:
            raise KitError(faults)
        concepts = chain.from_iterable(contexts.of_concept(file.id) for file in self.chosen)
        for kind, path, inputs, make in chain(concepts, contexts.of_course()):
            yield Page(path, f"{kind}.html.j2", digest(self.frame, inputs), make)

    def words(self, kind: str, *more: str) -> dict[str, str]:
        """Return the words that a kind of page needs in its script."""
        return with_prefixes(self.strings, (*PREFIXES.get(kind, ("page.",)), *more))


def _digest_of(path: Path) -> bytes:
    """Return a hash of a file; of one that cannot be read nothing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def _read_manifest(folder: Path) -> dict[str, bytes]:
    """Return two hashes, one after the other, for each page: of what it was made of, and of itself."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {
            path: bytes.fromhex("".join(entry))
            for path, entry in data.items()
            # A manifest that someone wrote must not lead out of the folder.
            if not path.startswith("/") and ".." not in path
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _manifest_pieces(made: dict[str, bytes]) -> Iterator[bytes]:
    before = "{\n"
    for path in sorted(made):
        inputs, content = made[path][:32].hex(), made[path][32:].hex()
        yield f'{before}{json.dumps(path)}: ["{inputs}", "{content}"]'.encode()
        before = ",\n"
    yield f"{before if not made else ''}\n}}\n".encode()


def _write(target: Path, pieces: Iterable[bytes]) -> bytes:
    """Write a file of the site, whole or not at all; return its hash."""
    hashed = hashlib.sha256()

    def passed() -> Iterator[bytes]:
        for piece in pieces:
            hashed.update(piece)
            yield piece

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Whoever builds the pages wants others to read them.
        replace_whole(target, passed(), mode=0o644)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"The pages were not written to {target.parent}: {reason}.") from None
    return hashed.digest()
