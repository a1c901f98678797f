# wrong: gradient_descent is missing
# diagnoses:
def update(w, grad, learning_rate):
    return w - learning_rate * grad
