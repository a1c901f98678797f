"""The catalogue: every mistake that the kit can name, a module for each kind."""
