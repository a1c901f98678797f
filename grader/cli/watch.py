"""`grader watch`: a verdict at each save, and keys to go on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, exercise_argument, kit_option, language_option, open_kit
from grader.cli.output import MAX_WIDTH, Style, render, write_out
from grader.errors import ExitCode, UsageError
from grader.feedback.page import MIN_WIDTH, Page
from grader.feedback.translated import in_language
from grader.languages import current, say, spoken
from grader.progress import read_progress
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.exercise import Exercise
    from grader.kit import Kit
    from grader.results import Report

KEYS = {
    "h": sentence("hint"),
    "n": sentence("next"),
    "l": sentence("list"),
    "r": sentence("run"),
    "o": sentence("open"),
    "q": sentence("quit"),
}
_HELP = {
    "h": sentence("show a hint, then the next one"),
    "n": sentence("go on to the next exercise"),
    "l": sentence("list the exercises and how far you are"),
    "r": sentence("judge the file again as it is"),
    "o": sentence("open the page about the mistake that was named, else the task"),
    "q": sentence("leave; your file and your progress stay"),
}

EXAMPLES = """\b
Examples:
  grader watch
  grader watch ex03
  grader watch ex03 notebook.ipynb
  grader watch ex03 --no-color"""


@click.command(epilog=EXAMPLES)
@exercise_argument(required=False)
@click.argument("file", required=False)
@kit_option
@language_option
@color_option
@click.pass_obj
def watch(
    group_kit: Path | None, exercise: str | None, file: str | None, kit: Path | None, no_color: bool
) -> int:
    """Judge your file of EXERCISE each time you save it; without EXERCISE, of the one that is next.

    Save in any editor and the verdict appears below the last one. FILE is watched instead of the exercise's
    own, if you name one; it may be a notebook, which is judged when it is saved. Keys, where there is a
    terminal: h shows a hint, n goes on to the next exercise, l lists all, r runs again, o opens the page
    about the mistake that was named, or else the task, q quits. You stay with an exercise until you press n.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    if file is None and found.workspace is None:
        raise UsageError(
            sentence(
                "There are no exercises of yours here to watch. “grader start” lays out a workspace; "
                "then watch in there."
            )
        )
    stem = found.resolve(exercise) if exercise is not None else _first(found)
    if file is not None:
        _require(file)
    from grader.watching import watch as run
    from grader.watching.inbox import Inbox

    with Inbox() as inbox:
        view = Screen(found, style, kit or group_kit, has_keys=inbox.has_keys, wake=inbox.wake)
        try:
            run(found, stem, view, inbox, file)
        finally:
            view.end()
    return ExitCode.ALL_POINTS


def _first(kit: Kit) -> str:
    """Return the exercise to begin with: the next one, or the last if all are passed."""
    if not kit.stems:
        raise UsageError(sentence("The kit has no exercises."))
    return read_progress(kit.id).next_stem(kit.stems) or kit.stems[-1]


def _require(file: str) -> None:
    """See to it that there is something to watch: a name that was mistyped would be waited for in vain."""
    if file == "-":
        raise UsageError(sentence("Standard input is not saved; name a file to watch."))
    if not os.path.isfile(file):
        from grader.submission import read_submission

        read_submission(file)  # which says what is wrong, and what may be meant


class Screen:
    """The terminal below what was shown before; the last line says which keys there are."""

    def __init__(
        self,
        kit: Kit,
        style: Style,
        asked_kit: Path | None = None,
        *,
        has_keys: bool,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._kit, self._chosen, self._asked_kit = kit, style, asked_kit
        self._openers: list[subprocess.Popen[str]] = []
        # Places of pages, as soon as they are built; in the place of one that is not to be had, its exercise.
        self._built: SimpleQueue[str | Exercise] = SimpleQueue()
        self._has_keys, self._wake = has_keys, wake
        # A line that is taken back needs a terminal that can; elsewhere it stays, and is written once.
        self._exercise: Exercise | None = None
        self._can_erase = sys.stdout.isatty() and os.environ.get("TERM") not in (None, "", "dumb")
        self._is_prompt_shown = self._is_erasable = False

    @property
    def _style(self) -> Style:
        """The style, at the width that the terminal has now."""
        columns = shutil.get_terminal_size((self._chosen.width, 24)).columns
        width = min(MAX_WIDTH, columns)
        return replace(self._chosen, width=width, has_pages=self._kit.has_concepts)

    def begin(self, exercise: Exercise, file: str) -> None:
        """Show which file is watched."""
        self._exercise = exercise
        page = self._page()
        page.wrapped(exercise.title, indent=0, label=f"{exercise.short}  ", style="bold")
        page.wrapped(say("Watching {file}: save it, and the verdict appears here.", file=file), indent=0)
        self._write(f"\n{page.text()}" if self._is_prompt_shown else page.text())

    def verdict(self, report: Report) -> None:
        """Show a report below a line with the time."""
        assert self._exercise is not None
        report = in_language(report, self._exercise.folder)
        page = self._page()
        mark = "──" if self._style.unicode else "--"
        page.line(page.styled(f"{mark} {time.strftime('%H:%M:%S')} {mark}", "dim"))
        self._write("\n" + page.text() + render(report, "terminal", self._style))

    def sentence(self, text: str) -> None:
        """Show a sentence of the watcher's own."""
        page = self._page()
        page.wrapped(text, indent=0)
        self._write("\n" + page.text())

    def hint(self, exercise: Exercise, number: int) -> None:
        """Show a hint, or after the last one that there is none."""
        n_hints = len(exercise.hints)
        if number > n_hints:
            self.sentence(say("That was the last hint. Another look at the task (o) may help."))
            return
        page = self._page()
        number_of = say("Hint {number} of {count}", number=number, count=n_hints)
        page.line(page.styled(page.plain(number_of), "dim"))
        page.wrapped(exercise.hints[number - 1].strip(), indent=0)
        self._write("\n" + page.text())

    def list(self) -> None:
        """Show all exercises."""
        from grader.feedback.entries import read_entries
        from grader.feedback.listing import render_list

        style = self._style
        entries = read_entries(self._kit, read_progress(self._kit.id))
        text = render_list(
            entries, "", width=style.width, color=style.color, unicode=style.unicode, has_concepts=False
        )
        self._write("\n" + text)

    def open(self, exercise: Exercise, misconception: str) -> None:
        """Open the page about a misconception, or else the task, and say where it is in any case."""
        if misconception and self._kit.has_concepts:
            self._open_page(exercise, misconception)
        else:
            self._open_task(exercise)

    def _open_task(self, exercise: Exercise) -> None:
        """Open an exercise's task, and say where it is."""
        from grader.toml_document import shown

        self.sentence(say("The task is {task}.", task=shown(exercise.readme)))
        if _has_desktop():
            click.launch(str(exercise.readme))

    def _open_page(self, exercise: Exercise, misconception: str) -> None:
        """Do what `grader quiz open` does, while saves and keys go on to be answered.

        In a process of its own: what builds pages has no place in one that is to stay small and warm. The
        first time all pages are built, which takes long enough that nobody should have to wait for it.
        """
        self.sentence(
            say(
                "The page about {misconception} is being opened; the first time that takes some seconds, "
                "in which you may go on.",
                misconception=misconception,
            )
        )
        command = [sys.executable, "-P", "-m", "grader"]
        command += ["--kit", str(self._asked_kit)] if self._asked_kit is not None else []
        command += ["quiz", "open", misconception, "--language", current()]
        command += [] if _has_desktop() else ["--print"]
        opener = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._openers.append(opener)
        threading.Thread(target=self._await_page, args=(opener, exercise), daemon=True).start()

    def _await_page(self, opener: subprocess.Popen[str], exercise: Exercise) -> None:
        """Note where a page is, in a thread of its own; only the watcher's writes to the terminal."""
        assert opener.stdout is not None
        # The page's place is written before a browser starts, which may take its time.
        self._built.put(opener.stdout.readline().strip() or exercise)
        self._wake()

    def _show_built(self) -> None:
        """Say where the pages are that were built meanwhile."""
        with suppress(Empty):
            while True:
                built = self._built.get_nowait()
                if isinstance(built, str):
                    self._write(
                        f"\n{self._page().plain(built)}\n"
                    )  # not wrapped: a path is to be copied whole
                else:
                    self._open_task(built)

    def help(self) -> None:
        """Show what each key does."""
        page = self._page()
        for key, text in _HELP.items():
            page.wrapped(spoken(text), indent=0, label=f"{key}  ")
        self._write("\n" + page.text())

    def wait(self) -> None:
        """Show the pages that were built, and the keys if they are not shown already."""
        self._show_built()
        if self._is_prompt_shown or not self._has_keys:
            return
        page, style = self._page(), self._style
        keys = page.plain("  ".join(f"{key} {spoken(word)}" for key, word in KEYS.items()))
        page.line(page.styled(keys, "dim"))
        text = page.text()
        # A line that the terminal breaks in two cannot be taken back either.
        self._is_erasable = self._can_erase and len(keys) < style.width
        write_out(f"\n{text.rstrip() if self._is_erasable else text}", color=style.color)
        sys.stdout.flush()
        self._is_prompt_shown = True

    def end(self) -> None:
        """Leave the cursor at the beginning of a line."""
        if self._is_prompt_shown and self._is_erasable:
            click.echo()

    def _page(self) -> Page:
        style = self._style
        return Page(max(style.width, MIN_WIDTH), color=style.color, unicode=style.unicode)

    def _write(self, text: str) -> None:
        """Write below what is there, in the place of the line with the keys."""
        if self._is_prompt_shown and self._is_erasable:
            # The blank line above the keys separates what is written now.
            click.echo("\r\x1b[K\x1b[1A", nl=False, color=True)
        self._is_prompt_shown = False
        write_out(text, color=self._style.color)
        sys.stdout.flush()


def _has_desktop() -> bool:
    """Tell whether there is a screen on which a file could be opened."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
