"""Items and cards in the terminal: the same data, marking and schedule as on the pages."""
