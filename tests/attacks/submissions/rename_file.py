# ends: returned, raised
# renames a file

import os


def attack(scene):
    os.rename(scene["canary_path"], scene["canary_path"] + ".moved")
