"""Exercise 06: descend along any gradient."""


def update(w, grad, learning_rate):
    """Return w after one step against grad; all of shape (n,)."""
    # Every component moves by its own partial derivative; the result is a new array.
    return w - learning_rate * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    """Return the parameters after n_steps steps from w_init, both of shape (n,)."""
    w = w_init.copy()
    for _ in range(n_steps):
        # The gradient belongs to the point of this round, so it is asked for anew each time.
        w = update(w, grad_fn(w), learning_rate)
    return w
