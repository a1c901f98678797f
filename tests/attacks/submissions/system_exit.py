# ends: exited
# leaves by sys.exit(0)

import sys


def attack(scene):
    sys.exit(0)
