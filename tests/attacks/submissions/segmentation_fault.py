# ends: crashed
# reads from nowhere

import ctypes


def attack(scene):
    return ctypes.string_at(0)
