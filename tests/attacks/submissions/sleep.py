# ends: timed-out
# sleeps

import time


def attack(scene):
    time.sleep(3600)
