# ends: tampered, timed-out
# puts the reply pipe in the place of the output

import os


def attack(scene):
    os.dup2(4, 1)
    print("not a frame at all")
    return 1
