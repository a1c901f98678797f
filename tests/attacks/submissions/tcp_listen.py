# ends: returned, raised
# listens by TCP

import socket


def attack(scene):
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return scene["got_through"]
