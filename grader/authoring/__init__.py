"""The author's tools: wrong submissions made from the mathematics, and the gate for every exercise."""
