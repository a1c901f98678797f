"""A report for people and machines: terminal, JSON, JUnit and GitHub."""
