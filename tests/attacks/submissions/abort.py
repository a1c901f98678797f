# ends: crashed
# aborts

import os


def attack(scene):
    os.abort()
