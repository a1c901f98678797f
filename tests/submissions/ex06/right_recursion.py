# right: a step, and then a walk that is one step shorter
def update(w, grad, learning_rate):
    return w + (-learning_rate * grad)


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    if n_steps == 0:
        return w_init
    return gradient_descent(grad_fn, update(w_init, grad_fn(w_init), learning_rate), learning_rate, n_steps - 1)
