# ends: returned, raised
# kills the judge, the zygote and a process of the same user

import os
import signal


def attack(scene):
    for pid in (scene["decoy_pid"], scene["zygote_pid"], scene["judge_pid"], -1, -scene["decoy_pid"]):
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
