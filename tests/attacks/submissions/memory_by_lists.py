# ends: out-of-memory
# asks for more and more memory

def attack(scene):
    kept = []
    while True:
        kept.append(bytearray(1 << 24))
