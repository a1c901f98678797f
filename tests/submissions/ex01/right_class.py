# right: a parabola object
class Parabola:
    def __init__(self, start):
        self.w = start

    def loss(self):
        return self.w**2

    def slope(self):
        return 2 * self.w ** (2 - 1)

    def step(self, lr):
        self.w = self.w - lr * self.slope()
        return self.w


def compute_gradient(w):
    return Parabola(w).slope()


def update(w, alpha):
    return Parabola(w).step(alpha)
