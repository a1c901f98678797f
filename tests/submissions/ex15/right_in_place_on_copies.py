# right: in-place work on copies of its own
import copy


def update(theta, velocity, gradient, alpha, beta):
    theta = copy.deepcopy(theta)
    v = velocity.copy()
    v *= beta
    v += gradient
    theta -= alpha * v
    return theta, v
