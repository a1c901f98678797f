# ends: raised
# raises KeyboardInterrupt

def attack(scene):
    raise KeyboardInterrupt
