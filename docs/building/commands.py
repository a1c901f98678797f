"""The reference of commands, from click: every command and option, its examples and exit codes."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import click

from grader.cli import COMMANDS, EXIT_CODES, grader

if TYPE_CHECKING:
    from collections.abc import Iterator


def reference() -> str:
    """Return the reference of all commands as Markdown."""
    parts = [_exit_codes("## Exit codes", EXIT_CODES)]
    parts += [_section(context) for context in contexts()]
    return "\n\n".join(parts)


def contexts() -> Iterator[click.Context]:
    """Yield a context for each command: `grader`, its commands in the order of its help, and theirs."""
    top = click.Context(grader, info_name="grader")
    yield top
    for name in COMMANDS:
        command = grader.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top)
        yield context
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                inner = command.get_command(context, below)
                assert inner is not None
                yield click.Context(inner, info_name=below, parent=context)


def _section(context: click.Context) -> str:
    """Return what there is to say about one command."""
    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"{'#' * _depth(context)} {context.command_path}", f"```text\n{usage}\n```"]
    parts += _paragraphs(command.help or "")
    parts.append(_options(context))
    parts += _epilog(command.epilog or "")
    return "\n\n".join(part for part in parts if part)


def _depth(context: click.Context) -> int:
    """Return the depth of a command's heading."""
    return max(2, len(context.command_path.split()))


def _paragraphs(text: str) -> list[str]:
    """Return a help text's paragraphs; those that click leaves as they are become blocks."""
    parts = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            parts.append(f"```text\n{paragraph.removeprefix(chr(8)).strip(chr(10))}\n```")
        else:
            parts.append(escaped(" ".join(paragraph.split())))
    return parts


def _options(context: click.Context) -> str:
    """Return the table of a command's options."""
    rows = []
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        # Arguments are explained by the text above the table.
        if record is not None and isinstance(parameter, click.Option):
            names, meaning = record
            rows.append(f"| `{names.replace('|', chr(92) + '|')}` | {escaped(' '.join(meaning.split()))} |")
    return "\n".join(["| option | meaning |", "| --- | --- |", *rows])


def _epilog(text: str) -> list[str]:
    """Return what stands below the options: examples, exit codes, or something of the command's own."""
    parts = []
    for block in inspect.cleandoc(text).split("\n\n"):
        kept = block.removeprefix("\b").strip("\n")
        title, _, lines = kept.partition("\n")
        if not kept:
            continue
        if title == "Examples:":
            parts += [title, f"```sh\n{inspect.cleandoc(lines)}\n```"]
        elif block.strip("\n") == EXIT_CODES:
            parts.append("Exit codes: [as for all commands](#exit-codes).")
        elif title == "Exit codes:":
            parts.append(_exit_codes(title, kept))
        else:
            parts.append(f"```text\n{kept}\n```")
    return parts


def _exit_codes(title: str, text: str) -> str:
    """Return a table of exit codes."""
    rows = [
        f"| {code} | {escaped(meaning)} |" for code, meaning in re.findall(r"^  (\d+) +(.*)$", text, re.M)
    ]
    return "\n".join([title, "", "| exit code | meaning |", "| --- | --- |", *rows])


def escaped(text: str) -> str:
    """Return a text in which Markdown sees nothing but words."""
    return re.sub(r"([\\`*_{}\[\]<>|$])", r"\\\1", text)
