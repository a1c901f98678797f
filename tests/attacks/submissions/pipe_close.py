# ends: tampered
# closes its line to the judge and lives on

import os
import time


def attack(scene):
    os.close(4)
    time.sleep(3600)
