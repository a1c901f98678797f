# ends: returned, raised
# connects to a UNIX socket by its path

import socket


def attack(scene):
    socket.socket(socket.AF_UNIX).connect(scene["unix_path"])
