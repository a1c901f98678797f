# wrong: update is right, but the loop has its own line with a plus
# diagnoses: gradient-ascent
def update(w, grad, learning_rate):
    return w - learning_rate * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for _ in range(n_steps):
        w = w + learning_rate * grad_fn(w)
    return w
