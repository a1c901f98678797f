"""What of a large course passes through memory one by one: pages, records on a shelf, lists in data."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from grader.errors import KitError
from grader.kit import find_kit
from grader.quiz import passing, rendering
from grader.quiz.course import read_course
from grader.quiz.passing import IN_MEMORY, Each, Joined, Shelf, json_pieces
from grader.quiz.rendering import PIECE, Looks, Renderer
from grader.quiz.site import Options, build_site
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from pathlib import Path

    from grader.kit import Kit


def pages_about_concepts(path: str) -> bool:
    """Tell whether a page's size depends on the concepts alone."""
    return not path.startswith(("misconceptions/", "labs/"))


def peak(kit: Kit, pages: Path) -> int:
    """Return the most that a build has taken of memory, in bytes."""
    tracemalloc.start()
    build_site(read_course(kit), pages, Options(), pages_about_concepts)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_is_flat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each further concept a build keeps a few kilobytes at most: no text, no summary, no page."""
    for module in (passing, rendering):
        monkeypatch.setattr(module, "IN_MEMORY", 1)  # what may wait on the disk does so at once
    long = "The slope says where. " * 300
    text = CONCEPT.replace("One step", f"{long}One step").replace("What is $w$", f"{long}What is $w$")
    concepts = {f"concept_{number}": text for number in range(50)}
    # The last sixteen that were read may be kept.
    few = kit_with(tmp_path / "few", **dict(list(concepts.items())[:18]))
    many = kit_with(tmp_path / "many", **concepts)
    # What is made once and kept, such as templates, is not counted, nor what the cache is filled by.
    build_site(read_course(many), tmp_path / "warm", Options(), lambda path: "concept-0" in path)
    build_site(read_course(few), tmp_path / "warm", Options(), lambda path: "/concept-" not in path)
    grown = peak(many, tmp_path / "pages-of-many") - peak(few, tmp_path / "pages-of-few")

    assert 6_000 > grown / 32


def test_members_are_made_when_asked_for() -> None:
    """A sequence of members that are made has a length, places and parts, and keeps nothing."""
    made: list[int] = []

    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    members = Each([1, 2, 3], double)

    assert (3, []) == (len(members), made)
    assert (6, [4, 6], [2, 4, 6]) == (members[-1], list(members[1:]), list(members))
    assert [3, 2, 3, 1, 2, 3] == made
    assert not Each([], double)


def test_json_in_pieces() -> None:
    """A table in pieces is the same text as whole; lists that are joined are one list."""
    data = {"a": 1, "b": Each([1, 2], lambda n: {"n": n}), "c": Each([], str), "d": "ä"}
    lists = Joined([0, 2, 0, 1], lambda n: list(range(n)))
    whole = {"a": 1, "b": [{"n": 1}, {"n": 2}], "c": [], "d": "ä", "e": [0, 1, 0]}

    assert whole == json.loads("".join(json_pieces({**data, "e": lists})))
    assert "{}" == "".join(json_pieces({}))
    assert '{"c":[]}' == "".join(json_pieces({"c": Joined([0, 0], lambda _: [])}))


def test_shelf() -> None:
    """What was put on a shelf is found again, in memory and in a file; the last of a name counts."""
    shelf = Shelf()
    shelf.put("one", {"text": "ä\n"})
    shelf.put("large", "x" * IN_MEMORY)
    shelf.put("two", [2])
    shelf.put("two", [3])

    assert ({"text": "ä\n"}, [3]) == (shelf.get("one"), shelf.get("two"))
    assert ("one" in shelf, "three" in shelf) == (True, False)
    shelf.close()


def test_large_page(tmp_path: Path) -> None:
    """A page that is made in many pieces is whole, its policy at its place; a tag across two is looked at."""
    (tmp_path / "quizzes" / "templates").mkdir(parents=True)
    page = tmp_path / "quizzes" / "templates" / "page.html.j2"
    looks = Looks((page.parent,), (page.parent,))
    before = "<p>\n" + "x < y " * (PIECE // 6)
    page.write_text(
        before + "{{ csp() }}{{ page_data() }}{{ text }}{% for _ in [1] %}<i id='{{ text }}'>{% endfor %}"
    )
    text = "y" * PIECE
    html = Renderer(looks).render("page.html.j2", {"text": text}, {"a": "<"})
    policy = "<meta http-equiv"

    assert html.startswith(f"{before}{policy}")
    assert html.endswith(f'id="page-data">{{"a":"\\u003c"}}</script>{text}<i id=\'{text}\'>')
    page.write_text(before + "\n{% for _ in [1] %}<i id='{{ text }}'{% endfor %} style='color: red'>")
    with pytest.raises(KitError, match=r"page\.html\.j2:3: an inline style"):
        Renderer(looks).render("page.html.j2", {"text": text}, {})


def test_file_that_changes_meanwhile(tmp_path: Path) -> None:
    """A concept whose file is another one than was read is not made under the name of the first."""
    kit = kit_with(tmp_path, one=CONCEPT)
    course = read_course(kit)
    (kit.root / "quizzes" / "one.toml").write_text(CONCEPT.replace("A step", "Another step"))

    # One that was read just now may still be known.
    other = find_kit(kit.root)
    again = read_course(other)
    (kit.root / "quizzes" / "one.toml").write_text(CONCEPT.replace("A step", "A third"))
    with pytest.raises(KitError, match=r"one\.toml:1: was changed just now; run the command again"):
        again.files["one"].nearly  # noqa: B018  # reads the text

    assert ("A step", "Another step") == (course.files["one"].title, again.files["one"].title)
