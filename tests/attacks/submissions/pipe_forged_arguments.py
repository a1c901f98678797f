# ends: tampered
# tells of more arguments than it was given

import json
import os
import struct


def attack(scene):
    text = json.dumps({"id": 2, "status": "returned", "value": 1, "after": [1, 2, 3]}).encode()
    os.write(4, struct.pack("<II", len(text), 0) + text)
    os._exit(0)
