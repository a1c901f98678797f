# ends: returned, raised
# changes a file's mode

import os


def attack(scene):
    os.chmod(scene["canary_path"], 0o777)
