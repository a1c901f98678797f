# wrong: one helper per slope, the second one is asked at the new b
# diagnoses: sequential-update [b, w]
def slope_b(x, y, w, b):
    return sum(w * xi + b - yi for xi, yi in zip(x, y)) / len(x)


def slope_w(x, y, w, b):
    return sum((w * xi + b - yi) * xi for xi, yi in zip(x, y)) / len(x)


def compute_gradient(x, y, w, b):
    return slope_w(x, y, w, b), slope_b(x, y, w, b)


def update(x, y, w, b, alpha):
    b -= alpha * slope_b(x, y, w, b)
    w -= alpha * slope_w(x, y, w, b)
    return w, b
