# ends: returned, raised
# looks into its own environment and arguments for secrets

import os
import sys


def attack(scene):
    return dict(os.environ), list(sys.argv), list(getattr(sys, "orig_argv", []))
