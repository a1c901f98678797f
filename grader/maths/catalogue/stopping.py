"""Mistakes in deciding when to stop, and in judging a learning rate."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table()
