# ends: timed-out
# never returns

def attack(scene):
    while True:
        pass
