"""A kit for tests: the exercises of this one, and concepts of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.kit import find_kit

if TYPE_CHECKING:
    from pathlib import Path

    from grader.kit import Kit

#: A whole concept without a fault; tests change one thing in it.
CONCEPT = r"""
title = 'A step'
summary = 'One step against the gradient.'
order = 1
exercises = ['ex03']
misconceptions = ['gradient-ascent']
problem = 'ex03'

[given]
x = [1, 2]
y = [2, 5]
w = 0
b = 1
alpha = 0.1

[values]
step = { compute = 'update' }
uphill = { compute = 'update', mistake = 'gradient-ascent' }

[[lesson]]
heading = 'The step'
text = '''
From $w = {{ w }}$ to $w = {{ step.w : frac }}$.
'''

[[items]]
id = 'which-w'
kind = 'single'
stem = 'From $w = {{ w }}$ with $\alpha = {{ alpha }}$: what is $w$ now?'

[items.parameters]
w = [0, 1, 2]
alpha = [0.1, 0.2]

[[items.options]]
text = '${{ step.w : frac }}$'
right = true
feedback = 'Yes.'

[[items.options]]
text = '${{ uphill.w : frac }}$'
misconception = 'gradient-ascent'
feedback = 'That is uphill.'

[[items]]
id = 'type-w'
kind = 'numeric'
stem = 'What is $w$ now?'
key = 'step.w'
right = 'Yes.'
other = 'No.'

[[items.expected]]
value = 'uphill.w'
misconception = 'gradient-ascent'
feedback = 'Uphill.'

[[cards]]
id = 'way'
front = 'Which way?'
back = 'Down: $w - \alpha g$.'
misconception = 'gradient-ascent'
"""


def kit_with(folder: Path, **concepts: str) -> Kit:
    """Return a kit with this repository's exercises and with concepts by id (underscores for hyphens)."""
    shipped = find_kit().root
    root = folder / "kit"
    (root / "quizzes").mkdir(parents=True, exist_ok=True)
    for half in ("exercises", "solutions"):
        if not (root / half).exists():
            (root / half).symlink_to(shipped / half)
    for name, text in concepts.items():
        path = root / "quizzes" / f"{name.replace('_', '-')}.toml"
        path.write_text(text, encoding="utf-8")
    return find_kit(root)
