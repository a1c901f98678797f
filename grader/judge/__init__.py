"""The judge: an exercise's hidden suite, run on a submission across the trust line."""
