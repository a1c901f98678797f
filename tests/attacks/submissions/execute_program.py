# ends: returned, raised
# starts a program

import os
import subprocess
import sys


def attack(scene):
    made = scene["folder"] + "/executed"
    for start in (
        lambda: os.system(f"touch {made}"),
        lambda: subprocess.run(["/bin/sh", "-c", f"touch {made}"]),
        lambda: os.posix_spawn("/bin/touch", ["touch", made], {}),
        lambda: os.execv("/bin/touch", ["touch", made]),
    ):
        try:
            start()
        except OSError:
            pass
