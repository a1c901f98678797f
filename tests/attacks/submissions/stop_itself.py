# ends: timed-out
# stops itself

import os
import signal


def attack(scene):
    os.kill(os.getpid(), signal.SIGSTOP)
