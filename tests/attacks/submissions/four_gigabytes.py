# ends: out-of-memory
# asks for four gigabytes

import numpy as np


def attack(scene):
    return np.ones(1 << 29).sum()
