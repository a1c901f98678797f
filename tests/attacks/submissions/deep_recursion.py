# ends: raised
# recurses without end

def attack(scene):
    return attack(scene)
