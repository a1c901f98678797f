# ends: returned, raised
# changes a file's times

import os


def attack(scene):
    os.utime(scene["canary_path"], (1, 1))
