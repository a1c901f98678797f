"""Grades the submissions of a class, and keeps what came of it in a gradebook."""
