# ends: returned, raised
# fills the disk

def attack(scene):
    with open(scene["folder"] + "/big", "wb") as file:
        file.truncate(1 << 30)
