# ends: returned, raised
# connects by TCP

import socket


def attack(scene):
    socket.create_connection(("127.0.0.1", scene["tcp_port"]), timeout=1).sendall(b"out")
