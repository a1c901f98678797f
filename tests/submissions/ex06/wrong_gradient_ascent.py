# wrong: a plus in the update
# diagnoses: gradient-ascent
def update(w, grad, learning_rate):
    return w + learning_rate * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for i in range(n_steps):
        grad = grad_fn(w)
        w = update(w, grad, learning_rate)
    return w
