# ends: timed-out
# takes the next request itself

import os


def attack(scene):
    return os.read(3, 1 << 16)
