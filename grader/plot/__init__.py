"""The verdict, seen: the learner's path beside the right one, on the cost that both walk on."""
