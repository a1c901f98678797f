# ends: returned, raised
# asks for the existence and the size of a file outside

import os


def attack(scene):
    return os.stat(scene["secret_path"]).st_size
