# right: prints on the way, and a demonstration runs at import
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    dj_dw = np.mean(error * x)
    dj_db = np.mean(error)
    print(f"dj_dw = {dj_dw:.4f}, dj_db = {dj_db:.4f}")
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    print("before:", w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    print("after: ", w, b)
    return w, b


x_train = np.array([1.0, 2.0, 3.0])
y_train = np.array([2.0, 4.0, 6.0])
w, b = 0.0, 0.0
for step in range(3):
    w, b = update(x_train, y_train, w, b, 0.1)
print("w:", w, "b:", b)
