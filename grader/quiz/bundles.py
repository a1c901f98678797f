"""What pages and the terminal are made of: each concept's bundle, cached until something changes."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from grader.errors import KitError
from grader.maths.cache import cached_json, derivation_of, is_cached, is_derived
from grader.quiz.inputs import digest, digest_of_surroundings
from grader.quiz.lessons import make_bundle
from grader.quiz.spreading import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.kit import Kit
    from grader.quiz.course import Course
    from grader.quiz.lessons import Bundle
    from grader.quiz.reader import ConceptFile


class Bundles:
    """The bundles of some concepts.

    Parameters
    ----------
    course : Course
        To which they belong.
    files : sequence of ConceptFile
        The concepts.
    strings : mapping of str to str
        The words around them, in a language.
    language : str
        Which one.
    keys : bool
        Whether a bundle holds what is right.
    """

    def __init__(
        self,
        course: Course,
        files: Sequence[ConceptFile],
        strings: Mapping[str, str],
        *,
        language: str,
        keys: bool,
    ) -> None:
        self.course, self.strings, self.has_keys = course, strings, keys
        self.surroundings = digest(digest_of_surroundings(course), language, repr(keys))
        self.names = [file.id for file in files]

    def one(self, name: str) -> Bundle:
        """Return a concept's bundle, from the cache where it is there; raises KitError for its faults."""
        file = self.course.files[name]
        made = cached_json(
            self._entry(name), lambda: make_bundle(self.course, file, self.strings, keys=self.has_keys)
        )
        assert isinstance(made, dict)
        return made

    def key(self, name: str) -> str:
        """Return a hash of all that a concept's bundle is made of."""
        return digest(self.surroundings, name, self.course.files[name].digest)

    def missing(self) -> list[str]:
        """Return the concepts whose bundle is not in the cache."""
        return [name for name in self.names if not is_cached(self._entry(name))]

    def make_missing(self) -> None:
        """Make the bundles that the cache does not have, on every core; faults are met again, and told."""
        deque(spread(_tried(self.one), self.missing()), maxlen=0)

    def _entry(self, name: str) -> str:
        return digest("bundle", self.key(name))


def derive_all(kit: Kit) -> None:
    """Derive what the exercises' problems have to say, on every core; faults are met again, and told."""
    problems = [kit.root / "solutions" / stem / "problem.py" for stem in kit.stems]
    missing = [problem for problem in problems if problem.is_file() and not is_derived(problem)]
    deque(spread(_tried(derivation_of), missing), maxlen=0)


def _tried(make: Callable[[Any], object]) -> Callable[[Any], None]:
    """Return a function that fills the cache, and leaves it to whoever reads the cache to meet a fault."""

    def make_one(task: Any) -> None:
        with suppress(KitError):
            make(task)

    return make_one
