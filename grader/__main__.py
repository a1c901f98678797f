"""The way in: runs the command and turns whatever happens into one sentence and an exit code."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from grader.errors import ExitCode, GraderError, KitError, near_names
from grader.languages import say, say_counted, spoken
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click


_ALLOCATIONS_BEFORE_GC = 100_000


def command() -> NoReturn:
    """Be the whole process: run the command and end."""
    # One command makes little garbage; looking for it again and again while modules load is a waste.
    gc.set_threshold(_ALLOCATIONS_BEFORE_GC, 50, 50)
    code = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    # The interpreter would take all of pytest, NumPy and SymPy apart, object by object, for nothing.
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `grader` command.

    Parameters
    ----------
    arguments : sequence of str or None
        What follows the command's name; taken from the command line if None.

    Returns
    -------
    int
        One of `grader.errors.ExitCode`.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_closed_streams()
    # A path or a message may hold what the terminal's encoding has not: show it escaped, never crash on it.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(given)
    except GraderError as error:
        _say(_sentence(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say(say("Interrupted; nothing was changed."))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.NOT_ALL_POINTS
    except Exception as error:
        _say(_own_fault(error, is_verbose=bool({"-v", "--verbose"} & set(given))))
        return ExitCode.OUR_FAULT


def _run(arguments: list[str]) -> int:
    """Let click run the command; its own errors become one sentence."""
    import click

    from grader.cli import grader

    try:
        code = grader.main(arguments, prog_name="grader", standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        _say(_usage_sentence(error))
        return ExitCode.USAGE
    sys.stdout.flush()
    return int(code or 0)


def _usage_sentence(error: click.ClickException) -> str:
    """Return what is wrong with the command line, and where its help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        # A command that has commands, without one of them: its help as it is, after a sentence.
        return f"Give one of these commands.\n\n{error.format_message()}"
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None and parameter.name == "exercise":
        message = say("Missing argument 'EXERCISE'. Name one, such as ex01; “grader list” shows them.")
    option = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption" and context is not None and option:
        known = [name for parameter in context.command.params for name in parameter.opts if name[:2] == "--"]
        near = near_names(option, [*known, "--help"], limit=1)
        hint = sentence(" Did you mean “{name}”?", name=near[0]) if near else ""
        if option[1:2].isdigit():
            hint = sentence(" If it is none, put it last, after “--”.")
        message = say("There is no option “{option}”.{hint}", option=option, hint=hint)
    command = context.command_path if context is not None else "grader"
    return say("{message} (“{command} --help” shows the usage.)", message=message, command=command)


def _sentence(error: GraderError) -> str:
    """Return an error's own sentence; a kit's faults each on a line of their own."""
    if not isinstance(error, KitError):
        return spoken(error.text) or type(error).__name__
    # What is wrong in a kit is for its author, who is spoken English to.
    return say_counted(
        "The kit has {count} fault:\n{faults}",
        "The kit has {count} faults:\n{faults}",
        len(error.faults),
        faults=str(error),
    )


def _own_fault(error: Exception, *, is_verbose: bool) -> str:
    """Return the sentence about our own fault; the traceback goes to a file, or into it if asked for."""
    import tempfile
    import traceback

    trace = "".join(traceback.format_exception(error))
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    start = say("This is a fault of the grader, not of your work: {what}.", what=what)
    if is_verbose:
        return f"{start}\n{trace}"
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            prefix="grader-fault-",
            suffix=".txt",
            delete=False,
        ) as file:
            file.write(trace)
    except OSError:
        return f"{start}\n{trace}"
    return say("{start} Details are in {file}.", start=start, file=file.name)


def _say(sentence: str) -> None:
    """Write to standard error; nobody may be listening there either."""
    with contextlib.suppress(OSError):
        print(f"grader: {sentence}", file=sys.stderr, flush=True)


def _open_closed_streams() -> None:
    """Give a command that was started without standard streams some that lead nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open to the end


if __name__ == "__main__":
    command()
