"""Items on paper: one variant of each, its options in the order of a seed, and the key for another page."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Any

from grader.quiz.draws import variant_index
from grader.quiz.markup import filled_throughout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def on_paper(item: Mapping[str, Any], seed: str, number: int, strings: Mapping[str, str]) -> dict[str, Any]:
    """Return one variant of an item, filled in, as it is printed.

    Parameters
    ----------
    item : mapping
        The item as a page's data.
    seed : str
        Which variant, and which order of the options.
    number : int
        The item's place on the sheet.
    strings : mapping of str to str
        The words around it.

    Returns
    -------
    dict
        `number`, `kind`, `points`, `html` (the whole item), and `answer`: what is right, as HTML, where the
        data hold it.
    """
    variant = item["variants"][variant_index(seed, item["id"], len(item["variants"]))]
    texts = {key: value for key, value in item.items() if key != "variants"}
    shown = filled_throughout(texts, variant["fills"])
    assert isinstance(shown, dict)
    for table in ("options", "steps", "rights"):
        if table in shown:
            mixed = table != "rights" and item.get("shuffle", True)
            rows = _shuffled(shown[table], f"{seed} {item['id']}") if mixed else shown[table]
            shown[table] = [{**row, "letter": chr(ord("A") + n)} for n, row in enumerate(rows)]
    return {
        "number": number,
        "kind": item["kind"],
        "points": item["points"],
        "html": _whole(shown, strings),
        "answer": _answer(shown, variant["key"]) if "key" in variant else None,
    }


def _whole(shown: Mapping[str, Any], strings: Mapping[str, str]) -> str:
    """Return an item with all that is needed to answer it on paper."""
    kind = shown["kind"]
    if kind == "blank":
        return _with_gaps(shown)
    rule = '<span class="rule"></span>'
    after = {
        "single": lambda: _lettered(shown["options"]),
        "multiple": lambda: _lettered(shown["options"]),
        "numeric": lambda: f"<p>{rule}</p>",
        "formula": lambda: f"{_variables(shown)}<p>{rule}</p>",
        "ordering": lambda: f"{_lettered(shown['steps'])}<p>{escape(strings['sheet.order'])} {rule}</p>",
        "matching": lambda: (
            f'<p>{escape(strings["sheet.match"])}</p><ol class="lefts">'
            + "".join(
                f'<li><div class="pair"><span class="box"></span><div>{left["html"]}</div></div></li>'
                for left in shown["lefts"]
            )
            + f"</ol>{_lettered(shown['rights'])}"
        ),
        "code": lambda: (
            _numbered_code(shown["lines"])
            + f"<p>{escape(strings['sheet.line' if shown['ask'] == 'line' else 'sheet.prints'])} {rule}</p>"
        ),
    }
    return f"{shown['stem']}{after[kind]()}"


def _lettered(rows: Sequence[Mapping[str, Any]]) -> str:
    return '<ol class="letters" type="A">' + "".join(f"<li>{row['html']}</li>" for row in rows) + "</ol>"


def _variables(shown: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<div><dt><code>{row['name']}</code></dt><dd>{row['meaning']}</dd></div>"
        for row in shown["variables"]
    )
    return f'<dl class="symbols">{rows}</dl>'


def _numbered_code(lines: Sequence[str]) -> str:
    rows = "".join(
        f'<li><span class="line-number" aria-hidden="true">{n}</span><code>{line or " "}</code></li>'
        for n, line in enumerate(lines, start=1)
    )
    return f'<figure class="walkthrough"><ol>{rows}</ol></figure>'


def _shuffled(rows: Sequence[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    """Return rows in an order that a seed decides; those that are pinned keep their place."""
    free = [row for row in rows if not row.get("pinned")]
    free.sort(key=lambda row: hashlib.sha256(f"{seed} {row['id']}".encode()).hexdigest())
    order = iter(free)
    return [row if row.get("pinned") else next(order) for row in rows]


def _with_gaps(shown: Mapping[str, Any]) -> str:
    """Return a stem whose gaps can be written in, numbered."""
    html = str(shown["stem"])
    for number, blank in enumerate(shown["blanks"], start=1):
        place = f'<span data-blank="{blank["id"]}"></span>'
        choices = " / ".join(blank["choices"])
        after = f' <span class="gap-choices">({choices})</span>' if choices else ""
        html = html.replace(place, f'<span class="gap"><sup>{number}</sup></span>{after}')
    return html


def _answer(shown: Mapping[str, Any], key: Any) -> str:
    """Return what is right, as HTML."""
    kind = shown["kind"]
    answer: Callable[[], str] = {
        "single": lambda: _letters(shown["options"], key),
        "multiple": lambda: _letters(shown["options"], key),
        "numeric": lambda: _number(key),
        "formula": lambda: f"<code>{shown['shown']}</code> {shown.get('right', '')}",
        "ordering": lambda: _order(shown["steps"], key["before"]),
        "matching": lambda: _pairs(shown, key),
        "code": lambda: _code(shown, key),
        "blank": lambda: _gaps(shown, key),
    }[kind]
    return answer()


def _letters(options: Sequence[Mapping[str, Any]], ids: Sequence[str]) -> str:
    return ", ".join(str(option["letter"]) for option in options if option["id"] in ids)


def _number(key: Mapping[str, Any]) -> str:
    number = f"{key['number']:.6g}".replace("-", "−")
    exact = str(key["exact"]).replace("-", "−") if key["exact"] is not None else ""
    return f"{exact} ≈ {number}" if "/" in exact else escape(exact or number)


def _order(steps: Sequence[Mapping[str, Any]], before: Mapping[str, Sequence[str]]) -> str:
    """Return one right order, by letters: each step as early as the others allow."""
    letters = {step["id"]: str(step["letter"]) for step in steps}
    order: list[str] = []
    while len(order) < len(letters):
        order.append(
            next(
                s
                for s in sorted(letters, key=letters.__getitem__)
                if s not in order and set(before[s]) <= set(order)
            )
        )
    return ", ".join(letters[step] for step in order)


def _pairs(shown: Mapping[str, Any], key: Mapping[str, str]) -> str:
    letters = {right["id"]: str(right["letter"]) for right in shown["rights"]}
    return ", ".join(f"{n} {letters[key[left['id']]]}" for n, left in enumerate(shown["lefts"], start=1))


def _code(shown: Mapping[str, Any], key: Any) -> str:
    if shown["ask"] == "line":
        return ", ".join(str(line) for line in key)
    return f"<code>{escape(key)}</code>"


def _gaps(shown: Mapping[str, Any], key: Mapping[str, Any]) -> str:
    found = []
    for number, blank in enumerate(shown["blanks"], start=1):
        right = key[blank["id"]]
        text = escape(right["accept"][0]) if "accept" in right else _number(right)
        found.append(f"{number}: {text}")
    return ", ".join(found)
