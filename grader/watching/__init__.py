"""Judges a file each time it is saved, with the judge kept warm and keys to go on."""

from __future__ import annotations

from grader.watching.loop import View, watch

__all__ = ["View", "watch"]
