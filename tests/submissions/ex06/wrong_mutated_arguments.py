# wrong: w -= changes the caller's array
# diagnoses: mutated-arguments
def update(w, grad, learning_rate):
    w -= learning_rate * grad
    return w


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init.copy()
    for _ in range(n_steps):
        w = update(w, grad_fn(w), learning_rate)
    return w
