"""Plotting and notebook modules: using them costs a submission nothing, computing with them fails."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from grader.kit import Limits
from grader.sandbox import Reply, Sandbox
from grader.sandbox.offered import wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the zygote is for Linux")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for the whole module."""
    with Sandbox() as sandbox:
        yield sandbox


def run(sandbox: Sandbox, source: str) -> Reply:
    """Return how a file loads."""
    worker = sandbox.open(source, limits=Limits())
    reply = worker.load()
    worker.close()
    return reply


INERT = {
    "pyplot": """
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1], [2], label='x')
ax.legend()
plt.show()
""",
    "grid": """
from matplotlib import pyplot as plt
fig, (a, b) = plt.subplots(1, 2)
a.plot([1]); b.set_title('x')
""",
    "grid of rows": """
import matplotlib.pyplot as plt
fig, axes = plt.subplots(2, 3, figsize=(8, 4))
axes[1, 2].plot([1])
assert len(axes) == 2
assert len(list(axes.flat)) == len(list(axes.ravel())) == 6
""",
    "unpacked line": """
import matplotlib.pyplot as plt
line, = plt.plot([1, 2])
line.set_data([], [])
""",
    "animation": """
from matplotlib.animation import FuncAnimation
from mpl_toolkits.mplot3d import Axes3D
FuncAnimation(None, lambda i: i)
""",
    "submodule": """
import matplotlib.colors
import matplotlib.cm as cm
matplotlib.use('Agg')
cm.viridis(0.5)
""",
    "style": """
import matplotlib.pyplot as plt
plt.style.use('ggplot')
plt.rcParams['figure.figsize'] = (8, 6)
with plt.style.context('dark'): pass
""",
    "seaborn": """
import seaborn as sns
sns.set_theme()
sns.lineplot(x=[1], y=[2])
""",
    "pandas": """
import pandas as pd
data = pd.read_csv('data.csv')
data.head()
for row in data: pass
""",
    "notebook": """
from IPython.display import display, Markdown
from google.colab import drive
drive.mount('/content')
display(Markdown('x'))
""",
    "widgets": """
from ipywidgets import interact
@interact(w=(0, 1))
def draw(w): return w
assert draw(3) == 3
""",
    "subclass": """
import plotly.graph_objects as go
class Mine(go.Figure):
    pass
Mine()
""",
    "tqdm": """
from tqdm import tqdm, trange
assert list(tqdm([1, 2], desc='x')) == [1, 2]
assert sum(trange(4)) == 6
""",
    "tqdm forms": """
import tqdm
from tqdm.auto import tqdm as bar
from tqdm.notebook import tqdm as other
with bar(total=3) as b: b.update(1); b.set_postfix(cost=1)
assert len(tqdm.tqdm([1])) == len(list(other([1]))) == 1
""",
}


@pytest.mark.parametrize("source", INERT.values(), ids=INERT)
def test_stand_ins_do_nothing_and_say_nothing(sandbox: Sandbox, source: str) -> None:
    """Usual plotting and notebook code runs without effect."""
    reply = run(sandbox, source)

    assert ("returned", "") == (reply.status, reply.printed), reply.error


def test_computing_with_a_stand_in_is_refused_by_name(sandbox: Sandbox) -> None:
    """A number that would come from a stand-in is an error that names it."""
    for expression in ("table['x'] * 2", "1 - table.mean()", "float(table)", "np.asarray(table)"):
        error = run(
            sandbox, f"import pandas as pd\nimport numpy as np\ntable = pd.read_csv('x')\n{expression}\n"
        ).error

        assert "TypeError" == error.type_name
        assert error.message.startswith("pandas is a stand-in here and computes nothing")


def test_words_of_the_source_ask_for_modules() -> None:
    """A module is loaded when its name occurs, and a star import asks for all that NumPy would fetch."""
    assert "numpy.random" in wanted("np.random.rand()")
    assert {"datetime", "_strptime"} <= set(wanted("import datetime"))
    assert "numpy.testing" in wanted("from numpy import *")
    assert [] == wanted("w = w - alpha * dw")


def test_other_parts_of_the_standard_library_are_answered_by_name(sandbox: Sandbox) -> None:
    """A standard module that is left out gets its own sentence."""
    error = run(sandbox, "import sqlite3\n").error

    assert error.message.endswith("needs only NumPy and the common part of the standard library.")
