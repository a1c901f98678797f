# ends: timed-out
# prints without end

def attack(scene):
    while True:
        print("x" * 5000)
