# ends: tampered
# tells of a call that nobody wanted to be recorded

import json
import os
import struct


def attack(scene):
    text = json.dumps({"id": 2, "status": "returned", "value": 1, "calls": [["compute_gradient", [1]]]}).encode()
    os.write(4, struct.pack("<II", len(text), 0) + text)
    os._exit(0)
