"""Concepts for other programs: one neutral bank of questions and cards, and a writer for each format."""
