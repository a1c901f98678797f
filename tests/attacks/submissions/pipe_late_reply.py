# ends: timed-out
# answers after the deadline

import time


def attack(scene):
    time.sleep(3)
    return 1
