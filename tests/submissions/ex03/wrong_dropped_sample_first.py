# wrong: the loop starts at 1
# diagnoses: dropped-sample
def compute_gradient(x, y, w, b):
    m = len(x)
    a, c = 0, 0
    for i in range(1, m):
        diff = (w * x[i] + b) - y[i]
        a = a + diff * x[i]
        c = c + diff
    return a / m, c / m


def update(x, y, w, b, alpha):
    a, c = compute_gradient(x, y, w, b)
    return w - alpha * a, b - alpha * c
