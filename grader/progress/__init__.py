"""What a learner has reached, on this machine: small files that no verdict depends on."""

from __future__ import annotations

from grader.progress.answers import Answered, read_answers, read_met, record_answer
from grader.progress.cards import Cards, read_cards, read_saved
from grader.progress.record import Met, Progress, Record, read_progress, record_report, record_reset
from grader.progress.schedule import (
    Memory,
    count_cards,
    read_schedule,
    record_rating,
    set_apart,
    take_back,
    take_in,
)
from grader.progress.store import StateError, state_folder

__all__ = [
    "Answered",
    "Cards",
    "Memory",
    "Met",
    "Progress",
    "Record",
    "StateError",
    "count_cards",
    "read_answers",
    "read_cards",
    "read_met",
    "read_progress",
    "read_saved",
    "read_schedule",
    "record_answer",
    "record_rating",
    "record_report",
    "record_reset",
    "set_apart",
    "state_folder",
    "take_back",
    "take_in",
]
