# ends: returned, raised
# makes namespaces of its own

import ctypes


def attack(scene):
    libc = ctypes.CDLL(None)
    for flags in (0x10000000, 0x00020000, 0x20000000):
        if libc.syscall(272, flags) == 0:
            return scene["got_through"]
