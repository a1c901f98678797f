"""The `grader` command; each subcommand's module is imported when it is called, not before."""

from __future__ import annotations

import builtins
import re
from importlib import import_module
from pathlib import Path

import click

from grader import __version__
from grader.cli.options import begin_in_english, language_option
from grader.errors import near_names
from grader.languages import say
from grader.wording import sentence

# Command -> the sentence that `grader --help` shows, so that the help imports no subcommand.
COMMANDS = {
    "start": "Lay out a workspace to solve the exercises in.",
    "list": "Show the exercises and how far you are.",
    "next": "Show the exercise to go on with.",
    "check": "Judge a submission with an exercise's hidden checks.",
    "show": "Draw a submission's path beside the right one.",
    "examples": "Run an exercise's visible checks.",
    "watch": "Judge a file each time you save it.",
    "hint": "Show an exercise's hints, one at a time.",
    "solution": "Show a solution beside your own, after a pass.",
    "reset": "Put an exercise's file back as it came; yours is kept.",
    "progress": "Look back: exercises, concepts, mistakes overcome.",
    "cards": "Review flash cards, those that are due first.",
    "misconceptions": "Show the mistakes that the grader can name.",
    "grade": "Grade the submissions of a class.",
    "gradebook": "Show and correct what a class has reached.",
    "report": "Show what a class has not understood.",
    "export": "Hand out points, feedback and packs that grade.",
    "release": "Make the learner's half of a kit to hand out.",
    "new": "Make a new exercise from a cost.",
    "validate": "Look for faults in a kit.",
    "quiz": "Take quizzes, check concepts, build their pages.",
    "doctor": "Say what on this machine does not fit, and what to do.",
    "completion": "Print what makes a shell complete our commands.",
}

#: For instructors and authors: the bare command only names them, so that it keeps within a small screen.
FOR_TEACHING = ("grade", "gradebook", "report", "export", "release", "new", "validate", "quiz")

EXAMPLES = """\b
Examples:
  grader start gradient-descent
  grader check ex03
  grader watch ex03
  grader check --help"""

EXIT_CODES = """\b
Exit codes:
  0    all points, or done
  1    not all points, or something to mend
  2    wrong usage, an unreadable file or a broken kit
  3    our own fault
  4    isolation was demanded and cannot be had
  130  interrupted"""


class NearGroup(click.Group):
    """A group that names the nearest subcommand where there is none of that name."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each subcommand with its first sentence: whole, where click would cut it off."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=1000)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand that is meant."""
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-"):
            near = near_names(name, self.list_commands(ctx), limit=1)
            hint = sentence(" Did you mean “{name}”?", name=near[0]) if near else ""
            raise click.UsageError(say("There is no command “{name}”.{hint}", name=name, hint=hint), ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(NearGroup):
    """A group that imports a subcommand's module when the subcommand is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands in the order of the help."""
        # Not list(COMMANDS): once grader.cli.list is imported, “list” means that module here.
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        # A function that would hide a built-in one, as list does, has an underscore after its name.
        function = f"{cmd_name}_" if hasattr(builtins, cmd_name) else cmd_name
        command = getattr(import_module(f"grader.cli.{cmd_name}"), function)
        assert isinstance(command, click.Command)
        return command

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Complete a subcommand's name without importing any; options are click's affair."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand that is meant; who names an exercise probably wants it judged."""
        name = args[0]
        if name not in COMMANDS and re.match(r"(ex)?\d", name):
            hint = sentence(" Did you mean “{name}”?", name=f"grader check {name}")
            raise click.UsageError(say("There is no command “{name}”.{hint}", name=name, hint=hint), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, invoke_without_command=True, epilog=f"{EXAMPLES}\n\n{EXIT_CODES}")
@click.option("--kit", type=click.Path(path_type=Path), help="Folder with exercises/ and solutions/.")
@language_option
@click.version_option(__version__, prog_name="grader", message="%(prog)s %(version)s")
@click.pass_context
def grader(context: click.Context, kit: Path | None) -> None:
    """Exercises on gradient descent's update rule, graded in isolation."""
    context.obj = kit
    begin_in_english(kit)
    if context.invoked_subcommand is None:
        click.echo(_in_short(context))


def _in_short(context: click.Context) -> str:
    """Return what there is, short enough for a small screen; --help says the rest."""
    formatter = context.make_formatter()
    # Without the sentence of --help, and of commands for teaching only the names: a screen has 24 lines.
    with formatter.section("Commands"):
        formatter.write_dl([pair for pair in COMMANDS.items() if pair[0] not in FOR_TEACHING])
    formatter.write_paragraph()
    formatter.write_text(f"For teaching: {', '.join(FOR_TEACHING)}; “grader --help” says more.")
    formatter.write_text("Begin with “grader start DIR”; “grader check --help” says more of a command.")
    return formatter.getvalue().rstrip("\n")
