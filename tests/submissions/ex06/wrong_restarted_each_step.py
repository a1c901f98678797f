# wrong: every round starts at w_init
# diagnoses: restarted-each-step
def update(w, grad, learning_rate):
    new_w = w - learning_rate * grad
    return new_w


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    for _ in range(n_steps):
        w = update(w_init, grad_fn(w_init), learning_rate)
    return w
