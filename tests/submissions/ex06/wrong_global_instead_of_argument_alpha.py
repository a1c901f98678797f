# wrong: LEARNING_RATE at the top of the file is used
# diagnoses: global-instead-of-argument
LEARNING_RATE = 0.02


def update(w, grad, learning_rate):
    return w - LEARNING_RATE * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for i in range(n_steps):
        grad = grad_fn(w)
        w = update(w, grad, learning_rate)
    return w
