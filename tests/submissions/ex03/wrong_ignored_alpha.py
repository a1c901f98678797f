# wrong: alpha is an argument and is never used
# diagnoses: ignored-alpha
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = sum((w * x[i] + b - y[i]) * x[i] for i in range(m)) / m
    dj_db = sum(w * x[i] + b - y[i] for i in range(m)) / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    tmp_w = w - dj_dw
    tmp_b = b - dj_db
    return tmp_w, tmp_b
