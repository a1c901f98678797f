# ends: returned, raised
# reaches for the parts of the kernel that are broken most often

import ctypes


def attack(scene):
    libc = ctypes.CDLL(None)
    buffer = ctypes.create_string_buffer(4096)
    calls = {
        "io_uring_setup": (425, 4, buffer),
        "bpf": (321, 0, buffer, 64),
        "perf_event_open": (298, buffer, 0, -1, -1, 0),
        "userfaultfd": (323, 1),
        "keyctl": (250, 0, -3, 1),
        "add_key": (248, b"user", b"a", b"b", 1, -3),
        "memfd_create": (319, b"a", 0),
        "shmget": (29, 0, 4096, 0o1600),
        "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0),
        "setns": (308, 3, 0),
        "pivot_root": (155, b"/tmp", b"/tmp"),
        "mq_open": (240, b"q", 66, 0o600, 0),
        "inotify": (294, 0),
        "seccomp": (317, 1, 0, buffer),
        "personality": (135, 0x0040000),
        "setuid": (105, 0),
        "modify_ldt": (154, 0, buffer, 16),
        "name_to_handle_at": (303, -100, b"/", buffer, buffer, 0),
    }
    reached = [name for name, call in calls.items() if libc.syscall(*call) >= 0]
    return reached, [scene["got_through"]] * len(reached)
