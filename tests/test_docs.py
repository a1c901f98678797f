"""The documents say what is so: links and anchors, the recorded verdict, the site and its reference."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from grader import __version__
from grader.cli import COMMANDS, EXIT_CODES, grader
from grader.errors import ExitCode
from grader.kit import Limits, find_kit
from grader.maths.misconceptions import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("benchmarks/*.md")])
TASKS = sorted(ROOT.glob("exercises/*/README.md"))
NEW = "ex01_free_fall"  # the exercise that the author's guide makes


def module_of_docs(name: str) -> Any:
    """Import a module of docs, as its own scripts do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS))
        return importlib.import_module(name)


# --- links ---------------------------------------------------------------------------------------------


def prose(page: Path) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^(`{3,}).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def links(page: Path) -> Iterator[tuple[str, str]]:
    """Yield file and anchor of every link and picture of a page that leads into the repository."""
    text = re.sub(r"`[^`\n]*`(?!\])", "", prose(page))
    for target in re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"", text):
        path, _, anchor = "".join(target).partition("#")
        if not re.match(r"\w+:", path):
            yield path, anchor


def anchors(page: Path) -> set[str]:
    """Return the anchors that a forge and the site make of a page's headings."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#+ +(.+?)\s*$", prose(page), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
    return {
        slug if number == 0 else f"{slug}-{number}"
        for slug, last in found.items()
        for number in range(last + 1)
    }


@pytest.mark.parametrize("page", [*PAGES, *TASKS], ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that is there, and every anchor a heading of it."""
    for path, anchor in links(page):
        target = (page.parent / path).resolve() if path else page

        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_files_exist(page: Path) -> None:
    """A path in code quotes that begins with a folder of the repository is there."""
    folders = "benchmarks|docs|exercises|grader|solutions|tests"
    named = re.findall(rf"`((?:{folders})/[\w./]*(?:/|\.\w+))`", page.read_text(encoding="utf-8"))

    assert [] == [path for path in named if NEW not in path and not (ROOT / path).exists()]


def test_every_page_is_led_to() -> None:
    """From README and the index every page under docs is reached, also on a forge."""
    reached, waiting = set[Path](), [ROOT / "README.md", DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            waiting += [(page.parent / path).resolve() for path, _ in links(page) if path]

    mirrors = {page for page in DOCS.glob("*.md") if "The source of this page is" in prose(page)}
    assert set() == set(DOCS.glob("*.md")) - mirrors - reached


# --- what is said once more than in the code -----------------------------------------------------------


def test_recorded_verdict() -> None:
    """README begins with what the command prints now; python docs/record.py records it anew."""
    record = module_of_docs("record")
    files = record.recorded()
    if "isolated" in files["verdict.txt"]:
        pytest.skip("this machine isolates less than that of the recording, and the verdict says so")

    assert files == {path.name: path.read_text(encoding="utf-8") for path in record.FOLDER.iterdir()}
    assert len(files["verdict.txt"].splitlines()) <= 24
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(", "".join(files.values()))


def test_limits() -> None:
    """The page on isolation names the limits that hold where an exercise states none."""
    limits = Limits()
    sentence = (
        f"{limits.cpu_seconds_per_call:g} s of processor time a call, {limits.cpu_seconds:g} s in all "
        f"and {limits.memory_mb} MB"
    )

    assert sentence in " ".join((DOCS / "isolation.md").read_text(encoding="utf-8").split())


def test_layers_are_those_that_are_tested() -> None:
    """CONTRIBUTING shows the layers of tests/test_imports.py, the highest first."""
    tree = ast.parse((ROOT / "tests" / "test_imports.py").read_text(encoding="utf-8"))
    layers = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "LAYERS"
    )
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (drawn, *_) = re.findall(r"^```text\n(.*?)^```$", contributing, re.DOTALL | re.MULTILINE)
    names = [re.split(r"\s{2,}", line)[0] for line in drawn.splitlines()]

    assert [", ".join(layer) for layer in reversed(layers) if layer != ("",)] == names


def test_changelog_has_this_version() -> None:
    """The changelog's first entry is about the version that is here."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert __version__ == re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0]


# --- the site ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built by the command of CONTRIBUTING, of which a warning is a fault."""
    folder = tmp_path_factory.getbasetemp()
    cache = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "grader-cache"
    cache.mkdir(mode=0o700, exist_ok=True)
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", str(DOCS), str(place)],
        env={**os.environ, "GRADER_CACHE": str(cache), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return place


def test_site_asks_for_nothing(site: Path) -> None:
    """Every page of docs is built, and none fetches a font, a script, a style or a picture from elsewhere."""
    fetching = re.compile(
        r"<(?:script|img|source|iframe)\b[^>]*\bsrc(?:set)?=\"(?:https?:)?//"
        r"|<link\b(?![^>]*rel=\"(?:index|search|next|prev|canonical)\")[^>]*href=\"(?:https?:)?//"
        r"|url\([\"']?(?:https?:)?//|@import"
    )
    files = [path for path in site.rglob("*") if path.suffix in (".html", ".css")]

    assert {path.stem for path in DOCS.glob("*.md")} <= {path.stem for path in site.glob("*.html")}
    assert [] == [path.name for path in files if fetching.search(path.read_text(encoding="utf-8"))]
    pictures = re.findall(r'<img\b[^>]*\bsrc="([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    assert [True, True] == [(site / path).is_file() for path in pictures]


def test_site_has_what_the_code_knows(site: Path) -> None:
    """Exercises, mistakes, the architecture and formulas are in the pages that are made of them."""
    exercises = unescape((site / "exercises.html").read_text(encoding="utf-8"))
    mistakes = (site / "misconceptions.html").read_text(encoding="utf-8")

    for exercise in find_kit(ROOT).exercises():
        assert exercise.title in exercises
        assert all(f"{function.name}(" in exercises for function in exercise.functions)
    assert [] == [name for name in CATALOGUE if f'id="{name}"' not in mistakes]
    assert 'id="the-trust-line"' in (site / "architecture.html").read_text(encoding="utf-8")
    assert "one with --seed, --json, --format" in unescape(
        (site / "commands.html").read_text(encoding="utf-8")
    )
    assert "<math" in (site / "author.html").read_text(encoding="utf-8")
    assert "generated:" not in mistakes + exercises


def test_reference_is_complete() -> None:
    """The reference has every command, every option with its sentence, every example and every exit code."""
    text = module_of_docs("building.commands").reference()
    sections = dict(re.findall(r"^#+ (grader\b.*)\n((?:(?!^#+ ).*\n?)*)", text, re.MULTILINE))
    top = click.Context(grader, info_name="grader")
    expected = {"grader": grader}
    for name in COMMANDS:
        command = grader.get_command(top, name)
        assert command is not None
        expected[f"grader {name}"] = command
        if isinstance(command, click.Group):
            expected |= {f"grader {name} {below}": one for below, one in sorted(command.commands.items())}

    assert [*expected] == [*sections]
    for path, command in expected.items():
        for option in (param for param in command.params if isinstance(param, click.Option)):
            rows = [row for row in sections[path].splitlines() if row.startswith("| `")]
            name = re.compile(rf"[`\s]{option.opts[-1]}(?![\w-])")
            (row,) = (row for row in rows if name.search(row.split("` | ")[0]))
            assert " ".join((option.help or "").split()) in row.replace("\\", "")
        for example in re.findall(r"^ *(grader .*)$", command.epilog or "", re.MULTILINE):
            assert example.strip() in sections[path]
    codes = dict(re.findall(r"^\| (\d+) \| (.*) \|$", text.partition("## grader")[0], re.MULTILINE))
    assert [str(code.value) for code in ExitCode] == [*codes]
    assert all(f"  {code:<4} {meaning}" in EXIT_CODES for code, meaning in codes.items())
