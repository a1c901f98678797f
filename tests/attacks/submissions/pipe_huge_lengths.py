# ends: tampered
# announces two gigabytes

import os
import struct


def attack(scene):
    os.write(4, struct.pack("<II", 1 << 31, 1 << 31))
