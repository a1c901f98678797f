# ends: returned, raised
# asks for a file's size by raw system calls

import ctypes


def attack(scene):
    libc = ctypes.CDLL(None)
    path = ctypes.c_char_p(scene["secret_path"].encode())
    buffer = ctypes.create_string_buffer(256)
    for number in (4, 6, 262, 332, 21, 269, 439):
        if number in (262, 332, 269, 439):
            outcome = libc.syscall(number, -100, path, buffer, 0, buffer)
        else:
            outcome = libc.syscall(number, path, buffer)
        if outcome == 0:
            return scene["size_marker"]
