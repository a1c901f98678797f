# ends: returned, raised
# attaches to other processes as a debugger

import ctypes


def attack(scene):
    libc = ctypes.CDLL(None)
    for pid in (scene["decoy_pid"], scene["judge_pid"], scene["zygote_pid"]):
        for request in (16, 0x4206):
            if libc.syscall(101, request, pid, 0, 0) == 0:
                return scene["got_through"]
