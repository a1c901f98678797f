# ends: returned, raised
# returns an array that claims to be equal to everything

import numpy as np


class Lying(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def __array_function__(self, function, types, arguments, options):
        return True

    def __array_ufunc__(self, *arguments, **options):
        return True

    def __reduce__(self):
        return (eval, ("1",))

    dtype = property(lambda self: np.dtype(float))
    shape = property(lambda self: (2,))


def attack(scene):
    return np.zeros(3).view(Lying)
