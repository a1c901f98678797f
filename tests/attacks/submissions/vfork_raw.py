# ends: returned, raised
# forks by raw system calls

import ctypes
import os


def attack(scene):
    libc, me = ctypes.CDLL(None), os.getpid()
    for call in ((56, 17, 0, 0, 0, 0), (57,), (435, (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17), 88)):
        child = libc.syscall(*call)
        if os.getpid() != me:
            os._exit(0)
        if child > 0:
            return scene["got_through"]
