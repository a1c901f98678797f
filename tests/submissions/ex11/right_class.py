# right: a class with a history
class Ball:
    def __init__(self, x):
        self.x = x
        self.history = [x]

    @property
    def slope(self):
        return 1.6 * self.x**3 - 4 * self.x + 1 / 2

    def roll(self, alpha):
        self.x -= alpha * self.slope
        self.history.append(self.x)


def compute_gradient(x):
    return Ball(x).slope


def update(x, alpha):
    ball = Ball(x)
    ball.roll(alpha)
    return ball.x


def descend(x0, alpha, n_steps):
    ball = Ball(x0)
    for _ in range(n_steps):
        ball.roll(alpha)
    return ball.history
