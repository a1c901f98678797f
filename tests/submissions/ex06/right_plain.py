# right: a loop around the update
def update(w, grad, learning_rate):
    return w - learning_rate * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for _ in range(n_steps):
        w = update(w, grad_fn(w), learning_rate)
    return w
