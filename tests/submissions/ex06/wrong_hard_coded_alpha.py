# wrong: 0.01 instead of the learning rate
# diagnoses: hard-coded-alpha
def update(w, grad, learning_rate):
    return w - 0.01 * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for i in range(n_steps):
        grad = grad_fn(w)
        w = update(w, grad, learning_rate)
    return w
