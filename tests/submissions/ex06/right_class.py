# right: an optimiser class in the style of a framework
class SGD:
    def __init__(self, lr):
        self.lr = lr
        self.count = 0

    def step(self, params, grads):
        self.count += 1
        return params - self.lr * grads


def update(w, grad, learning_rate):
    return SGD(learning_rate).step(w, grad)


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    optimizer = SGD(learning_rate)
    w = w_init
    while optimizer.count < n_steps:
        w = optimizer.step(w, grad_fn(w))
    return w
