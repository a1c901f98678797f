# ends: returned, raised
# lists a folder outside

import os


def attack(scene):
    return os.listdir(scene["folder"]), list(os.walk(scene["folder"]))
