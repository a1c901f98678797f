# ends: returned, raised
# reads a file outside by its path

def attack(scene):
    with open(scene["secret_path"]) as file:
        return file.read()
