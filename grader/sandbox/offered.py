"""Which modules a submission may import, and which of them its text asks for."""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Loaded into every zygote: what the worker itself stands on, what costs next to nothing after NumPy, and
# numpy.ma, which np.median and others import when they run.
CORE_MODULES = _words(
    """
    numpy numpy.linalg numpy.ma
    abc array cmath collections collections.abc contextlib copy functools heapq itertools keyword
    linecache math numbers operator os random re string struct sys textwrap time traceback types typing
    warnings encodings.ascii encodings.latin_1 encodings.utf_8 encodings.utf_8_sig
    """
)

# Loaded when the name's parts, of NumPy's the last one, occur as words in the source. All of them are
# harmless behind the confinement, and without it a list of imports would protect nobody.
_NUMPY = _words(
    """
    numpy.char numpy.ctypeslib numpy.dtypes numpy.exceptions numpy.fft numpy.lib numpy.lib.stride_tricks
    numpy.matlib numpy.polynomial numpy.random numpy.rec numpy.strings numpy.testing numpy.typing
    """
)
_STANDARD = _words(
    """
    __future__ argparse ast base64 bisect builtins bz2 calendar cmd code codecs colorsys concurrent
    concurrent.futures configparser contextvars copyreg cProfile csv ctypes dataclasses datetime decimal
    difflib dis doctest email enum errno filecmp fileinput fnmatch fractions gc getopt getpass glob
    graphlib gzip hashlib hmac html http http.client importlib importlib.metadata importlib.util inspect
    io ipaddress json locale logging lzma marshal mimetypes mmap multiprocessing ntpath optparse os.path
    pathlib pickle pickletools pkgutil platform posixpath pprint profile pstats queue quopri reprlib
    resource sched secrets select selectors shelve shlex shutil signal site socket ssl stat statistics
    stringprep subprocess symtable sysconfig tempfile threading timeit tokenize trace tracemalloc
    unicodedata unittest unittest.mock urllib urllib.error urllib.parse urllib.request uuid weakref
    zipfile zlib zoneinfo
    """
)
ON_DEMAND = (*_NUMPY, *_STANDARD)
#: Those that learners' files ask for most often: loaded once for all where many workers follow.
COMMON = _words("numpy.random csv dataclasses decimal fractions logging pathlib statistics")

# What those modules import only when a function of theirs runs, which is too late once no file can be opened.
_LATE = {
    "datetime": ("_strptime",),
    "time": ("_strptime",),
    "warnings": ("tracemalloc",),
    "unittest": ("difflib", "pprint"),
    "futures": ("concurrent.futures.thread",),
    "timeit": ("gc",),
    "testing": ("unittest.case", "difflib", "pprint"),
}
# What `from numpy import *` fetches, name by name.
_NUMPY_STAR = (*_NUMPY, "numpy.core", "numpy.f2py")
_STAR = re.compile(r"^[ \t]*from[ \t]+numpy[ \t]+import[ \t]+\*", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_]\w*")

OFFERED = frozenset([*CORE_MODULES, *ON_DEMAND, *_NUMPY_STAR, *sum(_LATE.values(), ())])

STAND_INS = frozenset(
    _words("matplotlib mpl_toolkits seaborn plotly pandas IPython ipywidgets tqdm google pylab bokeh altair")
)


def wanted(source: str) -> list[str]:
    """Return the modules beyond the core that a source's text mentions.

    It reads words and not imports, so that `np.random` is found as well as `import random`; a word too many
    costs a few milliseconds, and the text of a comment can ask for nothing that is not offered.
    """
    words = set(_WORD.findall(source))
    names = [name for name in _NUMPY if name.rpartition(".")[2] in words]
    names += [name for name in _STANDARD if words.issuperset(name.split("."))]
    names += [late for word, lates in _LATE.items() if word in words for late in lates]
    if _STAR.search(source):
        names += _NUMPY_STAR
    return list(dict.fromkeys(names))
