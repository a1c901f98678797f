# ends: crashed, returned
# uses the x32 numbers of system calls (x86_64)

import ctypes


def attack(scene):
    outcome = ctypes.CDLL(None).syscall(0x40000000 + 39)
    return scene["got_through"] if outcome > 0 else outcome
