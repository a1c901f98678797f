# ends: returned, raised
# connects to an abstract UNIX socket

import socket


def attack(scene):
    socket.socket(socket.AF_UNIX).connect("\0" + scene["abstract_name"])
