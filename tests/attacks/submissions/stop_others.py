# ends: returned, raised
# stops a process of the same user

import os
import signal


def attack(scene):
    for pid in (scene["decoy_pid"], scene["zygote_pid"]):
        try:
            os.kill(pid, signal.SIGSTOP)
        except OSError:
            pass
