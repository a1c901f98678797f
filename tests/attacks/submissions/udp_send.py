# ends: returned, raised
# sends by UDP

import socket


def attack(scene):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"out", ("127.0.0.1", scene["udp_port"]))
