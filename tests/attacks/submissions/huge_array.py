# ends: returned, raised
# returns a hundred megabytes

import numpy as np


def attack(scene):
    return np.zeros(13_000_000)
