"""The class report: what it counts, whom it does not accuse, what a page of it may hold."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.__main__ import main
from grader.classroom.class_report.alike import most_with_it
from grader.classroom.class_report.as_json import class_report_to_json
from grader.classroom.class_report.links import Site
from grader.classroom.class_report.making import make_class_report
from grader.classroom.class_report.naming import concept_titles
from grader.classroom.class_report.page import STATIC, TEMPLATES, percent, render_page
from grader.classroom.class_report.records import Unjudged
from grader.classroom.gradebook import Gradebook
from grader.classroom.intake_findings import Problem
from grader.classroom.records import HandIn, Learner
from grader.errors import ExitCode, UsageError
from grader.feedback.sentences import headed
from grader.quiz.rendering import HERE, Looks, Renderer
from grader.results import Outcome
from tests.class_gradebook import AT, EX02, EX03, EX04, EX05, Class

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from grader.classroom.class_report.records import ClassReport

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "class-report.md").read_text(encoding="utf-8")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "=HYPERLINK(\"http://example.org\")",
    "' onmouseover=alert(1) style='x",
    "ada\u202egnp.exe",
    "x" * 5000,
)  # fmt: skip


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Class]:
    """A class whose gradebook is empty."""
    made = Class.at(tmp_path / "gradebook.sqlite")
    yield made
    made.gradebook.close()


def page_of(report: ClassReport, site: Site | None = None) -> str:
    """Return a report's page."""
    pages = site or Site("", Path())
    looks = Looks((TEMPLATES, HERE / "templates"), (STATIC, HERE / "static"))
    return render_page(report, Renderer(looks, elsewhere=pages.address), pages)


def load_benchmark() -> ModuleType:
    """Return the script that writes gradebooks of made-up classes."""
    spec = importlib.util.spec_from_file_location("class_writer", ROOT / "benchmarks" / "class_report.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


class Seen(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


# --- counts ---------------------------------------------------------------------------------------


def test_class_in_numbers(group: Class) -> None:
    """Enrolled, handed in, graded, missing, late, set by hand, waiting and our own faults are told apart."""
    group.enrol("ada", "bob", "cy")
    group.hand_in("ada", EX02)
    group.hand_in("ada", EX03, "missing-mean", late=True)
    group.hand_in("bob", EX03, outcome=Outcome.GRADER_FAULT, message="A judge ended.")
    group.hand_in("zoe", EX03)
    group.set_points("bob", EX02, 5.0)
    group.gradebook.enrol(Learner("zoe", enrolled=False))
    group.gradebook.hand_in(HandIn("cy", EX02, "0" * 64, "cy/ex02.py"), b"", AT)
    problems = [
        Problem("cy/ex03.py", "cy", EX03, "refused", "it is a link."),
        Problem("bob/ex02.py", "bob", EX02, "refused", "it is a link."),
    ]
    group.gradebook.keep_not_graded("in", problems, lambda learner, exercise: False, AT)
    report = make_class_report(group.gradebook, [EX02, EX03])
    totals = report.totals

    assert (3, True, 4, 2) == (
        totals.n_learners,
        totals.has_roster,
        totals.n_active,
        totals.n_judged_learners,
    )
    assert (5, 3, 1, 1) == (totals.n_handed_in, totals.n_graded, totals.n_waiting, totals.n_faults)
    assert (1, 1, 1, 1) == (totals.n_missing, totals.n_late, totals.n_by_hand, totals.n_strangers)
    assert [0, 1] == [exercise.n_missing for exercise in report.exercises][::-1]
    assert 1 == totals.n_not_graded
    assert (Unjudged("cy", EX03, "refused"),) == report.outliers.not_graded


def test_scores_of_an_exercise(group: Class) -> None:
    """Bins, mean and median are of scores, points by hand count, and a fault of ours is nobody's score."""
    for learner, points in (("ada", 0.0), ("bob", 3.0), ("cy", 4.0)):
        group.hand_in(learner, EX03, "missing-mean", points=points)
    group.hand_in("dan", EX03)
    group.hand_in("eve", EX03, outcome=Outcome.GRADER_FAULT)
    group.set_points("ada", EX03, 9.5)
    (exercise,) = make_class_report(group.gradebook, [EX03]).exercises

    assert (0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1) == exercise.bins
    assert (4, 1, 4) == (exercise.n_scored, exercise.n_full, exercise.n_graded)
    assert pytest.approx((0.6625, 0.4)) == (exercise.mean, exercise.median)
    assert (("failed", 3), ("grader-fault", 1), ("passed", 1)) == exercise.outcomes


def test_mistakes_count_learners(group: Class) -> None:
    """A mistake counts once for a learner in however many exercises, and only the newest hand-in counts."""
    for stem in (EX02, EX03):
        group.hand_in("ada", stem, "missing-mean")
    group.hand_in("bob", EX03, "missing-mean", "sequential-update")
    group.hand_in("cy", EX03, "flipped-residual")
    group.hand_in("cy", EX03, text="mended")
    report = make_class_report(group.gradebook, [EX02, EX03])

    assert [("missing-mean", 2, (1, 2)), ("sequential-update", 1, (0, 1))] == [
        (mistake.misconception, mistake.n_learners, mistake.by_exercise) for mistake in report.mistakes
    ]
    assert [("cost-function", 2), ("simultaneous-update", 1)] == [
        (concept.concept, concept.n_learners) for concept in report.concepts
    ]


def test_mistake_that_the_catalogue_has_not(group: Class) -> None:
    """A kit's own mistake is told in the words of its reports."""
    group.hand_in("ada", EX03, "upside-down")
    (mistake,) = make_class_report(group.gradebook).mistakes

    assert ("title of upside-down", "Question of upside-down?") == (mistake.title, mistake.question)


def test_wrong_without_a_name(group: Class) -> None:
    """Wrong values without a named mistake, and submissions without values, are counted apart."""
    group.hand_in("ada", EX03, outcome=Outcome.FAILED)
    group.hand_in("bob", EX03, outcome=Outcome.ERRORED)
    group.hand_in("cy", EX03, outcome=Outcome.UNREADABLE)
    group.hand_in("dan", EX03, "missing-mean")
    (exercise,) = make_class_report(group.gradebook, [EX03]).exercises

    assert (1, 2) == (exercise.n_unnamed, exercise.n_without_values)


def test_mistakes_together(group: Class) -> None:
    """Two mistakes of the same learners have a ratio and stand out only where there are enough of them."""
    for number in range(40):
        has_both = number < 10
        group.hand_in(f"l{number}", EX02, *(["missing-mean"] if has_both else []))
        group.hand_in(f"l{number}", EX03, *(["sequential-update"] if has_both else []))
        group.hand_in(f"l{number}", EX04, *(["collapsed-features"] if number < 3 else []))
    together = make_class_report(group.gradebook).together
    pairs = {(pair.one, pair.other): pair for pair in together}
    strong = pairs["missing-mean", "sequential-update"]
    weak = pairs["collapsed-features", "missing-mean"]

    assert (10, 2.5, 4.0, True) == (strong.n_both, strong.n_expected, strong.lift, strong.stands_out)
    assert (3, None) == (weak.n_both, weak.lift)


def test_mistakes_that_have_nothing_to_do_with_each_other(group: Class) -> None:
    """What chance brings about is not shown as more."""
    for number in range(36):
        group.hand_in(f"l{number}", EX02, *(["missing-mean"] if number % 2 else []))
        group.hand_in(f"l{number}", EX03, *(["sequential-update"] if number % 3 == 0 else []))

    assert () == make_class_report(group.gradebook).together


def test_hard_checks(group: Class) -> None:
    """A check's share is of those whom it judged, skipped ones apart; its title is what learners read."""
    for number in range(10):
        group.hand_in(f"l{number}", EX03, *(["missing-mean"] if number < 6 else []), at_check=number % 2)
    checks = make_class_report(group.gradebook, [EX03]).hard_checks

    assert [("update", "Check of update", 7, 3, 3), ("gradient", "Check of gradient", 10, 3, 0)] == [
        (check.check, check.title, check.n_judged, check.n_failed, check.n_skipped) for check in checks
    ]


# --- wrong in the same way ------------------------------------------------------------------------


def test_shared_wrong_answers(group: Class) -> None:
    """Learners with the same rare wrong values in two exercises are a group, even if their files differ."""
    for number in range(30):
        for stem in (EX02, EX03, EX04):
            group.hand_in(f"l{number}", stem, "missing-mean", value=f"({number}, {stem})")
    for learner in ("ada", "bob"):
        for stem in (EX02, EX03):
            group.hand_in(learner, stem, "double-step", value="(7, 7)", text="same" if stem == EX02 else "")
    alike = make_class_report(group.gradebook).alike
    (found,) = alike.groups

    assert {"ada", "bob"} == set(found.learners)
    assert [(EX02, ("double-step",), 2, 32, 1), (EX03, ("double-step",), 2, 32, 2)] == [
        (one.exercise, one.misconceptions, one.n_with_it, one.n_graded, one.n_files) for one in found.answers
    ]
    (pairs,) = alike.coincidences
    chance = 1 / (32 * 31 / 2)
    assert (2, 1) == (pairs.n_exercises, pairs.n_pairs)
    assert pytest.approx(32 * 31 / 2 * chance * chance) == pairs.n_expected


@pytest.mark.parametrize("kind", ["right", "frequent", "one exercise", "stub", "other seed", "errors"])
def test_what_is_no_group(kind: str, group: Class) -> None:
    """Right answers, frequent mistakes, stubs, errors and one exercise alone put nobody into a group."""
    learners = [f"l{number}" for number in range(most_with_it(20) + 1 if kind == "frequent" else 2)]
    for number in range(20):
        for stem in (EX02, EX03):
            group.hand_in(f"other{number}", stem)
    for number, learner in enumerate(learners):
        for stem in (EX02, EX03):
            if kind == "other seed":
                group.seed = f"seed {number}"
            if kind == "right":
                group.hand_in(learner, stem)
            elif kind == "stub":
                group.hand_in(learner, stem, outcome=Outcome.FAILED, next_step="Fill it in.")
            elif kind == "errors":
                group.hand_in(learner, stem, outcome=Outcome.ERRORED)
            else:
                is_alone = kind == "one exercise" and stem == EX03
                group.hand_in(learner, stem, "missing-mean", value=learner if is_alone else "(1, 2)")

    assert () == make_class_report(group.gradebook).alike.groups


def test_further_learner_with_part_of_it(group: Class) -> None:
    """Someone who shares two of a group's three answers is told once, in a group of their own."""
    for number in range(30):
        group.hand_in(f"l{number}", EX02)
    for learner, stems in (("ada", 3), ("bob", 3), ("cy", 2)):
        for stem in (EX02, EX03, EX04)[:stems]:
            group.hand_in(learner, stem, "double-step", value="(7, 7)")
    groups = make_class_report(group.gradebook).alike.groups

    assert [({"ada", "bob"}, 3), ({"ada", "bob", "cy"}, 2)] == [
        (set(one.learners), len(one.answers)) for one in groups
    ]


# --- worth a look ---------------------------------------------------------------------------------


def test_outliers(group: Class) -> None:
    """Many attempts, bad ends and one exercise far off the rest are listed, and nobody else."""
    for number in range(12):
        for stem in (EX02, EX03, EX04, EX05):
            group.hand_in(f"l{number}", stem)
    for attempt in range(7):
        group.hand_in("l3", EX03, text=f"attempt {attempt}")
    group.hand_in("l4", EX04, outcome=Outcome.TAMPERED)
    group.hand_in("l5", EX05, outcome=Outcome.TIMED_OUT)
    found = make_class_report(group.gradebook).outliers

    assert [("l3", EX03, 8, 1)] == [
        (one.learner, one.exercise, one.n_attempts, one.usual) for one in found.attempts
    ]
    assert [("l4", EX04, "tampered"), ("l5", EX05, "timed-out")] == [
        (one.learner, one.exercise, one.outcome) for one in found.ended
    ]
    assert (("tampered", 1), ("timed-out", 1)) == found.n_ended
    (far,) = [one for one in found.far_off if one.learner == "l4"]
    assert pytest.approx((0.0, 11 / 12, 1.0)) == (far.score, far.class_mean, far.others)
    assert 3 == far.n_others


def test_who_is_now_good_now_bad_is_no_outlier(group: Class) -> None:
    """Where a learner's other scores differ from one another, none of them is far off the rest."""
    for number in range(12):
        for place, stem in enumerate((EX02, EX03, EX04, EX05)):
            is_bad = number == 4 and place < 2
            group.hand_in(f"l{number}", stem, *(["missing-mean"] if is_bad else []), points=0.0)

    assert () == make_class_report(group.gradebook).outliers.far_off


def test_times_are_nearest_ranks(group: Class) -> None:
    """Median, 90 % and 99 % are times that really occurred."""
    for number in range(1, 21):
        group.hand_in(f"l{number}", EX03, seconds=number / 100)
    (timing,) = make_class_report(group.gradebook, [EX03]).timings

    assert (20, 0.1, 0.18, 0.2, 0.2) == (
        timing.n_results,
        timing.median,
        timing.ninety,
        timing.ninety_nine,
        timing.longest,
    )


def test_own_faults_are_apart(group: Class) -> None:
    """What failed by our fault is listed with its reason and is in no other count."""
    group.hand_in("ada", EX03, "missing-mean", outcome=Outcome.GRADER_FAULT, message="A judge ended.")
    group.hand_in("bob", EX03, "missing-mean", outcome=Outcome.GRADER_FAULT, message="A judge ended.")
    group.hand_in("cy", EX03)
    report = make_class_report(group.gradebook)

    assert [(EX03, "A judge ended.", 2)] == [
        (fault.exercise, fault.message, fault.n_submissions) for fault in report.faults
    ]
    assert ((), ()) == (report.mistakes, report.hard_checks)


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gradebook of a made-up class of 120 with something of everything."""
    benchmark = load_benchmark()
    path = tmp_path_factory.mktemp("made-up") / "gradebook.sqlite"
    outcomes = [(outcome, 0.02) for outcome, _ in benchmark.OUTCOMES[2:]]
    benchmark.write_gradebook(path, 120, 5, (EX02, EX03, EX04, EX05), [*benchmark.OUTCOMES[:2], *outcomes])
    with Gradebook(path) as gradebook:
        somebody = next(gradebook.learners()).learner
        problem = Problem("ex03.py.txt", somebody, "", "refused", "it is no Python file.")
        gradebook.keep_not_graded("in", [problem], lambda learner, exercise: False, AT)
        gradebook.commit()
    return path


@pytest.fixture(scope="module")
def report(made_up: Path) -> ClassReport:
    """The report on the made-up class."""
    with Gradebook(made_up) as gradebook:
        return make_class_report(gradebook)


def test_monday_comes_first(report: ClassReport) -> None:
    """The page begins with the three commonest mistakes, each with its count and the question to ask."""
    html = page_of(report)
    monday = html[html.index('id="monday"') : html.index('class="contents"')]

    assert 3 == monday.count('<li class="panel">')
    for mistake in report.mistakes[:3]:
        assert f"{mistake.n_learners} of 120 learners" in monday
        assert mistake.question in Seen(monday).text
    assert mistake.n_learners >= report.mistakes[3].n_learners


def test_cells_hold_numbers(report: ClassReport) -> None:
    """Every cell of the heat-map says in numbers what its tint says: count, and share of the graded."""
    html = page_of(report)
    heat = html[html.index('<table class="heat">') :]
    mistake, exercise = report.mistakes[0], report.exercises[0]
    n, of = mistake.by_exercise[0], exercise.n_graded

    assert n > 0
    assert re.search(rf'<td class="heat-[1-5]">{n}<span>{percent(n, of)}</span></td>', heat)
    assert all(re.match(r"\d|–", cell) for cell in re.findall(r'<td class="heat-\d">([^<]*)', heat))


def test_page_is_one_file_within_its_policy(report: ClassReport) -> None:
    """The page has a policy by hashes, no inline style or handler, no request, and ids that occur once."""
    html = page_of(report)
    seen = Seen(html)
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]

    assert "default-src 'none'; script-src 'sha256-" in html
    assert len(ids) == len(set(ids))
    for _, attributes in seen.elements:
        assert not {name for name in attributes if name == "style" or name == "src" or name.startswith("on")}
        assert (attributes.get("href") or "#").startswith("#")


def test_page_is_bounded(made_up: Path, report: ClassReport, tmp_path: Path) -> None:
    """Long lists are cut and say how many more there are; a larger class makes no larger page."""
    path = tmp_path / "larger.sqlite"
    load_benchmark().write_gradebook(path, 300, 6, (EX02, EX03, EX04, EX05))
    with Gradebook(path) as gradebook:
        larger = make_class_report(gradebook)

    assert larger.n_more_mistakes > 0
    assert len(page_of(larger)) < 1.2 * len(page_of(report))
    assert f"{larger.n_more_mistakes + 5} more mistakes are not shown." in page_of(larger)


def test_hostile_names(group: Class) -> None:
    """Names with markup, formulas, template code or turned writing are shown as text and are nothing else."""
    for name in HOSTILE:
        group.gradebook.enrol(Learner(name, f"{name} again", True))
        group.hand_in(name, EX03, outcome=Outcome.TAMPERED)
    plain = [name for name in HOSTILE if name.isprintable() and len(name) < 60]
    html = page_of(make_class_report(group.gradebook))
    seen = Seen(html)
    text = " ".join(seen.text.split())

    assert 1 == sum(tag == "script" for tag, _ in seen.elements)
    assert not {"img", "image", "iframe", "object"} & {tag for tag, _ in seen.elements}
    assert [] == [name for name in plain if name not in text]
    assert "49" not in re.sub(
        r"sha256-\S+|<style>.*?</style>|<script>.*?</script>", "", html, flags=re.DOTALL
    )
    assert "\u202e" not in html
    assert "ada\\u202egnp.exe" in text
    assert "x" * 61 not in html


@pytest.mark.parametrize("form", ["page", "json"])
def test_anonymous(form: str, made_up: Path) -> None:
    """Anonymous reports hold no name of a learner; the same learner has the same number everywhere."""
    with Gradebook(made_up) as gradebook:
        named = make_class_report(gradebook)
        anonymous = make_class_report(gradebook, is_anonymous=True)
    text = page_of(anonymous) if form == "page" else class_report_to_json(anonymous)
    numbers = {
        one.learner: other.learner
        for one, other in zip(named.outliers.far_off, anonymous.outliers.far_off, strict=True)
    }

    assert "Learner No." in page_of(named)
    assert "Learner No." not in text
    assert "learner_0" not in text
    assert "learner 1" in text
    assert len(numbers) == len(set(numbers.values())) > 0


def test_gradebook_is_left_as_it_was(made_up: Path) -> None:
    """A report changes nothing, leaves no table behind, and can be made again on the same gradebook."""
    with Gradebook(made_up) as gradebook:
        before = [*gradebook._connection.iterdump()]
        first = make_class_report(gradebook)

        assert [] == gradebook._connection.execute("SELECT name FROM sqlite_temp_master").fetchall()
        assert first == make_class_report(gradebook)
        assert before == [*gradebook._connection.iterdump()]


@pytest.mark.parametrize("size", [1, 2])
def test_very_small_classes(size: int, group: Class) -> None:
    """One or two learners make a page too, which says that shares mean nothing."""
    for number in range(size):
        group.hand_in(f"l{number}", EX03, "missing-mean")

    assert "read counts, not shares" in page_of(make_class_report(group.gradebook))


def test_nothing_graded_yet(group: Class) -> None:
    """Hand-ins without a result make a page that says so."""
    group.gradebook.hand_in(HandIn("ada", EX03, "0" * 64, "ada/ex03.py"), b"", AT)
    text = " ".join(Seen(page_of(make_class_report(group.gradebook, [EX03]))).text.split())

    assert "0 of 1 hand-ins are graded" in text
    assert "1 hand-in not graded yet" in text


def test_words() -> None:
    """Shares never round to nothing or all, and a heading begins with a capital unless with a symbol."""
    assert ["–", "0 %", "<1 %", "50 %", ">99 %", "100 %"] == [
        percent(0, 0),
        percent(0, 5),
        percent(1, 300),
        percent(1, 2),
        percent(299, 300),
        percent(7, 7),
    ]
    assert ["Uphill", "w moves first", "A fixed number", "σ′ is kept", "y − b"] == [
        headed(words) for words in ("uphill", "w moves first", "a fixed number", "σ′ is kept", "y − b")
    ]


# --- links ----------------------------------------------------------------------------------------


def test_links_to_a_folder(tmp_path: Path, report: ClassReport) -> None:
    """Links lead from the report's folder to pages that are there, and to no others."""
    pages = tmp_path / "course pages"
    concept = report.concepts[0].concept
    (pages / "quiz").mkdir(parents=True)
    (pages / "index.html").touch()
    (pages / "quiz" / f"{concept}.html").touch()
    html = page_of(report, Site(str(pages), tmp_path / "reports"))
    links = {attributes["href"] for tag, attributes in Seen(html).elements if tag == "a"}

    assert {f"../course%20pages/quiz/{concept}.html"} == {link for link in links if not link.startswith("#")}


def test_concepts_by_title(tmp_path: Path, report: ClassReport) -> None:
    """Concepts are called by the titles of their files; one without a whole file by its id."""
    first, second = (concept.concept for concept in report.concepts[:2])
    (tmp_path / f"{first}.toml").write_text('title = "A <fine> title"\n', encoding="utf-8")
    (tmp_path / f"{second}.toml").write_text("title = ", encoding="utf-8")
    titles = concept_titles(tmp_path, report)
    looks = Looks((TEMPLATES, HERE / "templates"), (STATIC, HERE / "static"))
    html = render_page(report, Renderer(looks), Site("", tmp_path), titles)

    assert {first: "A <fine> title"} == titles
    assert "<strong>A &lt;fine&gt; title</strong>" in html
    assert f"<strong>{headed(second.replace('-', ' '))}</strong>" in html


def test_links_to_an_address(report: ClassReport) -> None:
    """Links may lead to the one address that was given."""
    html = page_of(report, Site("https://example.edu/gd", Path()))

    assert f'href="https://example.edu/gd/quiz/{report.concepts[0].concept}.html"' in html


@pytest.mark.parametrize("place", ["nowhere", "https://", "https://example.edu/?a=b", "http://[x"])
def test_links_to_nowhere(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place without pages is refused in a sentence."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=f"--site {re.escape(place)} is n"):
        Site(place, Path())


# --- the command ----------------------------------------------------------------------------------


def test_command(
    made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`grader report` writes the page, and says where it is and what comes first."""
    monkeypatch.chdir(tmp_path)
    code = main(["report", "--gradebook", str(made_up), "--exercise", "3", "--exercise", "ex05"])
    said = capsys.readouterr().out
    html = (tmp_path / "report.html").read_text(encoding="utf-8")

    assert ExitCode.ALL_POINTS == code
    assert re.match(
        r"report\.html: \d+ learners, 2 exercises, \d+ of \d+ hand-ins graded, 1 more cannot be\n  [a-z-]+: ",
        said,
    )
    assert ("ex03" in html, "ex04" in html, "ex05" in html) == (True, False, True)


def test_command_as_json(made_up: Path, capsys: pytest.CaptureFixture[str], report: ClassReport) -> None:
    """`--json` prints what the page shows, for programs."""
    code = main(["report", "--gradebook", str(made_up), "--json"])
    values = json.loads(capsys.readouterr().out)

    assert (ExitCode.ALL_POINTS, "grader/class-report/1") == (code, values["schema"])
    assert json.loads(class_report_to_json(report)) == values


def empty(path: Path) -> None:
    """Write a gradebook in which nothing was handed in."""
    Gradebook(path, create=True).close()


def foreign(path: Path) -> None:
    """Write a database of another program."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photographs (id INTEGER)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "does not exist; `grader grade` makes one"),
        (empty, "holds no hand-in yet, so there is nothing to report; `grader grade SUBMISSIONS` fills it."),
        (foreign, "is a database of another program; name another file with --gradebook."),
        (lambda path: path.write_bytes(b"learner,points\n" * 99), "is not a gradebook"),
    ],
    ids=["missing", "empty", "foreign", "text"],
)
def test_command_without_a_gradebook(
    make: Any, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no gradebook, or an empty one, ends in one sentence and exit code 2; no page is written."""
    path, page = tmp_path / "gradebook.sqlite", tmp_path / "report.html"
    make(path)
    code = main(["report", "--gradebook", str(path), "-o", str(page)])
    said = capsys.readouterr().err

    assert ExitCode.USAGE == code
    assert reason in said
    assert 1 == len(said.splitlines())
    assert not page.exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--exercise", "ex99"], "There is no exercise “ex99” in the gradebook."),
        (["--json", "--site", "pages"], "--site is for the page"),
    ],
)
def test_command_refuses(
    arguments: list[str], reason: str, made_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be meant is refused in a sentence."""
    code = main(["report", "--gradebook", str(made_up), *arguments])

    assert ExitCode.USAGE == code
    assert reason in capsys.readouterr().err


def test_keys_are_documented(report: ClassReport) -> None:
    """Every key of the JSON report stands in docs/class-report.md, under its table, and no other."""
    values = json.loads(class_report_to_json(report))
    tables = {"": values}
    for name in ("totals", "alike", "outliers"):
        tables[name] = values[name]
    for name, rows in (
        *((key, values[key]) for key in values if isinstance(values[key], list)),
        *((f"alike.{key}", values["alike"][key]) for key in ("groups", "coincidences")),
        *(
            (f"outliers.{key}", values["outliers"][key])
            for key in ("not_graded", "attempts", "ended", "far_off")
        ),
    ):
        assert rows, name
        tables[f"{name}[]"] = rows[0]
    tables["alike.groups[].answers[]"] = values["alike"]["groups"][0]["answers"][0]
    expected = {(table, key) for table, keys in tables.items() for key in keys}
    documented = set()
    table = ""
    for line in DOCUMENT.partition("## JSON")[2].splitlines():
        if line.startswith("### "):
            table = line.split("`")[1] if "`" in line else ""
        elif line.startswith("| `"):
            documented.add((table, line.split("`")[1]))

    assert expected == documented
