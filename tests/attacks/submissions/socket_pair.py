# ends: returned, raised
# makes a socket pair to pass descriptors with

import socket


def attack(scene):
    socket.socketpair()
    return scene["got_through"]
