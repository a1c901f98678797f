# ends: returned, raised
# writes to a file that everyone may write

def attack(scene):
    with open(scene["canary_path"], "w") as file:
        file.write("changed")
