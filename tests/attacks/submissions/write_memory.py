# ends: returned, raised
# writes another process's memory

import ctypes


def attack(scene):
    buffer = ctypes.create_string_buffer(b"overwritten")
    local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), len(buffer))
    remote = (ctypes.c_size_t * 2)(scene["decoy_address"], len(buffer))
    ctypes.CDLL(None).syscall(311, scene["decoy_pid"], local, 1, remote, 1, 0)
