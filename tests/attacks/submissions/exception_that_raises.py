# ends: raised
# raises an exception whose text cannot be made

class Evil(BaseException):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def attack(scene):
    raise Evil
