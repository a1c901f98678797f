"""Cards in the terminal: which comes first, ratings that are kept, undone, and never lost."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.__main__ import main
from grader.cli import grader
from grader.errors import ExitCode
from grader.languages import use
from grader.progress import (
    Memory,
    count_cards,
    read_schedule,
    record_answer,
    record_rating,
    set_apart,
    state_folder,
    take_back,
)
from grader.progress.soundness import LATEST, LEAST_STABLE, MOST_STABLE, is_card
from grader.quiz.terminal.deck import Card, Deck, begun_on, count_by_concept, make_cards
from grader.quiz.terminal.dialogue import Dialogue
from grader.quiz.terminal.fsrs_schedule import load_schedule
from grader.quiz.terminal.reviewing import Reviewed, review, span
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MEANINGS = {"one/a": "m", "one/b": "m", "one/c": "m"}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a learner who has rated nothing yet."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def rate(card: str, rating: int, now: datetime) -> tuple[Memory | None, Memory]:
    """Record a rating."""
    schedule = load_schedule()
    before, after, _ = record_rating("shipped", card, "m", lambda memory: schedule(memory, rating, now))
    return before, after


def cards(met: dict[str, str] | None = None) -> list[Card]:
    """Return three cards, the last of them about a mistake."""
    data = [
        {"id": name, "concept": "one", "meaning": "m", "front": f"<p>{name}?</p>", "back": "<p>Yes.</p>"}
        for name in MEANINGS
    ]
    data[-1]["misconception"] = "gradient-ascent"
    return make_cards(data, read_schedule("shipped", MEANINGS)[0], met or {})


def talk(deck: Deck, keys: str, now: datetime = NOON) -> tuple[Reviewed, str]:
    """Return a review in which these keys are pressed, and all that was shown; then the input ends."""
    out: list[str] = []
    waiting = iter(keys)
    dialogue = Dialogue(out.append, lambda: "", lambda: next(waiting, "\x04"), width=40)
    return review(deck, dialogue, "shipped", load_schedule(), lambda: now), "".join(out)


# --- the schedule --------------------------------------------------------------------------------------


def test_ratings_are_remembered() -> None:
    """What is read back is what was worked out; a card whose meaning has changed is new."""
    before, after = rate("one/a", 3, NOON)
    again, later = rate("one/a", 3, NOON + timedelta(minutes=10))
    known, warning = read_schedule("shipped", MEANINGS)

    assert (None, after, "") == (before, again, warning)
    assert {"one/a": later} == known
    assert (2, None, after.first) == (later.state, later.step, later.first)
    assert {} == read_schedule("shipped", {"one/a": "another"})[0]
    assert {} == read_schedule("elsewhere", MEANINGS)[0]


def test_schedule_is_that_of_the_pages() -> None:
    """A new card comes back after 1, 5½ or 10 minutes or 8 days, as a page says."""
    spans = [load_schedule()(None, rating, NOON) for rating in range(1, 5)]

    assert ["1 min", "6 min", "10 min", "8 days"] == [span(one.due - one.last) for one in spans]


def test_take_back() -> None:
    """A rating is undone, unless another terminal has rated the card since."""
    before, after = rate("one/a", 4, NOON)

    assert take_back("shipped", "one/a", "m", before, after)
    assert {} == read_schedule("shipped", MEANINGS)[0]
    before, after = rate("one/a", 4, NOON)
    rate("one/a", 1, NOON + DAY)
    assert not take_back("shipped", "one/a", "m", before, after)


def test_due_counts() -> None:
    """Only cards that the kit still has are counted; those that come back count again."""
    assert count_cards("shipped", NOON) is None
    rate("one/a", 1, NOON)
    rate("one/b", 4, NOON)
    later = NOON + timedelta(hours=1)
    first = count_cards("shipped", later)
    set_apart("shipped", {"one/b": "m"})
    second = count_cards("shipped", later)
    set_apart("shipped", MEANINGS)

    assert first is not None
    assert (2, 1) == (first.n_cards, first.n_due)
    assert second is not None
    assert (1, 0) == (second.n_cards, second.n_due)
    assert first == count_cards("shipped", later)


def _rate_often(folder: str, card: str, n_ratings: int) -> None:
    os.environ["GRADER_STATE"] = folder
    for number in range(n_ratings):
        rate(card, 3, NOON + number * DAY)


def test_several_at_once(state: Path) -> None:
    """Two terminals that rate at the same time lose no rating of each other."""
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    processes = [context.Process(target=_rate_often, args=(str(state), f"one/{name}", 15)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert {"one/a", "one/b"} == set(read_schedule("shipped", MEANINGS)[0])
    assert ["cards.json", "cards.json.lock"] == sorted(path.name for path in state.iterdir())
    assert {NOON.timestamp() * 1000 + 14 * 86_400_000} == {
        one.last for one in read_schedule("shipped", MEANINGS)[0].values()
    }


@pytest.mark.parametrize(
    "entry",
    [
        "{}",
        '{"meaning": "m", "state": 7, "stability": 1, "difficulty": 5, "due": 0, "last": 0}',
        "[1]",
        "NaN",
    ],
)
def test_broken_file_is_set_aside(state: Path, entry: str) -> None:
    """A file that was edited into something else stops no review: it is set aside with the next rating."""
    state.mkdir()
    text = f'{{"schema": "grader/cards/1", "kits": {{"shipped": {{"cards": {{"one/a": {entry}}}}}}}}}'
    (state / "cards.json").write_text(text)
    known, warning = read_schedule("shipped", MEANINGS)
    rate("one/b", 3, NOON)

    assert {} == known
    assert "is taken for none until the next rating" in warning
    assert text == (state / "cards.json.broken-1").read_text()
    assert {"one/b"} == set(read_schedule("shipped", MEANINGS)[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries({
        "meaning": st.just("m"),
        "state": st.sampled_from([1, 2, 3]),
        "step": st.sampled_from([None, 0, 1]),
        "stability": st.floats(LEAST_STABLE, MOST_STABLE),
        "difficulty": st.floats(1, 10) | st.integers(1, 10),
        "due": st.integers(0, int(LATEST)),
        "last": st.integers(0, int(LATEST)) | st.floats(0, LATEST),
    }),
    st.integers(1, 4),
)  # fmt: skip
def test_whatever_is_believed_can_be_reviewed(entry: dict[str, Any], rating: int) -> None:
    """An entry that is taken for sound, whoever wrote it, is scheduled again, and is sound afterwards."""
    memory = Memory(**{name: value for name, value in entry.items() if name != "meaning"}, first=0)
    after = load_schedule()(memory, rating, NOON)

    assert is_card(entry)
    assert is_card({**asdict(after), "meaning": "m"})


# --- which comes first ---------------------------------------------------------------------------------


def test_order_of_a_review() -> None:
    """First a mistake that was met, then what is due, then new cards as far as the day allows."""
    rate("one/b", 1, NOON - DAY)
    met = {"gradient-ascent": NOON.isoformat()}
    deck = Deck(cards(met), 2)
    done, shown = talk(deck, " 4 4 4 4")

    assert ["one/c", "one/b", "one/a"] == [one.card.id for one in done.ratings][:3]
    assert 1 == " ".join(shown.split()).count("from a mistake you met")


@pytest.mark.parametrize(("expected", "met"), [(False, NOON - DAY), (True, NOON + DAY)])
def test_a_mistake_brings_its_cards_back_once(expected: bool, met: datetime) -> None:
    """Cards come first only if their mistake was met after they were rated last."""
    rate("one/c", 4, NOON)
    [*_, about] = cards({"gradient-ascent": met.strftime("%Y-%m-%dT%H:%M:%S.%fZ")})

    assert expected is about.is_urgent


def test_new_cards_have_a_limit() -> None:
    """So many cards are begun in a day; those that were begun today count."""
    deck = Deck(cards(), 2)
    done, shown = talk(deck, " 4 4")
    known, _ = read_schedule("shipped", MEANINGS)

    assert ("done", 2) == (done.ended, len(done.ratings))
    assert "1 new card waits" in shown
    assert 2 == begun_on(known, NOON)
    assert 0 == begun_on(known, NOON + 2 * DAY)
    assert [(0, 1, 2)] == [(one.n_due, one.n_new, one.n_later) for one in count_by_concept(cards(), NOON)]


# --- a review ------------------------------------------------------------------------------------------


def test_undo() -> None:
    """Pressing u takes the last rating back, also the first of a new card, and shows that card again."""
    deck = Deck(cards(), 3)
    done, shown = talk(deck, "u 4u 1q")

    assert "There is nothing to undo in this review." in " ".join(shown.split())
    assert [("one/a", 1)] == [(one.card.id, one.rating) for one in done.ratings]
    assert {"one/a"} == set(read_schedule("shipped", MEANINGS)[0])
    assert 2 == deck.n_new


def test_no_rating_before_the_back_was_seen() -> None:
    """While the front is shown, 1 to 4 do nothing."""
    done, shown = talk(Deck(cards(), 3), "123q")

    assert ("quit", [], 0) == (done.ended, done.ratings, shown.count("Yes."))


@pytest.mark.parametrize(
    ("expected", "key"), [("interrupted", "\x03"), ("end-of-input", "\x04"), ("quit", "q")]
)
def test_every_way_out(expected: str, key: str) -> None:
    """Ctrl-C, Ctrl-D and q end a review, and what was rated is kept."""
    done, shown = talk(Deck(cards(), 3), f" 4 {key}")

    assert (expected, 1) == (done.ended, len(done.ratings))
    assert "1 rating. The next card is due in 8 days." in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 40


def test_what_cannot_be_kept(state: Path) -> None:
    """Where the folder cannot be written the review ends with a sentence, and counts nothing as rated."""
    state.write_text("a file where the folder should be")
    done, _ = talk(Deck(cards(), 3), " 4")

    assert ("not-recorded", []) == (done.ended, done.ratings)
    assert "Your progress was not recorded in" in done.warnings[0]


# --- the command ---------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Any]:
    """A function that runs `grader cards` on a kit with one card; its `kit` is that kit."""
    kit = kit_with(tmp_path, one=CONCEPT)

    def run_one(*arguments: str, typed: str = "") -> Any:
        return CliRunner().invoke(grader, ["cards", *arguments, "--kit", str(kit.root)], input=typed)

    run_one.kit = kit  # type: ignore[attr-defined]
    return run_one


def test_command(run: Any) -> None:
    """Piped lines review as keys do; --due counts; a wrong answer elsewhere brings the card to the front."""
    done = run("--json", typed="\n4\n")
    counts = json.loads(run("--due", "--json").stdout)["concepts"]
    record_answer(run.kit.id, "one/type-w", "m", "s", 0.0, ["gradient-ascent"], datetime.now(UTC) + DAY)
    table = run("--due").stdout

    assert [{"one/way": 4}] == [{one["card"]: one["rating"]} for one in json.loads(done.stdout)["ratings"]]
    assert "Down: w − α g." in done.stderr
    assert [{"concept": "one", "n_due": 0, "n_new": 0, "n_later": 1, "n_met": 0}] == counts
    assert "1 card is about mistakes that you met" in table


def test_what_the_pages_saved(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the pages know of a card is taken in where they saw it later; all else in such a file is left."""
    run(typed="\n1\n")
    [entry] = json.loads((state_folder() / "cards.json").read_text())["kits"][run.kit.id]["cards"].values()
    later = {**entry, "state": 2, "step": None, "last": entry["last"] + 1, "due": 2e14, "stability": 8.0}
    del later["first"]
    others = {"card:one/gone": later, "card:one/odd": {"due": "soon"}, "item:one/type-w": {"best": 1}}
    file = tmp_path / "saved.json"
    told = []
    for known in (later, {**later, "last": 5}, {**later, "last": entry["last"] + 9, "meaning": "another"}):
        file.write_text(
            json.dumps({"schema": "grader/progress/1", "entries": {"card:one/way": known, **others}})
        )
        told.append(run("--import", str(file)).stdout)
    [counts] = json.loads(run("--due", "--json").stdout)["concepts"]
    file.write_text("{}")

    assert ["1 card of 3 taken in"] + ["0 cards of 3 taken in"] * 2 == [text.split(";")[0] for text in told]
    assert (0, 1) == (counts["n_due"], counts["n_later"])
    assert ExitCode.USAGE == main(["cards", "--import", str(file), "--kit", str(run.kit.root)])
    assert "is no progress of the quiz pages" in capsys.readouterr().err


def test_progress_counts_cards(run: Any) -> None:
    """`grader progress` says how many cards are due by what was reviewed in the terminal."""
    run(typed="\n1\n")
    schedule = json.loads((state_folder() / "cards.json").read_text())
    for entry in schedule["kits"][run.kit.id]["cards"].values():
        entry["due"] = 0
    (state_folder() / "cards.json").write_text(json.dumps(schedule))
    told = CliRunner().invoke(grader, ["progress", "--kit", str(run.kit.root)]).output

    assert "cards       1 of 1 due" in told
    assert "“grader cards” shows them." in told


def test_in_german(run: Any) -> None:
    """The words around a card are in the language that is asked for."""
    shown = run("--language", "de", typed="\n4\n").stdout
    use("")

    assert "4 leicht" in shown
    assert "Leicht: Sie kommt in 8 Tagen wieder." in shown
    assert "1 Bewertung." in shown


def test_without_fsrs(run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without py-fsrs one sentence says what to install; the counts need nothing."""
    monkeypatch.setitem(sys.modules, "fsrs", None)

    assert ExitCode.USAGE == main(["cards", "--kit", str(run.kit.root)])
    assert "pip install 'gradient-descent-grader[cards]'" in capsys.readouterr().err
    assert ExitCode.ALL_POINTS == run("--due").exit_code


@pytest.mark.skipif(os.name == "nt", reason="the test's terminal is one of POSIX")
def test_at_a_terminal(run: Any, tmp_path: Path, open_terminal: Any) -> None:
    """At a terminal single keys are enough, also typed ahead; Ctrl-C leaves the terminal as it was."""
    terminal = open_terminal(["cards", "--kit", str(run.kit.root), "--no-color"], tmp_path, columns=40)
    terminal.wait_for("Enter turns it")
    terminal.type("\r1")
    terminal.wait_for("Again: it comes back in 1 min.")
    terminal.wait_for("Enter turns it")
    terminal.type("\x03")

    assert ExitCode.INTERRUPTED == terminal.end()
    assert "1 rating." in terminal.plain
    assert terminal.is_as_before()
