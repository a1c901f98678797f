# ends: returned, raised, tampered, timed-out, crashed
# writes garbage from a signal handler after the reply

import os
import signal


def attack(scene):
    signal.signal(signal.SIGALRM, lambda *details: os.write(4, b"garbage"))
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    return 1
