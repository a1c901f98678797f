# wrong: the gradient is fresh, but it is subtracted from w_init
# diagnoses: restarted-each-step
def update(w, grad, learning_rate):
    return w - learning_rate * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for _ in range(n_steps):
        w = update(w_init, grad_fn(w), learning_rate)
    return w
