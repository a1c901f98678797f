"""From numbers, traces and calls to a named mistake and a line."""

from grader.diagnosis.diagnose import diagnose

__all__ = ["diagnose"]
