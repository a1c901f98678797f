"""The mathematics of an exercise, stated once: from a SymPy cost to oracle, probes and recognisers."""
