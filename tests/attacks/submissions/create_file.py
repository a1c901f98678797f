# ends: returned, raised
# creates a file in a folder that everyone may write

import os


def attack(scene):
    os.close(os.open(scene["folder"] + "/created", os.O_CREAT | os.O_WRONLY))
