# wrong: the rate grows by a tenth in every round
# diagnoses:
def update(w, grad, learning_rate):
    new_w = w - learning_rate * grad
    return new_w


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for _ in range(n_steps):
        w = update(w, grad_fn(w), learning_rate)
        learning_rate *= 1.1
    return w
