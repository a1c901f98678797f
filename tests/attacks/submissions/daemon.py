# ends: returned, raised
# leaves a process behind

import os
import time


def attack(scene):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
    return scene["got_through"]
