"""Inert stand-ins for plotting and notebook modules, so that importing them costs a submission nothing."""

from __future__ import annotations

import importlib.machinery
import sys
import types
from typing import TYPE_CHECKING, Any, NoReturn

from grader.sandbox.offered import STAND_INS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class StandIn:
    """Accepts any attribute, call, item, loop (over nothing) and `with`; arithmetic is a `TypeError`.

    Parameters
    ----------
    path : str
        What it stands for, such as `matplotlib.pyplot.figure`.
    items : sequence
        What a loop over it, or an unpacking of it, gives.
    """

    def __init__(self, path: str, items: Sequence[Any] = ()) -> None:
        self.__dict__["_path"] = path
        self.__dict__["_items"] = tuple(items)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)  # a protocol that it does not have, such as copying by state
        if name in ("flat", "ravel", "flatten"):
            return _FlatAxes(self.__dict__["_path"], list(_leaves(self)))
        return attribute(f"{self.__dict__['_path']}.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        return None

    def __delattr__(self, name: str) -> None:
        return None

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Return a decorated function as it is, and for anything else another stand-in."""
        if len(arguments) == 1 and not options and isinstance(arguments[0], types.FunctionType):
            return arguments[0]  # used as a decorator: the function stays what it is
        return called(self.__dict__["_path"], arguments, options)

    def __getitem__(self, key: object) -> Any:
        items = self.__dict__["_items"]
        if isinstance(key, tuple):
            found: Any = self
            for part in key:
                found = found[part]
            return found
        if isinstance(key, int) and -len(items) <= key < len(items):
            return items[key]
        return StandIn(f"{self.__dict__['_path']}[…]")

    def __setitem__(self, key: object, value: object) -> None:
        return None

    def __delitem__(self, key: object) -> None:
        return None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.__dict__["_items"])

    def __len__(self) -> int:
        return len(self.__dict__["_items"])

    def __bool__(self) -> bool:
        return True

    def __contains__(self, item: object) -> bool:
        return False

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *details: object) -> None:
        return None

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return ()

    def __repr__(self) -> str:
        return f"<stand-in for {self.__dict__['_path']}>"


def _refuse(self: StandIn, *operands: object, **options: object) -> NoReturn:
    path = self.__dict__["_path"]
    top = path.partition(".")[0]
    raise TypeError(f"{top} is a stand-in here and computes nothing; do the mathematics with NumPy ({path}).")


_REFUSED = """
    add radd iadd sub rsub isub mul rmul imul matmul rmatmul truediv rtruediv itruediv floordiv rfloordiv mod
    rmod pow rpow and rand or ror xor rxor neg pos abs invert lt le gt ge float int index complex round array
"""
for _name in _REFUSED.split():
    setattr(StandIn, f"__{_name}__", _refuse)


class _FlatAxes(StandIn):
    """All axes of a grid in one row, whether asked for as `.flat` or as `.ravel()`."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self


def _leaves(stand_in: StandIn) -> Iterator[StandIn]:
    items = stand_in.__dict__["_items"]
    if not items:
        yield stand_in
    for item in items:
        yield from _leaves(item)


def _axes(path: str, rows: int, columns: int) -> StandIn:
    """Return what `subplots` gives for a grid: one, a row, or rows of stand-ins."""
    if rows == columns == 1:
        return StandIn(path)
    if rows == 1 or columns == 1:
        return StandIn(path, [StandIn(path) for _ in range(max(rows, columns))])
    return StandIn(path, [_axes(path, 1, columns) for _ in range(rows)])


def called(path: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Return what calling a stand-in gives; the few results that are always unpacked have their parts."""
    name = path.rpartition(".")[2]
    result = f"{path}()"
    if name == "subplots":
        shape = [*arguments[:2], 1, 1]
        rows = options.get("nrows", shape[0])
        columns = options.get("ncols", shape[1] if len(arguments) > 1 else 1)
        if not (isinstance(rows, int) and isinstance(columns, int) and 0 < rows < 100 and 0 < columns < 100):
            rows = columns = 1
        return StandIn(result), _axes(result, rows, columns)
    parts = {"plot": 1, "hist": 3, "errorbar": 3}.get(name, 0)
    return StandIn(result, [StandIn(result) for _ in range(parts)])


class Progress:
    """tqdm's bar without the bar: a loop over it is the loop over what it was given."""

    def __init__(self, iterable: Iterable[Any] = (), *arguments: Any, **options: Any) -> None:
        self.iterable = iterable
        self.total = options.get("total")
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable)

    def __len__(self) -> int:
        return len(self.iterable)  # type: ignore[arg-type] # as tqdm does: it fails where the iterable has none

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *details: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(f"tqdm.{name}")

    def update(self, n: int = 1) -> None:
        """Count on, unseen."""
        self.n += n

    @staticmethod
    def write(text: object = "", **options: object) -> None:
        """Print a line, as tqdm does between its bars."""
        print(text)


def progress_range(*arguments: int, **options: Any) -> Progress:
    """Return tqdm's `trange`: a bar over a range."""
    return Progress(range(*arguments), **options)


_REAL: dict[str, Callable[..., Any]] = {"tqdm": Progress, "trange": progress_range, "tqdm_notebook": Progress}


def attribute(path: str) -> Any:
    """Return what an attribute of a stand-in module is."""
    top, _, rest = path.partition(".")
    if top == "tqdm":
        real = _REAL.get(rest.rpartition(".")[2])
        if real is not None:
            return real
    return StandIn(path)


class StandInModule(types.ModuleType):
    """A module that has every attribute."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        loaded = sys.modules.get(f"{self.__name__}.{name}")
        return attribute(f"{self.__name__}.{name}") if loaded is None else loaded


class Loader:
    """Makes a stand-in module; there is nothing to run in it."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return the module."""
        return StandInModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Leave the module as it is."""


class Finder:
    """Stands at the end of the import search once no file can be opened any more.

    It makes stand-ins where there is one, and says by name what else is not offered.
    """

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the stand-in's spec, or raise `ModuleNotFoundError` in the learner's words."""
        if name.partition(".")[0] in STAND_INS:
            return importlib.machinery.ModuleSpec(name, Loader(), is_package=True)  # type: ignore[arg-type] # it has both methods
        raise ModuleNotFoundError(refusal(name), name=name)


def refusal(name: str) -> str:
    """Return the sentence that answers an import which is not offered."""
    part = "the common part of " if name.partition(".")[0] in sys.stdlib_module_names else ""
    return f"{name} is not offered here; this exercise needs only NumPy and {part}the standard library."
