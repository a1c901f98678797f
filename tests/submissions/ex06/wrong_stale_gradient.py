# wrong: grad_fn is asked once, before the loop
# diagnoses: stale-gradient
def update(w, grad, learning_rate):
    new_w = w - learning_rate * grad
    return new_w


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    grad = grad_fn(w)
    for _ in range(n_steps):
        w = update(w, grad, learning_rate)
    return w
