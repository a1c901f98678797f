"""What passes through memory one by one: members made when they are asked for, records kept in a file."""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Key = TypeVar("Key")
Member = TypeVar("Member")

#: What a shelf holds in memory before it is a file.
IN_MEMORY = 256_000


class Each(Sequence[Member], Generic[Key, Member]):
    """A sequence whose members are made each time they are asked for, and not kept.

    Parameters
    ----------
    keys : sequence
        One for each member.
    make : callable
        Returns the member for a key.
    """

    def __init__(self, keys: Sequence[Key], make: Callable[[Key], Member]) -> None:
        self._keys, self._make = keys, make

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Member: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Member]: ...
    def __getitem__(self, place: int | slice) -> Member | Sequence[Member]:
        """Return one member, or a part of the sequence."""
        if isinstance(place, slice):
            return Each(self._keys[place], self._make)
        return self._make(self._keys[place])


class Joined(Each[Key, Sequence[Any]]):
    """Lists that are made one after the other, and written as one list."""


class Shelf:
    """Data by name, in a file that nobody else can open; memory holds where each begins."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # as long as the shelf
        self._places: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is something of this name."""
        return name in self._places

    def put(self, name: str, data: Any) -> None:
        """Put data there; what was there under the name is forgotten."""
        try:
            place = self._file.seek(0, 2)
            pickle.dump(data, self._file)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            folder = tempfile.gettempdir()
            raise UsageError(f"The folder for temporary files, {folder}, takes no more: {reason}.") from None
        self._places[name] = place

    def get(self, name: str) -> Any:
        """Return the data of a name; raises KeyError if there are none."""
        self._file.seek(self._places[name])
        return pickle.load(self._file)

    def close(self) -> None:
        """Forget everything."""
        self._file.close()

    def __del__(self) -> None:
        """Forget everything, as nobody can ask for it any more."""
        self.close()


def json_pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield a table as JSON, without blanks; an Each in it is written member by member."""
    for place, (key, value) in enumerate(data.items()):
        yield f"{',' if place else '{'}{_json(key)}:"
        if isinstance(value, Each):
            yield from _list_pieces(value)
        else:
            yield _json(value)
    yield "}" if data else "{}"


def _list_pieces(members: Each[Any, Any]) -> Iterator[str]:
    before = "["
    for member in members:
        text = _json(member)[1:-1] if isinstance(members, Joined) else _json(member)
        if text:
            yield before + text
            before = ","
    yield "[]" if before == "[" else "]"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
