"""`grader quiz take`: a quiz in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, complete_concept, json_option, language_option, open_kit
from grader.cli.output import Style, warn, write_out
from grader.errors import ExitCode
from grader.languages import say, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.quiz.terminal.question import Question

EXAMPLES = """\b
Examples:
  grader quiz take
  grader quiz take simultaneous-update
  grader quiz take learning-rate --n 5 --seed k3f9
  grader quiz take --only-wrong
  grader quiz take simultaneous-update --json < answers.txt"""


@click.command(epilog=EXAMPLES)
@click.argument("concept", required=False, metavar="[CONCEPT]", shell_complete=complete_concept)
@click.option("--n", "count", type=click.IntRange(1, 1000), metavar="INTEGER", help="Ask at most so many.")
@click.option("--seed", metavar="TEXT", help="Which variants and which order of options, as on the pages.")
@click.option("--only-wrong", is_flag=True, help="Only what was not right the last time, once more.")
@json_option
@click.option(
    "--kit", type=click.Path(path_type=Path), help="Folder with exercises/, solutions/ and quizzes/."
)
@language_option
@color_option
@click.pass_obj
def take(
    group_kit: Path | None,
    concept: str | None,
    count: int | None,
    seed: str | None,
    only_wrong: bool,
    as_json: bool,
    kit: Path | None,
    no_color: bool,
) -> int:
    """Answer the items of CONCEPT in the terminal; without CONCEPT, ten of the course.

    Where not all are asked, those come first that you have not answered rightly yet. Answers are marked as on
    the pages. Enter alone leaves a question open, ? shows a hint, ! the answer, q ends; so do Ctrl-D and
    Ctrl-C, and what was answered is kept. With --json the questions go to standard error, and what was
    reached to standard output.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    from grader.cli.console import open_dialogue
    from grader.progress import read_answers
    from grader.quiz.course import read_course
    from grader.quiz.terminal.choosing import Wish, choose
    from grader.quiz.terminal.taking import take as run
    from grader.quiz.terminal.taking import to_json

    known, warning = read_answers(found.id)
    warn(spoken(warning))
    chosen_seed = seed or _fresh_seed()
    wish = Wish(concept, count, only_wrong, chosen_seed, has_own_seed=seed is None)
    dialogue = open_dialogue(style, to_stderr=as_json)

    def notice() -> None:
        dialogue.say(say("A concept is worked out once, which takes a moment."), style="dim")

    questions = choose(read_course(found), wish, known, notice)
    if any(len(question.item["variants"]) > 1 for question in questions) and not only_wrong:
        dialogue.say(say("Seed {seed}: --seed {seed} asks the same again.", seed=chosen_seed), style="dim")
    taken = run(questions, dialogue, _remember(found.id))
    for sentence in taken.warnings:
        warn(spoken(sentence))
    if as_json:
        write_out(to_json(taken, chosen_seed, ascii_only=not style.unicode), color=False)
    return ExitCode.INTERRUPTED if taken.ended == "interrupted" else ExitCode.ALL_POINTS


def _fresh_seed() -> str:
    """Return a seed that is short enough to be typed."""
    import secrets

    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4))


def _remember(kit_id: str) -> Callable[[Question, float, tuple[str, ...]], str]:
    """Return what records an answer, and gives a warning if that cannot be done."""
    from datetime import UTC, datetime

    from grader.progress import StateError, record_answer

    def remember(question: Question, score: float, misconceptions: tuple[str, ...]) -> str:
        item = question.item
        try:
            return record_answer(
                kit_id, item["id"], item["meaning"], question.seed, score, misconceptions, datetime.now(UTC)
            )
        except StateError as error:
            return str(error.args[0])

    return remember
