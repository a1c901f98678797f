"""The class report: what a gradebook says of a whole class, counted in its database and shown on one page."""
