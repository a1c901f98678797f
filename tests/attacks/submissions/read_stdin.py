# ends: returned, raised
# reads standard input

import sys


def attack(scene):
    return sys.stdin.read(), input()
