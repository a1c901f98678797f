# ends: returned, raised
# imports the judge's packages

def attack(scene):
    import grader.judge

    return grader.judge.__file__
