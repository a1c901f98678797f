"""The report as a caller of the API gets it: the judge's, which also shows itself."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from grader import results
from grader.languages import speaking

if TYPE_CHECKING:
    from pathlib import Path


class Report(results.Report):
    """All that is known of one judged submission; printed as in the terminal, rich in a notebook.

    Its fields are those of `grader.results.Report`; `docs/api.md` explains them.
    """

    #: What it is shown in, with the folders of a kit's own languages.
    _language: tuple[str, tuple[Path, ...]] = ("", ())

    @classmethod
    def of(cls, report: results.Report, language: str = "", own: tuple[Path, ...] = ()) -> Report:
        """Return a judge's report as one that shows itself, in the language that its sentences are in."""
        made = cls(**{part.name: getattr(report, part.name) for part in fields(report)})
        chosen = (language, own) if language else getattr(report, "_language", ("", ()))
        object.__setattr__(made, "_language", chosen)
        return made

    def __str__(self) -> str:
        """Return what `grader check` prints, without colours."""
        return self.render()

    def __repr__(self) -> str:
        """Return exercise, outcome and points."""
        from grader.feedback.sentences import points_of

        with speaking(*self._language):
            return f"<Report {self.exercise}: {self.outcome.value}, {points_of(self)}>"

    def render(self, *, width: int = 80, color: bool = False, verbose: bool = False) -> str:
        """Return the report as text for a terminal.

        Parameters
        ----------
        width : int
            Columns to be had.
        color : bool
            With colours.
        verbose : bool
            With the details of all checks, what the code printed, isolation and seed.
        """
        from grader.feedback.terminal import render

        with speaking(*self._language):
            return render(self, width=width, color=color, verbose=verbose).rstrip("\n")

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, as `grader check --json` prints it."""
        from grader.feedback.as_json import report_to_dict

        return report_to_dict(self)

    def _repr_html_(self) -> str:
        """Return the report as HTML, for notebooks."""
        return self._html(verbose=False)

    def _html(self, *, verbose: bool) -> str:
        from grader.feedback.as_html import to_html

        with speaking(*self._language):
            return to_html(self, verbose=verbose)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the report where IPython has only text."""
        printer.text(str(self))
