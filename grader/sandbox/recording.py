"""Notes the calls of a submission's functions."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.sandbox.values import Encoder

MAX_CALLS = 64


def _nothing_to_undo() -> None:
    pass


class Recorder:
    """Notes with which arguments functions are called; copies are taken before each call."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.calls: list[Any] = []

    def note(self, name: str, arguments: Sequence[Any]) -> None:
        """Write one call down, up to the limit."""
        if len(self.calls) < MAX_CALLS:
            self.calls.append([name, [self.encoder.encode(argument) for argument in arguments]])

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, noting its calls."""

        def recorded(*arguments: Any, **options: Any) -> Any:
            self.note(name, _in_order(function, arguments, options))
            return function(*arguments, **options)

        return recorded

    def install(self, namespace: dict[str, Any], names: Sequence[str]) -> Callable[[], None]:
        """Let the module's own names lead to the noting functions; return what undoes it."""
        if not names:
            return _nothing_to_undo
        wrapped = {name: self.wrap(name, namespace[name]) for name in names if callable(namespace.get(name))}
        originals = {name: namespace[name] for name in wrapped}
        namespace.update(wrapped)

        def restore() -> None:
            for name, original in originals.items():
                if namespace.get(name) is wrapped[name]:
                    namespace[name] = original

        return restore


def _in_order(function: Any, arguments: tuple[Any, ...], options: Mapping[str, Any]) -> Sequence[Any]:
    """Return the arguments by position, wherever they were given by name."""
    if not options or not isinstance(function, types.FunctionType):
        return (*arguments, *options.values())
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return (*arguments, *(options[name] for name in names[len(arguments) :] if name in options))
