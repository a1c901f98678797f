# right: a progress bar over the samples
import numpy as np
from tqdm import tqdm


def compute_gradient(x, y, w, b):
    dj_dw = 0.0
    dj_db = 0.0
    for i in tqdm(range(len(x))):
        e = w * x[i] + b - y[i]
        dj_dw += e * x[i]
        dj_db += e
    return dj_dw / len(x), dj_db / len(x)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
