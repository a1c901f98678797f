"""From numbers, traces and calls to a named mistake and a line."""

from grader.diagnosis.diagnose import describe_unnamed, diagnose
from grader.diagnosis.keeping import keeps_nothing

__all__ = ["describe_unnamed", "diagnose", "keeps_nothing"]
