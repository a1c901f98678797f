"""Runs pieces of code from standard input and says what each printed; a process of its own."""

import contextlib
import io
import json
import sys


def output_of(code: str) -> str:
    """Return what a piece of code prints; with a zero byte and the reason if it does not run."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "<code>", "exec"), {"__name__": "__quiz__"})
    except BaseException as error:
        return f"\0{type(error).__name__}: {error}"
    return printed.getvalue().rstrip("\n")


if __name__ == "__main__":
    codes = json.loads(sys.stdin.read())
    outputs = [output_of(code) for code in codes]
    sys.stdout.write(json.dumps(outputs))
