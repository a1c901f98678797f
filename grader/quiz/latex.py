"""From LaTeX to MathML, with the gate that the converter lacks: what it does not understand is refused."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

#: Private characters stand for values that are filled in later, see `grader.quiz.markup`.
FIRST_HOLE, LAST_HOLE = 0xE000, 0xF8FF

_HOLE = re.compile(f"[{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}]")
_HOLE_ELEMENT = re.compile(f"<mi[^<>]*>([{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}])</mi>")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_ELEMENTS = re.compile(
    "math|mrow|mi|mn|mo|mtext|mspace|mfrac|msqrt|mroot|msup|msub|msubsup|mover|munder|munderover|"
    "mtable|mtr|mtd|mstyle|mpadded|mphantom"
)
_ATTRIBUTES = re.compile(
    "xmlns|display|displaystyle|scriptlevel|stretchy|fence|form|accent|accentunder|mathvariant|"
    "linethickness|columnalign|columnspacing|columnlines|rowspacing|rowlines|width|height|depth|lspace|"
    "rspace|voffset|minsize|maxsize|separator|largeop|movablelimits|symmetric|linebreak"
)
_ENTITY = re.compile("&#x([0-9A-Fa-f]+);")
#: A bar that encloses, not one that stands between two things.
_BAR = '<mo stretchy="false">|</mo>'
_TIGHT_BAR = '<mo stretchy="false" lspace="0" rspace="0">|</mo>'
#: A minus after a bracket, a comma or another sign makes a number negative; it is no difference.
_SIGNED = re.compile("(?<=[(\\[{,=≈≔←·:]</mo>)<mo>−</mo>")
#: A prime is raised as it is; as an exponent it would be raised twice, and too small to see.
_PRIME = "(?:<mi>′</mi>|<mrow><mi>′</mi></mrow>)"
_PRIMED = re.compile(f"<msup>(<mi>[^<>]*</mi>){_PRIME}</msup>")
_PRIMED_INDEXED = re.compile(f"<msubsup>(<mi>[^<>]*</mi>)(<m[in]>[^<>]*</m[in]>){_PRIME}</msubsup>")
#: The space around a function's name, which the converter leaves out: 2 log 3, but log(3).
FUNCTION_SPACE = "0.1667em"
_THIN = f'<mspace width="{FUNCTION_SPACE}"/>'
_FUNCTION = "<mi>(?:log|ln|exp|sin|cos|tan|tanh)</mi>"
_BEFORE_FUNCTION = re.compile(f"(?:</mi>|</mn>|{_HOLE.pattern})(?={_FUNCTION})")
_AFTER_FUNCTION = re.compile(f"{_FUNCTION}(?=<m(?:i|n|frac|sub|sup|row)>|{_HOLE.pattern})")


class LatexError(ValueError):
    """LaTeX that does not convert; the text says why."""


@lru_cache(maxsize=4_000)
def mathml(latex: str, *, block: bool = False) -> str:
    """Return a whole `<math>` element.

    Raises
    ------
    LatexError
        A command is unknown, braces are not balanced, or what came out is not MathML.
    """
    return f"<math{' display=' + chr(34) + 'block' + chr(34) if block else ''}>{inner_mathml(latex)}</math>"


@lru_cache(maxsize=4_000)
def inner_mathml(latex: str) -> str:
    """Return what stands inside the `<math>` element; a hole stands there as its bare character."""
    from latex2mathml.converter import convert

    source = latex.strip()
    if not source:
        raise LatexError("there is nothing between the dollar signs")
    _check_braces(source)
    try:
        converted = convert(source.replace(":=", r"\coloneqq "))
    except Exception as error:  # the converter raises what its parts raise
        reason = str(error) or type(error).__name__
        raise LatexError(f"“{source}” does not convert: {reason}") from None
    _check_output(source, converted)
    inner = converted[converted.index(">") + 1 : -len("</math>")]
    inner = _ENTITY.sub(_character, inner)
    inner = _HOLE_ELEMENT.sub(r"\1", inner)
    inner = inner.replace(_BAR, _TIGHT_BAR)
    inner = _SIGNED.sub('<mo form="prefix">−</mo>', inner)
    inner = _PRIMED.sub(r"<mrow>\1<mi>′</mi></mrow>", inner)
    inner = _PRIMED_INDEXED.sub(r"<msub><mrow>\1<mi>′</mi></mrow>\2</msub>", inner)
    inner = _BEFORE_FUNCTION.sub(rf"\g<0>{_THIN}", inner)
    inner = _AFTER_FUNCTION.sub(rf"\g<0>{_THIN}", inner)
    for match in _HOLE.finditer(inner):
        if inner[match.start() - 1] != ">" or inner[match.end()] != "<":
            raise LatexError(r"a value stands inside \text{…} or a longer word; close the text before it")
    if re.search(f"<mtext[^<>]*>[{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}]", inner):
        raise LatexError(r"a value stands inside \text{…}; close the text before it")
    return inner


_TAG = re.compile(r"<(/?)(\w+)[^<>]*>")
_SIGN = re.compile(r"<mo[^<>]*>([=≈≔≤≥()\[\]{}])</mo>")


def at_relations(inner: str) -> list[str]:
    """Return what stands inside a `<math>` element in parts, each but the first beginning with a relation.

    A part holds whole elements and whole brackets, so that each can stand alone.
    """
    if not (inner.startswith("<mrow>") and inner.endswith("</mrow>")):
        return [inner]
    body = inner[len("<mrow>") : -len("</mrow>")]
    depth, brackets, cuts = 0, 0, [0]
    for tag in _TAG.finditer(body):
        if sign := _SIGN.match(body, tag.start()):
            brackets += (sign[1] in "([{") - (sign[1] in ")]}")
            if depth == 0 and sign[1] in "=≈≔≤≥" and brackets == 0 and tag.start():
                cuts.append(tag.start())
        depth += -1 if tag[1] else 1
        if depth < 0:
            return [inner]
    # A letter alone at the end of a line is worse than a long line.
    cuts = [cut for n, cut in enumerate(cuts) if n != 1 or len(_TAG.sub("", body[:cut])) > 2]
    ends = [*cuts[1:], len(body)]
    return [f"<mrow>{body[start:end]}</mrow>" for start, end in zip(cuts, ends, strict=True)]


def _character(match: re.Match[str]) -> str:
    """Return the character of an entity, which is shorter; < > & stay as they are."""
    character = chr(int(match[1], 16))
    return match[0] if character in '<>&"' else character


def _check_braces(source: str) -> None:
    depth = 0
    for match in re.finditer(r"\\.|[{}]", source, re.DOTALL):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        if depth < 0:
            raise LatexError(f"“{source}” closes a brace that is not open")
    if depth:
        raise LatexError(f"“{source}” leaves a brace open")
    for opening, closing in ((r"\left", r"\right"), (r"\begin", r"\end")):
        commands = _COMMAND.findall(source)
        if commands.count(opening) != commands.count(closing):
            raise LatexError(f"“{source}” has {opening} without {closing}, or the other way round")


def _check_output(source: str, converted: str) -> None:
    if "\\" in converted:
        found = re.search(r"\\[A-Za-z]*", converted)
        raise LatexError(f"“{found[0] if found else source}” is no command that converts, in “{source}”")
    try:
        tree = ElementTree.fromstring(converted)
    except ElementTree.ParseError:
        raise LatexError(f"“{source}” does not convert to MathML; look for & and < in it") from None
    for element in tree.iter():
        name = element.tag.removeprefix(_NAMESPACE)
        if not _ELEMENTS.fullmatch(name):
            raise LatexError(f"“{source}” needs <{name}>, which is not part of MathML Core")
        for attribute in element.attrib:
            if not _ATTRIBUTES.fullmatch(attribute):
                raise LatexError(f"“{source}” needs the attribute “{attribute}”, which pages do not allow")
        if name == "mi" and (element.text or "") == "&":
            raise LatexError(f"“{source}” has an & outside of a table")
