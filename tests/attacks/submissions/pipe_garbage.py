# ends: tampered
# answers with garbage

import os


def attack(scene):
    os.write(4, b"\xff" * 64)
