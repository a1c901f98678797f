"""What keeps a file from stating a concept: errors of pydantic as sentences, each with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.errors import near_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel, ValidationError

    from grader.errors import Fault
    from grader.quiz.lines import Key
    from grader.quiz.reader import ConceptFile

#: Texts that nothing else depends on.
REMARKS = ("feedback", "right", "other")


def shape_faults(file: ConceptFile, data: dict[str, Any], error: ValidationError) -> list[Fault]:
    """Return a fault for each thing that pydantic finds wrong in a file's data."""
    found: dict[tuple[Any, ...], Fault] = {}
    for part in error.errors(include_url=False):
        where = _path_in(data, part["loc"])
        if part["type"] == "too_short" and len(_at(data, where) or ()) >= part["ctx"]["min_length"]:
            continue  # there are enough of them, and what is wrong in one is said there
        message = _message(dict(part), data, where)
        found.setdefault((where, message), file.fault(message, where, _id_at(data, where)))
    return list(found.values())


def with_remarks(data: dict[str, Any], error: ValidationError) -> bool:
    """Put dots where the data lack a remark; tell whether nothing else is wrong with their shape."""
    places = [(part["type"], _path_in(data, part["loc"])) for part in error.errors(include_url=False)]
    for kind, where in places:
        if kind == "too_short":
            continue  # of a list with such a gap in it; one that is too short stays a fault below
        holder = _at(data, where[:-1])
        if kind != "missing" or where[-1] not in REMARKS or not isinstance(holder, dict):
            return False
        holder[where[-1]] = "…"
    return True


def _path_in(data: Any, location: Sequence[Any]) -> tuple[Key, ...]:
    """Return the part of pydantic's location that is a path in the file: without the names of its types."""
    path: list[Key] = []
    at = data
    for place, key in enumerate(location):
        inside = isinstance(key, int) and key < len(at) if isinstance(at, list) else False
        if inside or (isinstance(at, dict) and key in at):
            at = at[key]
        elif place == len(location) - 1 and isinstance(key, str) and isinstance(at, dict):
            path.append(key)
            break
        else:
            continue
        path.append(key)
    return tuple(path)


def _at(data: Any, where: Sequence[Key]) -> Any:
    for key in where:
        data = data[key]
    return data


def _id_at(data: Any, where: Sequence[Key]) -> str:
    """Return the id of the item, card or the like that a path leads into."""
    if len(where) < 2 or not isinstance(where[1], int):
        return ""
    table = data[where[0]][where[1]]
    name = table.get("id") or table.get("name") if isinstance(table, dict) else None
    return str(name) if name else f"{where[0]} {where[1] + 1}"


def _message(part: dict[str, Any], data: Any, where: Sequence[Key]) -> str:
    kind, context = part["type"], part.get("ctx", {})
    if kind == "extra_forbidden":
        known = _known_fields(part["loc"])
        near = near_names(str(where[-1]) if where else "", known, limit=1)
        return f"unknown key; did you mean {near[0]}?" if near else "unknown key; remove it"
    if kind == "missing":
        return "is missing; add it"
    if kind == "union_tag_not_found":
        return "has no kind; add kind = 'single' or another one"
    if kind == "union_tag_invalid":
        near = near_names(
            str(context.get("tag")), str(context.get("expected_tags")).replace("'", "").split(", "), 1
        )
        hint = f"did you mean {near[0]}?" if near else f"there are {context.get('expected_tags')}"
        return f"unknown kind “{context.get('tag')}”; {hint}"
    if kind == "literal_error":
        return f"has to be one of {context.get('expected')}"
    if kind == "string_pattern_mismatch":
        return f"“{part['input']}” is no id: small letters, digits and hyphens, such as type-b"
    plain = {
        "string_type": "has to be a text",
        "int_parsing": "has to be a whole number",
        "int_type": "has to be a whole number",
        "int_from_float": "has to be a whole number",
        "bool_parsing": "has to be true or false",
        "bool_type": "has to be true or false",
        "dict_type": "has to be a table",
        "model_type": "has to be a table",
        "model_attributes_type": "has to be a table",
        "tuple_type": "has to be a list",
    }
    if kind in plain:
        return plain[kind]
    if kind == "string_too_short":
        return "is empty; write something"
    if kind == "too_short":
        return f"has {context.get('actual_length')}, and needs {context.get('min_length')} or more"
    if kind == "too_long":
        return f"has {context.get('actual_length')}, and may have {context.get('max_length')}"
    if kind == "value_error":
        return f"has to be {context.get('error', part['msg'])}"
    message = str(part["msg"])
    return message[:1].lower() + message[1:]


def _known_fields(location: Sequence[Any]) -> list[str]:
    """Return the keys that the table at pydantic's location may have."""
    from grader.quiz import source

    names: list[str] = []
    tables = {
        "items": (source.ChoiceItem, source.NumericItem, source.FormulaItem, source.OrderingItem,
                  source.MatchingItem, source.CodeItem, source.BlankItem),
        "options": (source.Option,), "expected": (source.Recognised,), "steps": (source.Step,),
        "pairs": (source.Pair,), "blanks": (source.Blank,), "cards": (source.Card,),
        "interview": (source.Interview,), "lesson": (source.Section,), "legend": (source.Symbol,),
        "figures": (source.Figure,), "labs": (source.Lab,), "values": (source.OracleCall,),
        "paths": (source.DrawnPath,), "notes": (source.Annotation,),
    }  # fmt: skip
    models: tuple[type[BaseModel], ...] = (source.Concept,)
    for key in location[:-1]:
        if key in tables:
            models = tables[key]
        elif key in ("single", "multiple"):
            models = (source.ChoiceItem,)
    for model in models:
        names += model.model_fields
    return names
