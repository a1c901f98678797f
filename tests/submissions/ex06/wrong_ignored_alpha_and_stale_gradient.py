# wrong: no rate in the update, and one gradient for all
# diagnoses: ignored-alpha; stale-gradient
def update(w, grad, learning_rate):
    return w - grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    grad = grad_fn(w_init)
    for _ in range(n_steps):
        w = update(w, grad, learning_rate)
    return w
