# ends: returned, raised
# looks for the grader's own files beside NumPy and beside itself

import os

import numpy


def attack(scene):
    found = []
    for path in (numpy.__file__, os.__file__, scene["suite_path"]):
        with open(path) as file:
            found.append(file.read())
    return found
