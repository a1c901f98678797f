# ends: returned, raised
# moves to another folder and root

import os


def attack(scene):
    for move in (os.chdir, os.chroot):
        try:
            move(scene["folder"])
        except OSError:
            pass
    with open("secret.txt") as file:
        return file.read()
