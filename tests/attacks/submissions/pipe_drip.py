# ends: timed-out
# answers one byte at a time

import os
import struct
import time


def attack(scene):
    for byte in struct.pack("<II", 1000, 0) + b" " * 1000:
        os.write(4, bytes([byte]))
        time.sleep(0.1)
