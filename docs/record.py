"""Records the verdict at the top of README: a real run, drawn for light and for dark pages.

Run `python docs/record.py` after anything has changed that a verdict shows; a test compares.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(DOCS))

from building.terminal_svg import DARK, LIGHT, draw, plain  # noqa: E402 - the folder has to be known first

FOLDER = DOCS / "recorded"
WRONG = ROOT / "tests" / "submissions" / "ex03" / "wrong_sequential_update_w_first.py"
COMMAND = "grader check ex03 --seed 1"
TITLE = f"What “{COMMAND}” prints for an update that is not simultaneous"
COLUMNS = 80


def run() -> str:
    """Return what the command prints in a workspace in which a learner made the mistake, colours included."""
    sys.path.insert(0, str(ROOT))
    from grader.kit import find_kit
    from grader.workspace import lay_out

    with tempfile.TemporaryDirectory() as folder:
        kit = find_kit(ROOT)
        lay_out(kit, Path(folder))
        stem = kit.resolve("ex03")
        shutil.copyfile(WRONG, Path(folder) / "exercises" / stem / "ex03.py")
        dropped = ("NO_COLOR", "GRADER_LANGUAGE", "LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE")
        environment = {name: value for name, value in os.environ.items() if name not in dropped}
        environment |= {
            "COLUMNS": str(COLUMNS),
            "FORCE_COLOR": "1",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-m", *COMMAND.split()],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
    if done.returncode != 1:
        raise SystemExit(f"“{COMMAND}” ended with {done.returncode}, not 1: {done.stderr or done.stdout}")
    return done.stdout


def recorded() -> dict[str, str]:
    """Return the files that belong in the folder, by name."""
    shown = f"\x1b[2m$\x1b[0m \x1b[1m{COMMAND}\x1b[0m\n\n{run()}"
    return {
        "verdict-light.svg": draw(shown, LIGHT, title=TITLE),
        "verdict-dark.svg": draw(shown, DARK, title=TITLE),
        "verdict.txt": plain(shown),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in recorded().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/recorded/{name}")
