"""Mistakes in momentum, adaptive steps and schedules."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table()
