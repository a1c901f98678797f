# ends: returned, raised
# returns three million numbers in a list

def attack(scene):
    return [1.0] * 3_000_000
