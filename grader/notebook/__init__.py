"""Notebooks as submissions: which of their cells' statements make the functions that are judged."""
