# ends: returned, raised
# returns a list that holds itself, three times over

def attack(scene):
    cyclic = []
    cyclic.extend([cyclic, cyclic, cyclic])
    return cyclic
