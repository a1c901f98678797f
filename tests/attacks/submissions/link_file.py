# ends: returned, raised
# makes links and folders

import os


def attack(scene):
    for make in (os.symlink, os.link):
        try:
            make(scene["secret_path"], scene["folder"] + "/" + make.__name__)
        except OSError:
            pass
    os.mkdir(scene["folder"] + "/made")
