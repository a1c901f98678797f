# ends: returned, raised
# starts three hundred threads

import threading
import time


def attack(scene):
    started = 0
    for _ in range(300):
        try:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
            started += 1
        except RuntimeError:
            pass
    return [scene["got_through"]] * started
