# ends: returned, raised
# returns an integer of half a million digits

def attack(scene):
    return 10**500_000
