"""The built pages: closed, complete, the same every time, and made again only where something changed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import grader
from grader.errors import KitError
from grader.kit import find_kit
from grader.languages import speaking
from grader.maths.cache import derivation_of
from grader.quiz import bundles, drawing, figures, markup, sheets, site
from grader.quiz.chrome import headed
from grader.quiz.course import read_course
from grader.quiz.lab_models import mistakes
from grader.quiz.marking import mark
from grader.quiz.site import Options, build_site
from tests.quiz_kit import CONCEPT, kit_with

SAMPLE = "simultaneous-update"


class Elements(HTMLParser):
    """Collects tags, attributes, scripts and visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": [], "data": []}
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style", "code", "title", "svg"):
            is_data = tag == "script" and dict(attrs).get("type") == "application/json"
            self.inside.append("data" if is_data else tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag in ("script", "style", "code", "title", "svg"):
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        """Note what stands in an element."""
        place = self.inside[-1] if self.inside else ""
        if place in self.raw:
            self.raw[place].append(data)
        elif place != "code":
            self.text.append(data)

    @property
    def data(self) -> dict[str, Any]:
        """The page's data; nothing if it has no script."""
        found = json.loads("".join(self.raw["data"]) or "{}")
        assert isinstance(found, dict)
        return found


def built(folder: Path, options: Options | None = None, **concepts: str) -> tuple[Path, site.Built]:
    """Build a kit of concepts, without the pages of misconceptions."""
    kit = kit_with(folder, **concepts)
    result = build_site(
        read_course(kit), folder / "pages", options or Options(), lambda path: "misconc" not in path
    )
    return folder / "pages", result


NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Recorded:
    """A site, and every number that was computed or given while it was made."""

    folder: Path
    numbers: set[str]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """The whole site of this kit, made without the cache."""
    folder = tmp_path_factory.mktemp("pages")
    known: set[str] = set()

    def recording(function: Any) -> Any:
        def call(*arguments: Any) -> Any:
            result = function(*arguments)
            known.update(NUMBER.findall(re.sub(r"<[^>]+>", " ", str(result))))
            return result

        return call

    with pytest.MonkeyPatch.context() as patch:
        for place, name in (
            (markup, "written"),
            (drawing, "_label"),
            (figures, "_shown"),
            (sheets, "_number"),
        ):
            patch.setattr(place, name, recording(getattr(place, name)))
        made: dict[str, Any] = {}
        patch.setattr(
            bundles,
            "cached_json",
            lambda name, make: made[name] if name in made else made.setdefault(name, make()),
        )
        patch.setattr(bundles, "is_cached", lambda name: True)
        build_site(read_course(find_kit()), folder, Options())
    return Recorded(folder, known)


@pytest.fixture(scope="module")
def pages(recorded: Recorded) -> Path:
    """The folder of the whole site."""
    return recorded.folder


def every_page(folder: Path) -> list[Path]:
    """Return all pages of a site."""
    return sorted(folder.glob("**/*.html"))


def test_pages_are_closed(pages: Path) -> None:
    """No page needs anything from elsewhere; its policy allows its own scripts and styles alone."""
    for path in every_page(pages):
        elements = Elements(path.read_text(encoding="utf-8"))
        policy = next(
            attrs["content"] for tag, attrs in elements.tags if "http-equiv" in attrs and tag == "meta"
        )
        assert policy is not None
        hashes = set(re.findall(r"sha256-([^']+)", policy))
        own = {
            base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            for text in (*elements.raw["script"], *elements.raw["style"])
        }

        assert own == hashes, path
        assert policy.startswith("default-src 'none'; "), path
        assert "unsafe" not in policy, path
        for tag, attrs in elements.tags:
            assert not {name for name in attrs if name in ("style", "src") or name.startswith("on")}, (
                path,
                tag,
            )
            assert not re.match(r"[a-z]+:|//", attrs.get("href") or ""), (path, attrs)


#: What every course on this subject should be able to show, computed; `−` and `×` as on the pages.
REFERENCE_FIGURES = {
    "simultaneous-update": "1.90259238 0.22143042 1.90723196 0.21084215 0.9333 0.4000 0.2133",
    "learning-rate": "9.3333 3.1280 0.030833 0.0035561 1.54",
    "worked-parabola": "3.2 2.56 2.048 1.6384 10.24 6.5536 4.194304 2.68435456 0.04612 0.0000571",
    "non-convex": "1.514483 −1.640279 2.7902 8.7368 −1.64028 −1.30562 1.51448 0.27427 0.12580",
    "implementation": "1.90259238 0.22143042",
}


@pytest.mark.parametrize("concept", REFERENCE_FIGURES)
def test_reference_figures(pages: Path, concept: str) -> None:
    """A lesson shows the figures that belong to it, among them the right values of errors in circulation."""
    text = " ".join(Elements((pages / "concepts" / f"{concept}.html").read_text(encoding="utf-8")).text)
    numbers = set(re.findall(r"−? ?\d+(?:\.\d+)?", text))
    shown = {number.replace(" ", "") for number in numbers}

    assert set() == set(REFERENCE_FIGURES[concept].split()) - shown


def test_policy_comes_first(pages: Path) -> None:
    """The policy stands before anything that it should hold for."""
    for path in every_page(pages):
        tags = [tag for tag, _ in Elements(path.read_text(encoding="utf-8")).tags]

        assert ["html", "head", "meta"] == tags[:3], path


def test_links_lead_somewhere(pages: Path) -> None:
    """Every link of every page, also of those within its data, leads to a page that was built."""
    missing = set()
    for path in every_page(pages):
        elements = Elements(path.read_text(encoding="utf-8"))
        links = [attrs["href"] for tag, attrs in elements.tags if tag == "a"]
        links += re.findall(
            r'href="([^"]+)"', json.dumps(elements.data, ensure_ascii=False).replace('\\"', '"')
        )
        for link in links:
            target = (link or "").partition("#")[0]
            if target and not (path.parent / target).resolve().is_file():
                missing.add((path.relative_to(pages).as_posix(), target))

    assert set() == {
        pair for pair in missing if not pair[1].startswith("../concepts/") and "concepts/" not in pair[1]
    }


def test_keys_mark_themselves(pages: Path) -> None:
    """In the data of every quiz page each expected wrong answer is no key, and holes and fills agree."""
    for path in sorted((pages / "quiz").glob("*.html")):
        for item in Elements(path.read_text(encoding="utf-8")).data["items"]:
            holes = set(re.findall("[\ue000-\uf8ff]", json.dumps(item, ensure_ascii=False)))
            for variant in item["variants"]:
                assert len(holes) == len(variant["fills"]), item["id"]
                if item["kind"] in ("numeric", "code") and variant.get("expected"):
                    for wrong in variant["expected"]:
                        answer = wrong if isinstance(wrong, str) else wrong["exact"] or str(wrong["number"])
                        assert 0 == mark(item, variant, answer).score, item["id"]


def test_quiz_page_is_small(pages: Path) -> None:
    """A concept's quiz page stays below 150 kB."""
    sizes = {path.stem: path.stat().st_size for path in (pages / "quiz").glob("*.html")}

    assert {} == {name: size for name, size in sizes.items() if size >= 150_000}


def test_same_bytes(tmp_path: Path) -> None:
    """Two builds give the same bytes, whatever is cached."""
    one, _ = built(tmp_path / "a", one=CONCEPT)
    other, _ = built(tmp_path / "b", one=CONCEPT)

    assert [p.relative_to(one) for p in every_page(one)] == [p.relative_to(other) for p in every_page(other)]
    assert all(path.read_bytes() == (other / path.relative_to(one)).read_bytes() for path in every_page(one))


def test_only_what_changed(tmp_path: Path) -> None:
    """When one concept changes, the pages of the other one are left alone, to the time of their files."""
    folder, first = built(tmp_path, one=CONCEPT, two=CONCEPT.replace("A step", "Another step"))
    before = {path: path.stat().st_mtime_ns for path in every_page(folder)}
    _, second = built(tmp_path, one=CONCEPT.replace("Uphill.", "That is uphill."))
    _, third = built(tmp_path)
    touched = {p.relative_to(folder).as_posix() for p, time in before.items() if p.stat().st_mtime_ns != time}

    assert len(first.written) == len(second.written) + len(second.kept)
    assert {"quiz/one.html", "concepts/one.html"} <= touched
    assert not any("two" in name or "labs" in name for name in touched)
    assert [] == third.written


def test_damaged_page_is_made_again(tmp_path: Path) -> None:
    """A page that someone changed or deleted comes back; files that are not ours stay."""
    folder, _ = built(tmp_path, one=CONCEPT)
    page, other = folder / "quiz" / "one.html", folder / "quiz" / "notes.txt"
    whole = page.read_bytes()
    page.write_text("changed")
    other.write_text("mine")
    built(tmp_path, one=CONCEPT)

    assert whole == page.read_bytes()
    assert "mine" == other.read_text()


def test_pages_of_a_concept_that_is_gone(tmp_path: Path) -> None:
    """Pages of a concept that no longer exists are removed by a whole build, and only those."""
    folder = tmp_path / "pages"
    kit = kit_with(tmp_path, one=CONCEPT, two=CONCEPT)
    build_site(read_course(kit), folder, Options())
    (folder / "quiz" / "mine.html").write_text("mine")
    (kit.root / "quizzes" / "two.toml").unlink()
    result = build_site(read_course(kit), folder, Options())

    assert {"cards/two.html", "concepts/two.html", "print/two.html", "quiz/two.html"} == set(result.removed)
    assert (folder / "quiz" / "mine.html").is_file()


def test_hostile_manifest(tmp_path: Path) -> None:
    """A manifest that names files outside of the folder removes nothing there."""
    victim = tmp_path / "victim.html"
    victim.write_text("mine")
    kit = kit_with(tmp_path, one=CONCEPT)
    (tmp_path / "pages").mkdir()
    manifest = {"../victim.html": ["a", "b"], str(victim): ["a", "b"], "x": 3}
    (tmp_path / "pages" / site.MANIFEST).write_text(json.dumps(manifest))
    build_site(read_course(kit), tmp_path / "pages", Options())

    assert "mine" == victim.read_text()


def test_no_keys(tmp_path: Path) -> None:
    """Without keys a quiz page holds neither what is right nor a word of feedback."""
    folder, _ = built(
        tmp_path, Options(keys=False), one=(find_kit().root / f"quizzes/{SAMPLE}.toml").read_text()
    )
    data = Elements((folder / "quiz" / "one.html").read_text(encoding="utf-8")).data
    sheet = (folder / "print" / "one.html").read_text(encoding="utf-8")
    told = ("expected", "feedback", "right", "other", "misconception", "explanation", "accept", "shown")
    forbidden = {"key", *told}

    def keys_of(part: Any) -> set[str]:
        if isinstance(part, dict):
            return set(part).union(*(keys_of(value) for value in part.values()))
        return set().union(*(keys_of(value) for value in part)) if isinstance(part, list) else set()

    assert set() == forbidden & keys_of(data["items"])
    assert data["keys"] is False
    assert "goes uphill" not in json.dumps(data["items"])
    assert 'class="answers"' not in sheet


def test_titles_are_text(tmp_path: Path) -> None:
    """Whatever a title holds is text in the page and in its data."""
    title = "</title></script><script>alert(1)</script>&"
    folder, _ = built(tmp_path, Options(title=title), one=CONCEPT)
    for path in every_page(folder):
        html = path.read_text(encoding="utf-8")

        assert "<script>alert" not in html, path
        assert title == Elements(html).data.get("course", {"title": title})["title"]


def test_chosen_concepts(tmp_path: Path) -> None:
    """Only the concepts that are named are built, and the index has no others."""
    kit = kit_with(tmp_path, one=CONCEPT, two=CONCEPT)
    options = [
        "quiz",
        "build",
        "one",
        "-o",
        str(tmp_path / "pages"),
        "--kit",
        str(kit.root),
        "--title",
        "Mine",
    ]
    result = CliRunner().invoke(grader, options, standalone_mode=False)
    data = Elements((tmp_path / "pages" / "index.html").read_text(encoding="utf-8")).data

    assert 0 == result.return_value, result.output
    assert ["one"] == [concept["id"] for concept in data["concepts"]]
    assert "Mine" == data["course"]["title"]


def test_kit_templates_first(tmp_path: Path) -> None:
    """A kit's own template and style come before ours, and may not reach out of the page."""
    kit = kit_with(tmp_path, one=CONCEPT)
    own = kit.root / "quizzes" / "templates"
    own.mkdir()
    (own / "quiz.html.j2").write_text(
        "<head>{{ csp() }}</head><p>Ours: {{ concept.title }}</p>{{ page_data() }}"
    )
    folder, _ = built(tmp_path, one=CONCEPT)

    assert "<p>Ours: A step</p>" in (folder / "quiz" / "one.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('<img src="https://example.org/x.png">', "a file from elsewhere"),
        ('<p style="color: red">', "an inline style"),
        ('<p onclick="x()">', "an inline event handler"),
        ('<a href="https://example.org">', "a link to another place"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% for %}", "TemplateSyntaxError"),
        ("{{ style('none.css') }}", "there is none"),
    ],
)
def test_template_faults(tmp_path: Path, template: str, message: str) -> None:
    """A template that is broken, or that would open the page, is named with what to do."""
    kit = kit_with(tmp_path, one=CONCEPT)
    own = kit.root / "quizzes" / "templates"
    own.mkdir()
    (own / "quiz.html.j2").write_text(template)
    with pytest.raises(KitError, match=message):
        built(tmp_path, one=CONCEPT)


def test_faults_end_a_build(tmp_path: Path) -> None:
    """A concept with faults is not built: all faults are told, with their lines, and nothing is written."""
    broken = CONCEPT.replace("key = 'step.w'", "key = 'stp.w'")
    with pytest.raises(KitError) as caught:
        built(tmp_path, one=broken, two=CONCEPT, three=broken)

    assert {"one.toml", "three.toml"} == {Path(fault.path).name for fault in caught.value.faults}
    assert 49 in {fault.line for fault in caught.value.faults}
    assert not (tmp_path / "pages").exists()


def test_language_of_parts(tmp_path: Path) -> None:
    """A German page says of the concept's own texts that they are English, unless the concept is German."""
    german = CONCEPT.replace("order = 1\n", "order = 1\nlanguage = 'de'\n")
    pages = {}
    for name, text in (("english", CONCEPT), ("german", german)):
        folder = tmp_path / name
        folder.mkdir()
        pages[name], _ = built(folder, Options(language="de"), one=text)

    def languages(name: str, page: str) -> tuple[set[str | None], str | None]:
        tags = Elements((pages[name] / page).read_text(encoding="utf-8")).tags
        inner = {attrs["lang"] for tag, attrs in tags if "lang" in attrs and tag != "html"}
        return inner, next(attrs.get("data-content") for tag, attrs in tags if tag == "html")

    for page in ("concepts/one.html", "quiz/one.html", "cards/one.html", "print/one.html", "index.html"):
        assert ({"en"}, "en") == languages("english", page), page
        assert (set(), None) == languages("german", page), page


def test_headings_of_the_catalogue() -> None:
    """A heading begins with a capital where it begins with a word, not where a formula or code begins it."""
    titles = (
        "the sum’s mean",
        "a mean",
        "y − (w·x) + b",
        "b with x",
        "nan counts",
        "mean(error)",
        "α is not used",
    )

    assert ["The sum’s mean", "A mean", *titles[2:]] == [headed(title) for title in titles]


def test_labs_speak_the_language_of_the_page() -> None:
    """What a lab says of a mistake is said in the page's language: title, reading and loop."""
    derivation = derivation_of(find_kit().root / "solutions" / "ex03_simultaneous_update" / "problem.py")
    with speaking("de"):
        told = {one["id"]: one for one in mistakes(derivation, next(iter(derivation.costs)))}

    assert "Keine gleichzeitige Aktualisierung" == told["sequential-update"]["title"]
    assert "w zuerst" == told["sequential-update"]["variants"][0]["detail"]
    assert ["n + 1 Schritte, wo n verlangt waren"] == told["extra-step"]["variants"][0]["lines"]


def test_unknown_language(tmp_path: Path) -> None:
    """A language without words is refused, with those that there are."""
    kit = kit_with(tmp_path, one=CONCEPT)
    arguments = ["quiz", "build", "--language", "xx", "-o", str(tmp_path / "p"), "--kit", str(kit.root)]
    result = CliRunner().invoke(grader, arguments, standalone_mode=False)

    assert "There is no language “xx”." in str(result.exception)


def test_languages_have_the_same_words() -> None:
    """Every language of ours has every word, with the same fields in braces."""
    folder = Path(site.__file__).with_name("strings")
    english = json.loads((folder / "en.json").read_text(encoding="utf-8"))
    for path in folder.glob("*.json"):
        words = json.loads(path.read_text(encoding="utf-8"))
        fields = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}

        assert {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in english.items()} == fields, path


def test_every_number_is_computed(recorded: Recorded) -> None:
    """Each number in the pages of every concept, beyond small round ones, was computed or is given."""
    unknown = set()
    for path in every_page(recorded.folder):
        if path.parent.name not in ("concepts", "cards", "quiz", "print"):
            continue
        elements = Elements(path.read_text(encoding="utf-8"))
        data = elements.data
        texts = [*elements.text, *_texts(data.get("items", [])), *_texts(data.get("cards", []))]
        for text in texts:
            unknown |= {
                (path.name, number)
                for number in NUMBER.findall(text)
                if number not in recorded.numbers and ("." in number or len(number.strip("0")) > 1)
            }

    assert set() == {pair for pair in unknown if not _is_furniture(pair[1], data)}


def _texts(part: Any) -> list[str]:
    """Return the texts in page data that a learner reads, without elements and code."""
    if isinstance(part, str):
        return [re.sub(r"<[^>]+>", " ", re.sub(r"<code.*?</code>", " ", part, flags=re.DOTALL))]
    if isinstance(part, dict):
        skipped = ("id", "meaning", "variants", "lines", "at", "accept", "values")
        return [text for key, value in part.items() if key not in skipped for text in _texts(value)]
    return [text for value in part for text in _texts(value)] if isinstance(part, list) else []


def _is_furniture(number: str, data: dict[str, Any]) -> bool:
    """Tell whether a number only counts: concepts, items, lines, steps of a table."""
    return number.isdecimal() and int(number) <= 30
