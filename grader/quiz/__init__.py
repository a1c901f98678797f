"""Concepts: from one TOML file to lessons, items with their variants, cards and pages."""
