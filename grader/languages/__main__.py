"""For translators: `python -m grader.languages CODE` says what a language lacks, and can draft the rest.

It is no subcommand of `grader`, for neither learners nor instructors need it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from grader.errors import ExitCode, UsageError
from grader.languages.catalogue import ABOUT, FOLDER, Catalogue, known_languages, read_catalogue
from grader.languages.plurals import FORMS
from grader.languages.survey import Said, faults_of, is_translated, said_to_learners

_USAGE = "usage: python -m grader.languages CODE [FOLDER] [--draft]"
_DRAFT = "sentences.json"


def main(arguments: list[str]) -> int:
    """Print what a language lacks; with --draft write what is missing, empty, into its folder.

    Parameters
    ----------
    arguments : list of str
        The language's code; a folder of languages besides ours, such as a kit's `languages`; `--draft`.
    """
    names = [argument for argument in arguments if argument != "--draft"]
    if not 1 <= len(names) <= 2 or names[0].startswith("-"):
        print(_USAGE, file=sys.stderr)
        return ExitCode.USAGE
    code, own = names[0], [Path(name) for name in names[1:]]
    said = said_to_learners()
    folders = known_languages(own).get(code, [])
    try:
        catalogue = read_catalogue(code, folders) if folders else Catalogue(code, {})
    except UsageError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if "--draft" in arguments:
        print(_draft((own or [FOLDER])[0] / code, catalogue, said))
        return ExitCode.ALL_POINTS
    faults = faults_of(catalogue, said)
    for fault in faults:
        print(fault)
    n_said = sum(is_translated(catalogue, pattern) for pattern in said)
    print(f"{code}: {n_said} of {len(said)} sentences.")
    return ExitCode.NOT_ALL_POINTS if faults else ExitCode.ALL_POINTS


def _draft(folder: Path, catalogue: Catalogue, said: dict[str, Said]) -> str:
    """Write what is missing with empty translations; until they are filled it is said in English."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ABOUT).exists():
        about = {"name": catalogue.language, "plural": catalogue.plural}
        (folder / ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")
    path = folder / _DRAFT
    there = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    forms = FORMS[catalogue.plural]
    n_missing = 0
    for pattern, where in said.items():
        if pattern not in there and not is_translated(catalogue, pattern):
            there[pattern] = dict.fromkeys(forms, "") if where.is_counted else ""
            n_missing += 1
    path.write_text(json.dumps(there, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return f"{path}: {n_missing} sentences to translate."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
