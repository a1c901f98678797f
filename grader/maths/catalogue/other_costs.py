"""Mistakes that belong to logistic regression, penalties, networks and saddle points."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table()
