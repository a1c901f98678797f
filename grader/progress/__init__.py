"""What a learner has reached, on this machine: one small file that no verdict depends on."""

from __future__ import annotations

from grader.progress.record import Met, Progress, Record, read_progress, record_report, record_reset
from grader.progress.store import StateError, state_folder

__all__ = [
    "Met",
    "Progress",
    "Record",
    "StateError",
    "read_progress",
    "record_report",
    "record_reset",
    "state_folder",
]
