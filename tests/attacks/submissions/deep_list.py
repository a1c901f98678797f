# ends: returned, raised
# returns a list nested two hundred thousand deep

def attack(scene):
    nested = []
    for _ in range(200_000):
        nested = [nested]
    return nested
