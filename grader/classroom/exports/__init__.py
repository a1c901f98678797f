"""What leaves the house: points for learning platforms, feedback for learners, a kit's first half."""
