# ends: returned, raised
# kills through a process descriptor, and takes another's descriptors

import ctypes


def attack(scene):
    libc = ctypes.CDLL(None)
    for pid in (scene["decoy_pid"], scene["judge_pid"]):
        descriptor = libc.syscall(434, pid, 0)
        libc.syscall(424, descriptor, 9, None, 0)
        if libc.syscall(438, descriptor, 3, 0) >= 0:
            return scene["got_through"]
