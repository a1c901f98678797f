# ends: tampered
# answers with an integer of half a million digits

import json
import os
import struct


def send(header, blob=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    data = struct.pack("<II", len(text), len(blob)) + text + blob
    while data:
        data = data[os.write(4, data) :]


def attack(scene):
    send(b'{"id": 2, "status": "returned", "value": ' + b"9" * 500_000 + b"}")
