# ends: returned, raised
# returns a text that no file can store

def attack(scene):
    return "\ud800", {"\udfff": 1}
