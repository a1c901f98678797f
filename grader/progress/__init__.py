"""What a learner has reached, on this machine: one small file that no verdict depends on."""

from __future__ import annotations

from grader.progress.cards import Cards, read_cards
from grader.progress.record import Met, Progress, Record, read_progress, record_report, record_reset
from grader.progress.store import StateError, state_folder

__all__ = [
    "Cards",
    "Met",
    "Progress",
    "Record",
    "StateError",
    "read_cards",
    "read_progress",
    "record_report",
    "record_reset",
    "state_folder",
]
