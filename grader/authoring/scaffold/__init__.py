"""A new exercise from a cost: read it, derive from it, write both halves."""

from __future__ import annotations

from grader.authoring.scaffold.statement import Statement, state
from grader.authoring.scaffold.writing import check_name, write_exercise

__all__ = ["Statement", "check_name", "state", "write_exercise"]
