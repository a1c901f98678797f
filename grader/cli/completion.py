"""`grader completion`: what makes a shell complete our commands, options and exercises."""

from __future__ import annotations

import click

from grader.cli.output import write_out
from grader.errors import ExitCode

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_GRADER_COMPLETE"

_HOW = {
    "bash": (
        'For this session:  eval "$(grader completion bash)"',
        "For all of them:   grader completion bash > ~/.local/share/bash-completion/completions/grader",
        "(make that folder first if it is not there; Bash 4.4 or newer)",
    ),
    "zsh": (
        'For this session:  eval "$(grader completion zsh)"',
        "For all of them:   add that line to ~/.zshrc, below the one with compinit",
    ),
    "fish": (
        "For this session:  grader completion fish | source",
        "For all of them:   grader completion fish > ~/.config/fish/completions/grader.fish",
    ),
}

EXAMPLES = """\b
Examples:
  eval "$(grader completion bash)"
  grader completion zsh
  grader completion fish | source"""


@click.command(epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the script that makes SHELL complete our commands, options and exercises.

    The script begins with how to use it, as comments.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(context.find_root().command, {}, "grader", VARIABLE)
    # Not source(): for Bash that would start one only to ask for its version.
    text = script.source_template % script.source_vars()
    comments = "".join(f"# {line}\n" for line in _HOW[shell])
    write_out(f"{comments}\n{text.strip()}\n", color=False)
    return ExitCode.ALL_POINTS
