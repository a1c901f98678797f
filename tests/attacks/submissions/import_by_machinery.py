# ends: returned, raised
# loads a file through the import machinery

import importlib.machinery
import importlib.util


def attack(scene):
    loader = importlib.machinery.SourceFileLoader("stolen", scene["secret_path"])
    return loader.get_data(scene["secret_path"]).decode()
