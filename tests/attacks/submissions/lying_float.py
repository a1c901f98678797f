# ends: returned, raised
# returns a float that claims to be equal to everything

class Lying(float):
    def __eq__(self, other):
        return True

    def __float__(self):
        return 42.0

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


def attack(scene):
    return Lying(1.5)
