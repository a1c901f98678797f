# ends: returned, raised
# searches its own frames and objects for secrets

import gc
import sys


def attack(scene):
    found, frame = [], sys._getframe()
    while frame is not None:
        found += [repr(value)[:500] for value in frame.f_locals.values() if value is not scene]
        frame = frame.f_back
    found += [text[:500] for text in gc.get_objects() if isinstance(text, (str, bytes))]
    found += [repr(value)[:200] for module in list(sys.modules.values()) for value in vars(module).values() if isinstance(value, (str, bytes))][:5000]
    return "".join(found)[:50_000].replace(scene["got_through"], "")
