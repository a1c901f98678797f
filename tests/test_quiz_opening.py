"""From a verdict to its page: building, opening, and serving to this machine alone."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import grader
from grader.errors import UsageError
from grader.languages import speaking, spoken
from grader.progress import record_answer
from grader.quiz import opening, serving
from grader.quiz.opening import page_of
from tests.quiz_kit import CONCEPT, kit_with


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("index.html", None),
        ("misconceptions/sequential-update.html", "sequential-update"),
        ("misconceptions/sequential-update.html", "Sequential_Update"),
        ("concepts/one.html", "one"),
        ("cards/all.html", "cards"),
    ],
)
def test_page_of(tmp_path: Path, expected: str, name: str | None) -> None:
    """A misconception and a concept are meant by their ids, however they are written."""
    assert expected == page_of(kit_with(tmp_path, one=CONCEPT), name)


def test_no_such_page(tmp_path: Path) -> None:
    """What has no page is answered with the nearest names."""
    with pytest.raises(UsageError, match="Did you mean sequential-update"):
        page_of(kit_with(tmp_path, one=CONCEPT), "seqential-update")


def test_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is built if it is missing, and handed to the browser; --print hands it to nobody."""
    kit = kit_with(tmp_path, one=CONCEPT)
    opened: list[str] = []
    folder = tmp_path / "pages"
    monkeypatch.setattr(opening, "pages_folder", lambda kit, language: folder)
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    run = CliRunner()
    shown = run.invoke(grader, ["quiz", "open", "missing-mean", "--print", "--kit", str(kit.root)])
    again = run.invoke(grader, ["quiz", "open", "missing-mean", "--kit", str(kit.root)])

    assert Path(shown.stdout.strip()).is_file()
    assert "grader: The pages are built once, which takes some seconds.\n" == shown.stderr
    assert "" == again.stderr
    assert [(folder / "misconceptions" / "missing-mean.html").as_uri()] == opened


def test_pages_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache is not ours to write, one sentence says what to do, in the learner's language."""
    kit = kit_with(tmp_path, one=CONCEPT)
    (tmp_path / "file").touch()
    monkeypatch.setattr(opening, "pages_folder", lambda kit, language: tmp_path / "file" / "pages")
    monkeypatch.setenv("GRADER_LANGUAGE", "de")
    result = CliRunner().invoke(grader, ["quiz", "open", "--kit", str(kit.root)])

    with speaking("de"):
        text = spoken(result.exception.text)
    assert text.endswith("Nenne einen anderen Ordner in GRADER_CACHE.")


def test_mistakes_go_with_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mistakes that were met last stand in the address, with the time in seconds, the latest first."""
    kit = kit_with(tmp_path, one=CONCEPT)
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(opening, "pages_folder", lambda kit, language: tmp_path / "pages")
    for second, name in enumerate(("missing-mean", "gradient-ascent")):
        at = datetime(2026, 11, 25, 12, 0, second, tzinfo=UTC)
        record_answer(kit.id, f"one/{name}", "m", "s", 0.0, [name], at)
    result = CliRunner().invoke(grader, ["quiz", "open", "cards", "--json", "--kit", str(kit.root)])
    values = json.loads(result.stdout)

    assert (tmp_path / "pages" / "cards" / "all.html") == Path(values["page"])
    assert values["address"].endswith("all.html#first=gradient-ascent.1795608001,missing-mean.1795608000")
    assert "index.html" == opening.with_met("index.html", {})


def test_without_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser can be started the path is printed all the same."""
    kit = kit_with(tmp_path, one=CONCEPT)
    monkeypatch.setattr(opening, "pages_folder", lambda kit, language: tmp_path / "pages")
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    result = CliRunner().invoke(grader, ["quiz", "open", "--kit", str(kit.root)])

    assert "index.html\n" in result.output
    assert "No browser could be started" in result.output


def test_kit_without_concepts(tmp_path: Path) -> None:
    """A kit without concepts has no pages, and says so."""
    result = CliRunner().invoke(grader, ["quiz", "open", "--kit", str(kit_with(tmp_path).root)])

    assert "has no concepts" in str(result.exception)


@pytest.fixture
def address(tmp_path: Path) -> tuple[str, int]:
    """A folder that is served: a page, a file that is hidden, and a folder."""
    (tmp_path / "index.html").write_text("<p>index</p>")
    (tmp_path / ".hidden").write_text("hidden")
    (tmp_path / "folder").mkdir()
    listening = threading.Event()
    found: list[str] = []

    def ready(where: str) -> None:
        found.append(where)
        listening.set()

    threading.Thread(target=serving.serve_folder, args=(tmp_path, 0, ready), daemon=True).start()
    assert listening.wait(10)
    host, _, port = found[0].removeprefix("http://").rstrip("/").partition(":")
    return host, int(port)


def asked(address: tuple[str, int], path: str, host: str = "localhost:1") -> tuple[int, str]:
    """Return the status and the body that a request is answered with."""
    connection = http.client.HTTPConnection(*address, timeout=10)
    connection.request("GET", path, headers={"Host": host})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, body


def test_serves_pages_only(address: tuple[str, int]) -> None:
    """Pages are served; listings, hidden files and what lies outside are not."""
    assert (200, "<p>index</p>") == asked(address, "/")
    assert {404} == {
        asked(address, path)[0]
        for path in ("/folder/", "/.hidden", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/none")
    }


def test_serves_this_machine_only(address: tuple[str, int]) -> None:
    """The server listens on the loopback address and answers to no other name."""
    assert "127.0.0.1" == address[0]
    assert 404 == asked(address, "/", host="example.org")[0]


def test_port_that_is_taken(tmp_path: Path, address: tuple[str, int]) -> None:
    """A port that cannot be had is one sentence."""
    with pytest.raises(UsageError, match=f"Port {address[1]} cannot be had"):
        serving.serve_folder(tmp_path, address[1], lambda where: None)


@pytest.mark.parametrize("arguments", [["--help"], ["quiz", "--help"], ["check", "--help"], ["list"]])
def test_others_load_nothing_of_pages(arguments: list[str]) -> None:
    """What builds no page does not wait for the libraries that pages are made with."""
    code = (
        "import sys\n"
        "from grader.cli import grader\n"
        f"grader({arguments!r}, standalone_mode=False)\n"
        "heavy = {'jinja2', 'latex2mathml', 'markdown_it', 'mdit_py_plugins', 'pydantic', 'sympy'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "" == done.stderr.strip()
