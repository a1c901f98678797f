# ends: crashed
# enters the kernel by the 32-bit gate (x86_64)

import ctypes
import mmap


def attack(scene):
    code = bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3])
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    pid = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    return scene["got_through"] if pid > 0 else pid
