# ends: raised
# raises an exception whose text is a terminal's commands

def attack(scene):
    raise ValueError("\x1b[2J\x1b]0;owned\x07" + "y" * 100_000 + "\ud800")
