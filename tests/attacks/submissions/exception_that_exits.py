# ends: exited
# raises an exception whose text ends the process

import os


class Evil(Exception):
    def __str__(self):
        os._exit(0)


def attack(scene):
    raise Evil
