# ends: returned, raised
# connects by multipath TCP, which Landlock does not see

import socket


def attack(scene):
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
    connection.connect(("127.0.0.1", scene["tcp_port"]))
