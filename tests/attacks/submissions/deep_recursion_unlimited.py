# ends: crashed, out-of-memory, raised, timed-out
# recurses without end after raising the limit

import sys


class Chain:
    def __repr__(self):
        return repr([self])


def attack(scene):
    sys.setrecursionlimit(10**9)
    return repr(Chain())
