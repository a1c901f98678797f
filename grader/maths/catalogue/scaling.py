"""Mistakes in scaling features."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table()
