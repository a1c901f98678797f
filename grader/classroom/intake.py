"""Finds out who handed in what: every file gets an owner and an exercise, or a sentence that says why not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from grader.classroom import intake_tables
from grader.classroom.intake_findings import NOT_GRADED, HandedIn, Problem, Taken
from grader.classroom.intake_gradescope import submitters_in
from grader.classroom.intake_known import recognise
from grader.classroom.intake_names import Owner, exercise_names, is_handed_in, owner_of, plain_name
from grader.classroom.intake_owners import Owners, names_of
from grader.classroom.intake_places import recognised_by
from grader.classroom.intake_roster import Roster
from grader.classroom.intake_tray import (
    METADATA,
    OTHER_ENCODING,
    RefusedError,
    is_plain,
    open_tray,
    shown_name,
)
from grader.classroom.records import Learner
from grader.errors import UnknownExerciseError, UnreadableSubmissionError
from grader.notebook.reading import gather_notebook, is_notebook, read_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from grader.kit import Kit

_EXACT, _NAMED, _FITTING = range(3)
_NOT_GRADED = f"({', '.join(repr(kind) for kind in NOT_GRADED)})"


class Intake:
    """The hand-ins of a folder or a zip; what is known of them lies in a temporary database, not in memory.

    Parameters
    ----------
    path : Path
        The folder or zip.
    kit : Kit
        Whose exercises they are for.
    exercise : str or None
        The stem of the only exercise that counts; by default each file's is told from names and code.
    roster : Path or None
        A CSV of whoever is enrolled.
    prefix : str
        What names of cloned repositories begin with; by default what they share.
    progress : callable
        Told on the way how many files were found, and of how many of them it is known whose they are.
    known : iterable of Learner
        Whom the gradebook knows; with a roster, which may call them otherwise.
    """

    def __init__(
        self,
        path: Path,
        kit: Kit,
        *,
        exercise: str | None = None,
        roster: Path | None = None,
        prefix: str = "",
        progress: Callable[[int, int], None] = lambda n_found, n_known: None,
        known: Iterable[Learner] = (),
    ) -> None:
        self._kit, self._path = kit, path
        self._progress = progress
        self._exercise = exercise
        self._prefix = prefix
        self._tray = open_tray(path)
        # Named by nothing, so that it is on the disk if it is large, and gone when it is closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(intake_tables.TABLES)
        self._roster: Roster | None = None
        try:
            if roster is not None:
                self._roster = Roster(self._database)
                self._roster.read(roster)
                recognise(self._roster, known)
            self._database.execute("BEGIN")
            self._list_files()
            self._find_owners()
            self._choose()
        except BaseException:
            self.close()
            raise

    # --- what was found ---------------------------------------------------------------------------

    @property
    def has_roster(self) -> bool:
        """Whether a roster says who is enrolled."""
        return self._roster is not None

    @property
    def scope(self) -> str:
        """What tells the same command from another one: a hash of which files and exercise it is about."""
        told = f"{self._path.resolve()}\0{self._exercise or ''}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def taken(self) -> Iterator[Taken]:
        """Yield what is to be graded, by exercise and learner."""
        query = "SELECT learner, exercise, path, handed_in_at, late FROM taken ORDER BY exercise, learner"
        for learner, exercise, path, handed_in_at, late in self._rows(query):
            yield Taken(learner, exercise, path, handed_in_at, None if late is None else bool(late))

    def name_of(self, learner: str) -> str:
        """Return a learner's name as people write it; empty if it is not known."""
        row = self._rows("SELECT name FROM people WHERE learner = ?", (learner,)).fetchone()
        return str(row[0]) if row else ""

    def counts(self) -> dict[str, int]:
        """Return how many hand-ins there are to each exercise."""
        return dict(self._rows("SELECT exercise, count(*) FROM taken GROUP BY exercise ORDER BY exercise"))

    def stems(self) -> list[str]:
        """Return the exercises that something was handed in to, also if none of it can be graded."""
        query = (
            "SELECT exercise FROM taken UNION SELECT exercise FROM problems "
            f"WHERE exercise <> '' AND kind IN {_NOT_GRADED} ORDER BY 1"
        )
        return [exercise for (exercise,) in self._rows(query)]

    def problems(self, *kinds: str) -> Iterator[Problem]:
        """Yield what is not graded and why, or what is worth a look, by path."""
        where = f"WHERE kind IN ({', '.join('?' * len(kinds))}) " if kinds else ""
        columns = "path, learner, exercise, kind, sentence"
        for row in self._rows(f"SELECT {columns} FROM problems {where}ORDER BY path, learner", kinds):
            yield Problem(*row)

    def learners(self) -> Iterator[Learner]:
        """Yield who handed in or is enrolled."""
        query = "SELECT learner, name, enrolled, row FROM people ORDER BY learner"
        for learner, name, enrolled, row in self._rows(query):
            yield Learner(learner, name, None if enrolled is None else bool(enrolled), json.loads(row))

    def missing(self) -> Iterator[tuple[str, str, str]]:
        """Yield learner, name and exercise where somebody enrolled handed in nothing, not even a problem."""
        yield from self._rows(
            "SELECT people.learner, name, stems.exercise FROM people "
            "JOIN (SELECT DISTINCT exercise FROM taken) AS stems LEFT JOIN taken "
            "ON taken.learner = people.learner AND taken.exercise = stems.exercise "
            "WHERE enrolled = 1 AND taken.path IS NULL AND NOT EXISTS ("
            f"SELECT 1 FROM problems WHERE problems.learner = people.learner AND kind IN {_NOT_GRADED} "
            "AND problems.exercise IN ('', stems.exercise)) ORDER BY people.learner, stems.exercise"
        )

    def not_graded(self) -> Iterator[Problem]:
        """Yield what keeps somebody from having a result, for no other file of theirs is graded instead."""
        query = (
            f"SELECT path, learner, exercise, kind, sentence FROM problems WHERE kind IN {_NOT_GRADED} "
            "AND learner <> '' AND NOT EXISTS (SELECT 1 FROM taken WHERE taken.learner = problems.learner "
            "AND problems.exercise IN ('', taken.exercise) AND taken.path <> problems.path) "
            "ORDER BY learner, exercise, path"
        )
        for row in self._rows(query):
            yield Problem(*row)

    def is_taken(self, learner: str, exercise: str) -> bool:
        """Tell whether something of a learner is graded in an exercise; in any if it is empty."""
        query = "SELECT 1 FROM taken WHERE learner = ? AND ? IN ('', exercise)"
        return self._rows(query, (learner, exercise)).fetchone() is not None

    def strangers(self) -> Iterator[Learner]:
        """Yield who handed in and is not in the roster."""
        return (learner for learner in self.learners() if learner.enrolled is False)

    def renamed(self) -> Iterator[tuple[str, str]]:
        """Yield what learners would be called without the roster, and what they are called with it."""
        return self._roster.renamed() if self._roster is not None else iter(())

    def read(self, taken: Taken) -> HandedIn:
        """Return what was handed in, of a notebook what the exercise's functions need.

        Raises
        ------
        RefusedError
            It is not to be had, or no notebook.
        """
        content = self._tray.read(taken.path)
        sha256 = hashlib.sha256(content).hexdigest()
        if not is_notebook(taken.path):
            return HandedIn(sha256, content)
        functions = [function.name for function in self._kit.exercise(taken.exercise).functions]
        try:
            gathered = gather_notebook(content, taken.path, functions)
        except UnreadableSubmissionError as error:
            raise RefusedError(error.reason) from None
        return HandedIn(sha256, gathered.source, gathered)

    def refuse(self, taken: Taken, sentence: str) -> None:
        """Note that a file could not be read after all."""
        self._note(taken.path, taken.learner, taken.exercise, "refused", sentence)

    def _text(self, path: str) -> str:
        """Return a file's whole code, to see what it defines; nothing if it cannot be read."""
        try:
            content = self._tray.read(path)
            if is_notebook(path):
                return "\n".join(cell.source for cell in read_cells(content, path))
            return content.decode("utf-8")
        except (RefusedError, UnreadableSubmissionError, UnicodeDecodeError):
            return ""  # it is said, and better, when the file is read to be graded

    # --- finding ----------------------------------------------------------------------------------

    def _list_files(self) -> None:
        """Note all files, clones and Gradescope's metadata."""
        for number, found in enumerate(self._tray.found(), 1):
            self._progress(number, 0)
            if found.is_clone:
                self._database.execute("INSERT OR IGNORE INTO clones VALUES (?)", (found.path,))
            elif found.refusal:
                self._note(shown_name(found.path), "", "", "refused", found.refusal)
            elif found.is_foreign:
                # Platforms keep what was handed in and nothing else. Elsewhere anything may lie beside it,
                # but what is called like an exercise was meant as one, such as ex03.py.txt.
                owner = owner_of(found.path)
                is_named = bool(exercise_names(found.path.rpartition("/")[2], ()))
                if owner is not None and (owner.identity or is_named):
                    sentence = "it is neither a Python file nor a notebook; ask for one."
                    self._note(shown_name(found.path), "", "", "foreign", sentence)
            elif found.path.endswith(METADATA):
                self._read_metadata(found.path)
            elif is_handed_in(found.path.rpartition("/")[2]):
                self._database.execute("INSERT OR IGNORE INTO files VALUES (?)", (found.path,))

    def _read_metadata(self, path: str) -> None:
        above = path.rpartition("/")[0]
        try:
            text = self._tray.read(path).decode("utf-8")
        except (RefusedError, UnicodeDecodeError) as error:
            self._note(path, "", "", "refused", str(error) or "it is not UTF-8.")
            return
        for person in submitters_in(text):
            folder = f"{above}/{person.folder}" if above else person.folder
            row = (folder, person.name, person.sid, person.email, person.handed_in_at)
            self._database.execute("INSERT INTO gradescope VALUES (?, ?, ?, ?, ?)", row)

    def _find_owners(self) -> None:
        """Give every file an owner and an exercise."""
        self._owners = Owners(self._database, self._roster, self._prefix)
        n_files = self._rows("SELECT count(*) FROM files").fetchone()[0]
        for number, (path,) in enumerate(self._rows("SELECT path FROM files ORDER BY path"), 1):
            self._progress(n_files, number)
            owners = [*self._owners.of(path)]
            if not owners:
                sentence = "nothing tells whose it is; put it into a folder with the learner's name."
                self._note(path, "", "", "unknown", sentence)
            for owner in owners:
                self._add(path, owner)

    def _add(self, path: str, owner: Owner) -> None:
        """Note a file as what its owner may have handed in to an exercise."""
        learners = self._known_as(owner)
        exercise, rank = self._exercise_of(path, owner)
        for learner in learners:
            if exercise is None and rank == _NAMED:
                self._note(path, learner, "", "other", "its name says that it is for another exercise.")
            elif len(learners) > 1:
                sentence = (
                    f"the roster has several who may be meant: {' and '.join(learners)}; "
                    f"put one of these into its name in place of “{owner.learner}”."
                )
                self._note(path, learner, exercise or "", "ambiguous", sentence)
            elif exercise is None and rank == _FITTING:
                sentence = "its exercise cannot be told; name it like ex03.py, or give --exercise."
                self._note(path, learner, "", "unknown", sentence)
            elif exercise is not None:
                late = None if owner.late is None else int(owner.late)
                values = (exercise, learner, path, rank, owner.attempt, owner.handed_in_at, late)
                self._rows("INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _known_as(self, owner: Owner) -> list[str]:
        """Return what the gradebook calls a learner: the roster's word if it has one; several if unclear."""
        enrolled = None
        if self._roster is not None:
            matches = self._roster.match(names_of(owner))
            if len(matches) == 1:
                self._roster.rename(owner.learner, matches[0])
            if matches:
                return matches
            enrolled = 0
        row = json.dumps(dict(owner.identity), ensure_ascii=False)
        self._rows(
            "INSERT OR IGNORE INTO people VALUES (?, ?, ?, ?)", (owner.learner, owner.name, enrolled, row)
        )
        return [owner.learner]

    def _exercise_of(self, path: str, owner: Owner) -> tuple[str | None, int]:
        """Return a file's exercise and how sure that is; without one, `_FITTING` if it might be any."""
        if stem := self._named(owner):
            if self._exercise not in (None, stem):
                return None, _NAMED
            plain = plain_name(owner.file).rpartition(".")[0].lower()
            return stem, _EXACT if plain in (stem, stem.partition("_")[0]) else _NAMED
        stems = recognised_by(self._text(path), self._kit)
        if self._exercise is not None:
            # Whatever was handed in to the only exercise that counts is judged by it, if nothing fits better.
            return self._exercise, _FITTING if self._exercise in stems else _FITTING + 1
        return (stems[0], _FITTING) if len(stems) == 1 else (None, _FITTING)

    def _named(self, owner: Owner) -> str:
        """Return the exercise that a file's name or its folders tell; empty if they tell none."""
        for name in exercise_names(owner.file, owner.folders):
            with suppress(UnknownExerciseError):
                return self._kit.resolve(name)
        return ""

    # --- choosing ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Take of each learner and exercise the newest of the files that are most surely meant."""
        from itertools import groupby

        if self._roster is not None:
            self._database.execute("INSERT OR REPLACE INTO people SELECT learner, name, 1, row FROM enrolled")
        rows = self._rows(
            "SELECT exercise, learner, rank, handed_in_at, attempt, path, late FROM candidates "
            "ORDER BY exercise, learner, rank, coalesce(handed_in_at, '') DESC, attempt DESC, path"
        )
        for (exercise, learner), group in groupby(rows, key=lambda row: row[:2]):
            files = [row[2:] for row in group]
            best = files[0]
            equals = [file for file in files if file[:3] == best[:3]]
            if len(equals) > 1 and not self._are_same([file[3] for file in equals]):
                names = " and ".join(file[3] for file in equals[:3])
                sentence = f"{learner} handed in several files for {exercise}: {names}; keep one of them"
                if self._roster is None and len({file[3].rpartition("/")[0] for file in equals}) > 1:
                    sentence += ", or give --roster if they are of several learners"
                self._note(best[3], learner, exercise, "ambiguous", f"{sentence}.")
                continue
            _, handed_in_at, _, path, late = best
            self._database.execute(
                "INSERT INTO taken VALUES (?, ?, ?, ?, ?)", (exercise, learner, path, handed_in_at, late)
            )
            for other in files[1:]:
                self._note(other[3], learner, exercise, "ignored", f"{path} is graded instead.")
        self._find_owners_of_refused()
        for statement in intake_tables.SETTLING:
            self._database.execute(statement)

    def _find_owners_of_refused(self) -> None:
        """Note whose the refused files are and to which exercise, as far as their names can be trusted."""
        query = "SELECT rowid, path, kind, sentence FROM problems WHERE kind IN ('refused', 'foreign')"
        for number, path, kind, sentence in self._rows(query).fetchall():
            found = []
            for owner in self._owners.of(path) if is_plain(path) else ():
                learners = self._roster.match(names_of(owner)) if self._roster else []
                if len(learners) == 1 and self._roster:
                    self._roster.rename(owner.learner, learners[0])
                # What may be spelt otherwise is nobody's name, unless somebody in the roster has it.
                if not learners and sentence != OTHER_ENCODING:
                    learners = [owner.learner]
                exercise = self._named(owner)
                is_other = bool(exercise) and self._exercise not in (None, exercise)
                told = (exercise or self._exercise or "", "other" if is_other else kind, sentence)
                found += [(path, learner, *told) for learner in learners]
            if found:
                self._rows("DELETE FROM problems WHERE rowid = ?", (number,))
            for values in found:
                self._note(*values)

    def _are_same(self, paths: list[str]) -> bool:
        """Tell whether files have the same bytes."""
        try:
            return len({hashlib.sha256(self._tray.read(path)).digest() for path in paths}) == 1
        except RefusedError:
            return False

    def _note(self, path: str, learner: str, exercise: str, kind: str, sentence: str) -> None:
        values = (path, learner, exercise, kind, sentence)
        self._database.execute("INSERT INTO problems VALUES (?, ?, ?, ?, ?)", values)

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        return self._database.execute(query, values)

    def close(self) -> None:
        """Forget everything and let go of the folder or zip."""
        self._tray.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()
