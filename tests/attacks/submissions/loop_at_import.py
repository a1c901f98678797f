# ends: timed-out
# never finishes being imported

while True:
    pass
