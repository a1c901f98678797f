# ends: returned, raised
# reads another process's memory

import ctypes


def attack(scene):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(scene["secret_length"])
    local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), len(buffer))
    remote = (ctypes.c_size_t * 2)(scene["decoy_address"], len(buffer))
    libc.syscall(310, scene["decoy_pid"], local, 1, remote, 1, 0)
    return buffer.raw.decode("latin-1")
