# ends: exited
# leaves by os._exit(0)

import os


def attack(scene):
    os._exit(0)
