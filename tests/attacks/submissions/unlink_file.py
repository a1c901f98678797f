# ends: returned, raised
# deletes a file

import os


def attack(scene):
    os.unlink(scene["canary_path"])
