"""What is said to learners in another language: complete, chosen as documented, English where it lacks."""

from __future__ import annotations

import ast
import json
import pickle
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.errors import ExitCode
from grader.feedback.as_json import report_from_dict, report_to_dict
from grader.feedback.terminal import render
from grader.feedback.translated import in_language
from grader.kit import find_kit
from grader.languages import current, recognised, say, say_counted, spoken, use
from grader.languages.catalogue import known_languages, read_catalogue
from grader.languages.exercise_texts import translation_faults
from grader.languages.plurals import FORMS, PLURALS
from grader.languages.survey import faults_of, said_to_learners, unnamed_patterns
from grader.results import CheckResult, Outcome, Report, Verdict
from grader.wording import counted, either, joined, lines_in_words, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.languages.survey import Said

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = ROOT / "tests" / "submissions"
EXERCISES = sorted(path.name for path in (ROOT / "exercises").iterdir() if path.is_dir())
OTHERS = sorted(known_languages())


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    """Leave English behind for the tests that come after."""
    yield
    use("")


@pytest.fixture(scope="module")
def said() -> dict[str, Said]:
    """Return everything that the code says to learners."""
    return said_to_learners()


# --- completeness --------------------------------------------------------------------------------------


def test_german_is_there() -> None:
    """There is German besides English."""
    assert "de" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str, said: dict[str, Said]) -> None:
    """A shipped language has each sentence, with the same places, its forms for numbers, and no other."""
    catalogue = read_catalogue(language, known_languages()[language])

    assert [] == faults_of(catalogue, said)


def test_the_survey_finds_what_is_said(said: dict[str, Said]) -> None:
    """Sentences of the judge, of commands and of the table of misconceptions are all found."""
    assert said["a cost below {value}"].place.startswith("judge/suite.py:")
    assert said["The task is {task}."].place.startswith("cli/watch.py:")
    assert said["not a simultaneous update"].place.startswith("maths/catalogue/updates.py:")
    assert said["{points} of {max_points} points"].is_counted


def test_every_pattern_is_a_literal() -> None:
    """What is said has its pattern in the code, so that its translation can be looked for."""
    assert [] == unnamed_patterns()


@pytest.mark.parametrize("stem", EXERCISES)
@pytest.mark.parametrize("language", OTHERS)
def test_every_exercise_is_translated(language: str, stem: str) -> None:
    """A shipped exercise has title, summary, hints and the titles of all its checks in each language."""
    folder, suite = ROOT / "exercises" / stem, ROOT / "solutions" / stem / "test_hidden.py"
    texts = tomllib.loads((folder / f"exercise.{language}.toml").read_text(encoding="utf-8"))
    checks = {
        node.name.removeprefix("test_")
        for node in ast.walk(ast.parse(suite.read_bytes()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }

    assert {"title", "summary", "hints", "checks"} <= texts.keys()
    assert checks == texts["checks"].keys()
    assert [] == translation_faults(folder, suite, 3)


@pytest.mark.parametrize("language", OTHERS)
def test_the_pages_words_are_translated(language: str) -> None:
    """A shipped language has the words of the quiz pages, with the same places."""
    folder = ROOT / "grader" / "quiz" / "strings"
    english, other = (
        json.loads((folder / f"{code}.json").read_text(encoding="utf-8")) for code in ("en", language)
    )

    assert english.keys() == other.keys()
    assert [] == [
        key for key, text in english.items() if sorted(_braced(text)) != sorted(_braced(other[key]))
    ]


def _braced(text: str) -> list[str]:
    """Return the places in braces of a text for a page's script."""
    return [part.partition("}")[0] for part in text.split("{")[1:]]


# --- sentences -----------------------------------------------------------------------------------------


def test_a_sentence_is_english_text() -> None:
    """A sentence is an ordinary text, and still can be said in German, with the sentences in it."""
    text = sentence("{asked} is asked, and {kind} was returned.", asked="x", kind=sentence("a number"))

    assert text == "x is asked, and a number was returned."
    assert spoken(text) == text
    use("de")
    assert spoken(text) == "Verlangt: x; zurückgegeben: eine Zahl."
    assert spoken(pickle.loads(pickle.dumps(text))) == "Verlangt: x; zurückgegeben: eine Zahl."


def test_lists_and_numbers() -> None:
    """Lists, choices and forms for numbers are those of the language."""
    use("de")

    assert "a, b und c" == spoken(listed(["a", "b", "c"]))
    assert "a oder b oder c" == spoken(either(["a", "b", "c"]))
    assert "Zeile 3; Zeilen 4 und 5" == spoken(joined("; ", [lines_in_words([3]), lines_in_words([4, 5])]))
    one = say_counted(
        "{points} of {max_points} point", "{points} of {max_points} points", 1, points="0", max_points="1"
    )
    assert "0 von 1 Punkt" == one


def test_what_lacks_is_said_in_english() -> None:
    """A sentence that the catalogue lacks is English as a whole, also where its parts are there."""
    use("de")

    assert "a number, as never said before" == say("{kind}, as never said before", kind=sentence("a number"))
    assert "2 whatevers" == spoken(counted("{count} whatever", "{count} whatevers", 2))
    assert "What no catalogue has" == spoken("What no catalogue has")


def test_braces_of_a_learner_are_only_text() -> None:
    """What a learner wrote may look like a place, and is not filled in."""
    use("de")
    said = sentence("{error} in line {line}", error="E", line="{name} {0} {")

    assert "E in line {name} {0} {" == said
    assert "E in Zeile {name} {0} {" == spoken(said)


def test_a_wrong_place_costs_no_sentence(tmp_path: Path) -> None:
    """A translation with a place that is not filled is not used."""
    (tmp_path / "qq").mkdir()
    (tmp_path / "qq" / "sentences.json").write_text('{"a cost below {value}": "{wrong}"}', encoding="utf-8")
    use("qq", [tmp_path])

    assert "a cost below 3" == say("a cost below {value}", value=3)


@pytest.mark.parametrize("rule", PLURALS)
def test_plurals_choose_known_forms(rule: str) -> None:
    """A rule for plurals chooses only forms that translators are asked for, and each of them."""
    chosen = {PLURALS[rule](count) for count in (0, 1, 1.5, 2, 4, 5, 11, 12, 21, 22, 25)}

    assert set(FORMS[rule]) == chosen


# --- choosing ------------------------------------------------------------------------------------------

Captured = pytest.CaptureFixture[str]


def told(capsys: Captured, *arguments: str, code: int = ExitCode.ALL_POINTS) -> str:
    """Return what a command writes, on either stream."""
    assert code == main([*arguments])
    out, err = capsys.readouterr()
    return out + err


def test_option_variable_and_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """The option comes before the variable, and that before the workspace's setting; else it is English."""
    monkeypatch.setenv("COLUMNS", "80")
    hint = ("hint", "ex03")
    english = told(capsys, *hint)
    german = told(capsys, *hint, "--language", "de")

    assert english.startswith("ex03  Update w and b at the same time\n\n  Hint 1 of 3\n")
    assert german.startswith("ex03  Aktualisiere w und b gleichzeitig\n\n  Hinweis 1 von 3\n")
    assert german == told(capsys, "--language", "de_AT.UTF-8", *hint)
    assert english == told(capsys, *hint)
    monkeypatch.setenv("GRADER_LANGUAGE", "de")
    assert german == told(capsys, *hint)
    assert english == told(capsys, *hint, "--language", "en")
    monkeypatch.delenv("GRADER_LANGUAGE")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "grader.toml").write_text('language = "de"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert german == told(capsys, *hint)
    assert english == told(capsys, *hint, "--language", "en")


@pytest.mark.parametrize("before", [True, False])
def test_unknown_language(before: bool, capsys: Captured) -> None:
    """An unknown language is one sentence with those that there are."""
    option = ["--language", "dee"]
    arguments = [*option, "doctor"] if before else ["list", *option]

    assert told(capsys, *arguments, code=ExitCode.USAGE) == (
        "grader: There is no language “dee”. Did you mean “de”? There are de and en.\n"
    )


def test_errors_are_spoken(capsys: Captured) -> None:
    """A usage error is told in the language that was chosen."""
    told_ = told(capsys, "--language", "de", "hint", "ex99", code=ExitCode.USAGE)

    assert told_.startswith("grader: Es gibt keine Übung „ex99“. Meintest du ")


def test_only_learners_commands_speak(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A command that is not for learners runs in English, so that nothing it keeps depends on a language."""
    monkeypatch.setenv("GRADER_LANGUAGE", "de")
    told(capsys, "--language", "de", "completion", "bash")

    assert "en" == current()


def test_english_loads_no_catalogue() -> None:
    """Without a language nothing is read."""
    use("en")

    assert "en" == current()
    assert "a number" == say("a number")


# --- verdicts ------------------------------------------------------------------------------------------


SEQUENTIAL = "sequential_update_w_first"
NO_GRADIENT = b"""\
def compute_gradient(x, y, w, b):
    return 1 / 0

def update(*given):
    return given[2:4]
"""


@pytest.fixture(scope="module")
def verdicts() -> dict[str, tuple[Report, Report]]:
    """Judge some wrong submissions once; return each report in English and in German."""
    from grader.checking.warm import WarmJudge
    from grader.sandbox import Sandbox

    exercise = find_kit(ROOT).exercise("ex03")
    names = [SEQUENTIAL, "flipped_residual", "broadcast_target", "raises", "returns_none"]
    extra = {"raises": NO_GRADIENT, "returns_none": NO_GRADIENT.replace(b"return 1 / 0", b"pass")}
    sources = {name: extra.get(name) or _stored(name) for name in names}
    reports: list[Report] = []
    with Sandbox() as sandbox:
        judge = WarmJudge(exercise, sandbox, seed=3)
        judge.reports(((f"{name}.py", source) for name, source in sources.items()), reports.append)
    use("de")
    german = [in_language(report, exercise.folder) for report in reports]
    use("")
    return dict(zip(names, zip(reports, german, strict=True), strict=True))


def _stored(name: str) -> bytes:
    return (SUBMISSIONS / "ex03" / f"wrong_{name}.py").read_bytes()


def on_screen(report: Report, language: str) -> str:
    """Return a report in 40 columns without colours."""
    use(language)
    return render(report, width=40, color=False, verbose=False)


def test_verdicts_are_german(verdicts: dict[str, tuple[Report, Report]]) -> None:
    """Wrong submissions are told in German what is wrong, by everybody who speaks in a report."""
    shown = {name: " ".join(on_screen(german, "de").split()) for name, (_, german) in verdicts.items()}

    assert "sequential-update: keine gleichzeitige Aktualisierung (Zeile" in shown[SEQUENTIAL]
    assert "wurde geändert, bevor der Gradient für" in shown[SEQUENTIAL]
    assert "flipped-residual: der Fehler ist verkehrt herum" in shown["flipped_residual"]
    assert "jede Vorhersage trifft auf jedes Ziel" in shown["broadcast_target"]
    assert "Ausnahme in compute_gradient: ZeroDivisionError in Zeile 2: division by zero" in shown["raises"]
    assert "Die Funktion hat None zurückgegeben: Steht ein return darin?" in shown["returns_none"]


def test_nothing_english_is_left(verdicts: dict[str, tuple[Report, Report]]) -> None:
    """No sentence of a German verdict is that of the English one."""
    for english, german in verdicts.values():
        for one, other in zip(english.checks, german.checks, strict=True):
            assert one.title != other.title
            assert not one.message or one.message != other.message
        for one_, other_ in zip(english.diagnoses, german.diagnoses, strict=True):
            assert one_.title != other_.title
            assert one_.question != other_.question


def test_json_differs_in_sentences_only(verdicts: dict[str, tuple[Report, Report]]) -> None:
    """Keys, ids, verdicts, points, places and values are the same in every language."""
    told_ = ("title", "message", "next_step", "question", "formula")

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: None if key in told_ else bare(item) for key, item in value.items()}
        return [bare(item) for item in value] if isinstance(value, list) else value

    for english, german in verdicts.values():
        assert bare(report_to_dict(english)) == bare(report_to_dict(german))


def test_screen_of_a_german_verdict(verdicts: dict[str, tuple[Report, Report]]) -> None:
    """A German verdict fits a narrow terminal without colours, and one that has only ASCII."""
    german = verdicts[SEQUENTIAL][1]
    lines = on_screen(german, "de").splitlines()
    plain = render(german, width=40, color=False, verbose=True, unicode=False)

    assert 40 >= max(map(len, lines))
    assert ["ex03  Aktualisiere w und b gleichzeitig", f"{SEQUENTIAL}.py", ""] == lines[:3]
    assert lines[-1].strip() == "4 von 10 Punkten"
    assert plain.isascii()
    assert "uebersprungen" in plain


def test_a_stored_report_is_german_too(verdicts: dict[str, tuple[Report, Report]]) -> None:
    """A report that was stored in English and read again is told in the same words."""
    folder = ROOT / "exercises" / "ex03_simultaneous_update"
    use("de")
    for english, german in verdicts.values():
        stored = report_from_dict(json.loads(json.dumps(report_to_dict(english))))

        assert report_to_dict(german) == report_to_dict(in_language(stored, folder))


def test_text_that_only_looks_like_a_sentence_stays() -> None:
    """Text of a learner is taken for no sentence, whichever small words are in it."""
    use("de")

    for text in ("a and b", "'x or y'", "line 3", "3 of 4", "passes and fails", "number or None"):
        assert text == recognised(text)


def test_a_report_in_english_is_itself(verdicts: dict[str, tuple[Report, Report]]) -> None:
    """In English nothing is translated, and nothing is read."""
    english = verdicts[SEQUENTIAL][0]

    assert in_language(english, find_kit(ROOT).exercise("ex03").folder) is english


# --- an exercise's own translations ----------------------------------------------------------------------


def test_a_kits_own_language(tmp_path: Path, make_kit: object, capsys: Captured) -> None:
    """A kit may have a language that we have not, for its exercises and for our sentences."""
    assert callable(make_kit)
    root = make_kit("ex03_simultaneous_update")
    folder = root / "exercises" / "ex03_simultaneous_update"
    (folder / "exercise.qq.toml").write_text('title = "Qa"\nhints = ["qa", "qe", "qi"]\n', encoding="utf-8")
    (root / "languages" / "qq").mkdir(parents=True)
    (root / "languages" / "qq" / "any.json").write_text(
        '{"Hint {number} of {count}": "Q{number}/{count}"}', encoding="utf-8"
    )
    text = told(capsys, "hint", "ex03", "--kit", str(root), "--language", "qq")

    assert text.startswith("ex03  Qa\n\n  Q1/3\n  qa\n")
    assert "shows the next hint." in " ".join(text.split())


def test_faults_in_a_translation(tmp_path: Path) -> None:
    """A wrong key, a missing hint and an unknown check are faults with file and line, and cost no verdict."""
    (tmp_path / "exercise.de.toml").write_text(
        'tittle = "x"\nhints = ["one"]\n[checks]\ngradiant = "y"\n', encoding="utf-8"
    )
    suite = tmp_path / "test_hidden.py"
    suite.write_text("def test_gradient(): pass\n", encoding="utf-8")
    faults = translation_faults(tmp_path, suite, 3)

    assert [2, 1, 4] == sorted((fault.line for fault in faults), key=lambda line: (line == 4, line == 1))
    assert any("did you mean gradient?" in fault.message for fault in faults)
    use("de")
    from grader.languages.exercise_texts import read_exercise_texts

    assert "" == read_exercise_texts(tmp_path).title


def test_the_title_of_a_case() -> None:
    """The cases of one parametrised check share the translation of its title."""
    exercise = find_kit(ROOT).exercise("ex03")
    check = CheckResult("gradient[two]", "English", Verdict.PASSED, 1.0, 1.0)
    report = Report("ex03_simultaneous_update", "English", "-", "", Outcome.PASSED, (check,))
    use("de")

    assert "compute_gradient liefert ∂J/∂w und ∂J/∂b" == in_language(report, exercise.folder).checks[0].title
