# outcome: failed
# an answer that runs code where it is unpickled
import pickle


class Bomb:
    def __reduce__(self):
        return (open, ("@folder@/exploded", "w"))


bomb = pickle.dumps(Bomb())


def compute_gradient(x, y, w, b):
    return Bomb(), Bomb()


def update(x, y, w, b, alpha):
    return bomb, bomb
