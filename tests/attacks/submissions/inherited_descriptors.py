# ends: returned, raised
# reads every descriptor that was left open

import os


def attack(scene):
    found = []
    for descriptor in range(5, 64):
        try:
            found.append(os.read(descriptor, 1000).decode("latin-1") + scene["got_through"])
        except OSError:
            pass
    return found
