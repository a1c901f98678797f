# ends: returned, raised
# reads and writes through NumPy

import numpy as np


def attack(scene):
    found = []
    for read in (np.fromfile, np.load, np.loadtxt, np.memmap):
        try:
            found.append(read(scene["secret_path"], dtype=np.uint8).tobytes().decode())
        except Exception as error:
            found.append(type(error).__name__)
    try:
        np.save(scene["folder"] + "/saved.npy", np.zeros(3))
    except Exception as error:
        found.append(type(error).__name__)
    return found
