# ends: tampered
# answers with a pickle

import json
import os
import struct


def send(header, blob=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    data = struct.pack("<II", len(text), len(blob)) + text + blob
    while data:
        data = data[os.write(4, data) :]


def attack(scene):
    send({"id": 2, "status": "returned", "value": {"pickle": "gASVIAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAVlY2hvIJSFlFKULg=="}})
