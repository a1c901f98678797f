# right: lambdas, prints and a demonstration at import
import matplotlib.pyplot as plt

L = lambda w: w**2
compute_gradient = lambda w: 2 * w
update = lambda w, alpha: w - alpha * compute_gradient(w)

w = 4.0
for k in range(4):
    w = update(w, 0.1)
    print(k + 1, w, L(w))
plt.plot([1, 2, 3, 4])
