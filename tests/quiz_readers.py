"""Small readers of our own for exported files: they mark answers by what the file says and nothing else."""

from __future__ import annotations

import re
from html import unescape
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """Return the children of a name."""
    return [child for child in element if local(child) == name]


def every(element: Element, name: str) -> list[Element]:
    """Return all elements of a name below one."""
    return [child for child in element.iter() if local(child) == name]


def text_of(element: Element) -> str:
    """Return all text below an element."""
    return "".join(element.itertext())


# --- QTI 2.1 ---------------------------------------------------------------------------------------------


class Qti21Item:
    """An item, and what its response processing makes of an answer."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.declared = {one.get("identifier"): one for one in children(root, "responseDeclaration")}
        self.told = {
            (one.get("outcomeIdentifier"), one.get("identifier")): text_of(one)
            for one in children(root, "modalFeedback")
        }

    def right(self) -> dict[str, Any]:
        """Return the answer that the item states to be right."""
        found: dict[str, Any] = {}
        for name, one in self.declared.items():
            values = [value.text or "" for value in every(one, "value")]
            if values:
                found[name] = values if one.get("cardinality") != "single" else values[0]
        return found

    def mark(self, answer: Mapping[str, Any]) -> tuple[float, set[str]]:
        """Return the score of an answer and the feedback that is shown."""
        state: dict[str, Any] = {"SCORE": 0.0, **answer}
        for processing in children(self.root, "responseProcessing"):
            self._run(processing, state)
        shown = set()
        for (outcome, value), text in self.told.items():
            now = state.get(outcome)
            if value in now if isinstance(now, list) else value == now:
                shown.add(text)
        return state["SCORE"], shown

    def _run(self, block: Element, state: dict[str, Any]) -> None:
        for step in block:
            if local(step) == "setOutcomeValue":
                state[step.get("identifier")] = self._value(step[0], state)
            elif local(step) == "responseCondition":
                for branch in step:
                    if local(branch) == "responseElse" or self._value(branch[0], state):
                        self._run(branch, state)
                        break

    def _value(self, node: Element, state: dict[str, Any]) -> Any:
        name, parts = local(node), list(node)
        if name == "variable":
            return state.get(node.get("identifier"))
        if name == "baseValue":
            return float(node.text or 0) if node.get("baseType") == "float" else node.text
        if name == "correct":
            return self.right()[node.get("identifier")]
        if name == "mapResponse":
            entries = every(self.declared[node.get("identifier")], "mapEntry")
            worth = {one.get("mapKey"): float(one.get("mappedValue") or 0) for one in entries}
            return sum(worth.get(value, 0.0) for value in state.get(node.get("identifier"), []))
        values = [self._value(part, state) for part in parts]
        if name == "sum":
            return sum(values)
        if name == "product":
            return prod(values)
        if name == "divide":
            return values[0] / values[1]
        if name == "or":
            return any(values)
        if name == "match":
            return values[0] == values[1]
        if name == "equal":
            near = float((node.get("tolerance") or "0").split()[0])
            return values[0] is not None and abs(float(values[0]) - values[1]) <= near
        if name == "stringMatch":
            one, other = values
            return one == other if node.get("caseSensitive") == "true" else str(one).lower() == other.lower()
        if name == "ordered":
            return values
        raise AssertionError(name)


# --- QTI 1.2 ---------------------------------------------------------------------------------------------


class Qti12Item:
    """An item of QTI 1.2, and what its conditions make of an answer."""

    def __init__(self, root: Element) -> None:
        self.root = root
        fields = every(root, "qtimetadatafield")
        metadata = {text_of(field[0]): text_of(field[1]) for field in fields}
        self.kind = metadata["question_type"]
        self.told = {one.get("ident"): text_of(one).strip() for one in children(root, "itemfeedback")}

    def labels(self, response: str) -> dict[str, str]:
        """Return what can be chosen: texts by identifiers."""
        lid = next(one for one in every(self.root, "response_lid") if one.get("ident") == response)
        return {one.get("ident") or "": text_of(one).strip() for one in every(lid, "response_label")}

    def mark(self, answer: Mapping[str, Any]) -> tuple[float, set[str]]:
        """Return the score in percent, and the identifiers of the feedback shown.

        `correct_fb` and `general_incorrect_fb` are shown by whether all points are had, as Canvas does.
        """
        score, shown = 0.0, set()
        for condition in every(self.root, "respcondition"):
            if not all(self._holds(one, answer) for one in children(condition, "conditionvar")[0]):
                continue
            for one in children(condition, "setvar"):
                value = float(one.text or 0)
                score = score + value if one.get("action") == "Add" else value
            shown |= {one.get("linkrefid") or "" for one in children(condition, "displayfeedback")}
            if condition.get("continue") == "No":
                break
        shown -= {"correct_fb", "general_incorrect_fb"}
        shown.add("correct_fb" if score > 99.9 else "general_incorrect_fb")
        return score, shown & set(self.told)

    def _holds(self, node: Element, answer: Mapping[str, Any]) -> bool:
        name = local(node)
        if name == "other":
            return True
        if name in ("and", "or", "not"):
            parts = [self._holds(part, answer) for part in node]
            return {"and": all, "or": any, "not": lambda one: not any(one)}[name](parts)
        given = answer.get(node.get("respident") or "", "")
        wanted = node.text or ""
        if name == "varequal":
            return wanted in given if isinstance(given, list) else given.lower() == wanted.lower()
        return float(given) >= float(wanted) if name == "vargte" else float(given) <= float(wanted)


# --- Moodle's gaps ---------------------------------------------------------------------------------------


def cloze_gaps(text: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the gaps of a cloze text: the kind, and (mark, answer, feedback) of each answer."""
    found = []
    for match in re.finditer(r"\{\d*:([A-Z_]+):((?:[^{}\\]|\\.)*)\}", text, re.DOTALL):
        rows = []
        for part in match[2].split("~"):
            taken = re.fullmatch(r"(=|%-?\d+%)?(.+?)(?<!&)#(.*)", part, re.DOTALL)
            assert taken is not None, part
            rows.append((taken[1] or "", _decoded(taken[2]), _decoded(taken[3])))
        found.append((match[1], rows))
    return found


def _decoded(text: str) -> str:
    return unescape(text).replace(r"\}", "}").replace(r"\#", "#")
