# ends: returned, raised
# forks a hundred times

import os


def attack(scene):
    forked = 0
    for _ in range(100):
        try:
            if os.fork() == 0:
                while True:
                    pass
            forked += 1
        except OSError:
            pass
    return [scene["got_through"]] * forked
