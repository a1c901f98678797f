"""The grader for Python programs and notebooks: one call from a submission to its report."""

from grader.api.checking import check
from grader.api.report import Report

__all__ = ["Report", "check"]
