"""Texts of concepts: Markdown without HTML, LaTeX through a gate, values in their places."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.quiz.latex import LatexError, mathml
from grader.quiz.markup import Compiler, Holes, filled
from grader.quiz.values import Namespace


def compiled(text: str, **given_values: object) -> tuple[str, list[str]]:
    """Return a text as finished HTML, and its faults."""
    compiler = Compiler(Holes(), blanks=("gap",))
    html = compiler.block(text)
    namespace = Namespace(given_values, {}, lambda name: None, None)  # type: ignore[arg-type, return-value]
    return filled(html, compiler.holes.fills(namespace)), compiler.faults


def test_value_in_each_place() -> None:
    """One value is prose, MathML or code, as its place asks."""
    html, faults = compiled("so {{ a }}, $x = {{ a : frac }}$, `{{ a }}`", a=Fraction(-2, 5))

    assert [] == faults
    assert "so −0.4," in html
    assert "<mrow><mo>−</mo><mfrac><mn>2</mn><mn>5</mn></mfrac></mrow>" in html
    assert "<code>-0.4</code>" in html


def test_signs_stay_with_their_formula() -> None:
    """A bracket or a comma that touches a formula is kept on its line; letters and blanks are not."""
    html, _ = compiled("a ($x$), $y$: b, $z$ c")
    kept = [re.sub(r"<math.*?</math>", "M", part) for part in re.findall(r"<span.*?</span>", html)]

    assert [f'<span class="whole">{text}</span>' for text in ("(M),", "M:")] == kept
    assert html.endswith("</math> c</p>")


def test_long_formula_breaks_before_relations() -> None:
    """A long formula is several, each after the first beginning with a relation outside of all brackets."""
    html, _ = compiled(
        r"so $f(x) = 2 x^4 - 2 x^2 + 3 x + (a = b) \approx y$, $J = x_1 + x_2 + x_3 + x_4$, $w = 1$."
    )
    formulas = [re.sub(r"<[^<>]*>", "", one) for one in re.findall(r"<math.*?</math>", html)]

    assert ["f(x)", "=2x4−2x2+3x+(a=b)", "≈y", "J=x1+x2+x3+x4", "w=1"] == formulas


def test_apostrophes_are_printed() -> None:
    """An apostrophe is a printed one, also behind a value and behind a formula, on its line; not in code."""
    html, _ = compiled("a learner's $b$'s {{ a }}'s `b'c'`", a=Fraction(2))

    assert "a learner’s" in html
    assert "</math>’s</span>" in html
    assert "2’s" in html
    assert "b'c'" in html


def test_operators_are_not_emphasis() -> None:
    """Stars and underscores of an expression are no Markdown."""
    html, faults = compiled("{{ a_b * a_b * 2 }} and *really*", a_b=Fraction(3))

    assert ("<p>18 and <em>really</em></p>", []) == (html, faults)


def test_exponent_holds_the_number() -> None:
    """A number in an exponent is one element of MathML."""
    html, _ = compiled("$2^{ {{ k }} }$", k=Fraction(-12))

    assert "<msup><mn>2</mn><mrow><mrow><mo>−</mo><mn>12</mn></mrow></mrow></msup>" in html


def test_html_is_text() -> None:
    """HTML in a source is shown, never obeyed."""
    html, _ = compiled("<script>alert(1)</script> <b onclick=x>b</b> [x](javascript:alert(1))")

    assert "<script" not in html
    assert "<b" not in html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"$\badmacro{x}$", "no command that converts"),
        (r"$\frac{1$", "leaves a brace open"),
        (r"$x}$", "closes a brace"),
        (r"$\left( x$", r"\left without \right"),
        ("$a & b$", "look for & and <"),
        (r"$\text{<b>}$", "look for & and <"),
        (r"$\href{javascript:alert(1)}{x}$", "href"),
        (r"$\color{red}{x}$", "mathcolor"),
        (r"$\text{x {{ 1 }}}$", "close the text before it"),
        ("a $5 bill", "a dollar sign"),
        ("[x](https://example.org)", "links lead to"),
        ("![x](y.png)", "a picture"),
        ("the angle \theta", "lost its backslash"),
        ("\nabla J and more", "lost its backslash"),
        ("beta is \x08eta", "a control character (U+0008)"),
        ("\ue000", "a control character (U+E000)"),
        ("it is 0.25", "the figure 0.25 is typed"),
        ("it is 32", "the figure 32 is typed"),
        ("$x = 1.5$", "the figure 1.5 is typed"),
        ("{{ nothing here }}", "is not expected"),
        ("{{ 1 : big }}", "“big” is no format"),
        ("{{ import }}{{ x.__y }}", "has no meaning"),
    ],
)
def test_faults(text: str, message: str) -> None:
    """What a page could not show, or should not, is a fault."""
    compiler = Compiler(Holes())
    compiler.block(text)

    assert any(message in fault for fault in compiler.faults), compiler.faults


@pytest.mark.parametrize(
    "text",
    [
        "3 or 10 or 1000 or 1,000,000 steps, ex03, step 2 of 3",
        r"$w_{t+1} = w_t - \alpha \frac{\partial J}{\partial w}$ and $\frac{1}{2m}\sum_{i=1}^{m}$",
        r"$\begin{align*} a &= b \\ c &= d \end{align*}$",
        r"it costs \$5",
        "`x = 0.25` and {{ 0.25 }}",
        "```python\nalpha = 0.01\n```",
        "$w := w - 1$",
        "[the rule](concept:update-rule)",
        "| $|x|$ is | b |\n|---|---|\n| a | 3 |".replace("$|x|$", r"$\left\vert x \right\vert$"),
        "gap: [[gap]]",
    ],
)
def test_allowed(text: str) -> None:
    """Ordinary lessons have no faults."""
    compiler = Compiler(Holes(), blanks=("gap",))
    compiler.block(text)

    assert [] == compiler.faults


def test_figures_and_labs_in_their_place() -> None:
    """A paragraph that names a figure becomes it; one that does not exist is a fault."""
    compiler = Compiler(
        Holes(), lambda kind, name: f"<figure>{kind} {name}</figure>" if name == "bowl" else None
    )
    html = compiler.block("Before.\n\n[[figure:bowl]]\n\nAfter.\n\n[[lab:none]]")

    assert "<p>Before.</p>\n<figure>figure bowl</figure>\n<p>After.</p>" in html
    assert ["there is no lab “none” in this file"] == compiler.faults


def test_tables() -> None:
    """A column's alignment is a class, for the policy blocks styles; an empty corner heads nothing."""
    html, _ = compiled("| | a |\n|---|---:|\n| b | 3 |")

    assert "<td></td>" in html
    assert '<th class="align-right">a</th>' in html
    assert "style" not in html


def test_gap_in_code() -> None:
    """A gap may stand in code too; brackets that are no gap stay."""
    html, _ = compiled("```python\nw = w [[gap]] alpha * [[1]]\n```")

    assert 'w = w <span data-blank="gap"></span> alpha * [[1]]' in html


latex_parts = st.sampled_from(
    [
        *(r"\frac{1}{2}", r"\alpha", "x", "{", "}", "^", "_", "&", r"\\", "<", "$", "'", "%", "#", "~"),
        *(r"\begin{pmatrix}", r"\end{pmatrix}", r"\text{a}", r"\left(", r"\right)", r"\sqrt", r"\unknown"),
        *("\ue000", r"\mathbf", "[", "]"),
    ]
)


@given(st.lists(latex_parts, max_size=8).map(" ".join))
def test_any_latex(latex: str) -> None:
    """Whatever LaTeX is written, it is refused or becomes well-formed MathML without a backslash."""
    try:
        html = mathml(latex)
    except LatexError:
        return
    assert "\\" not in html
    ElementTree.fromstring(html)


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Whatever text is written, what comes out has no element that Markdown could not make."""
    compiler = Compiler(Holes())
    html = compiler.block(text)

    assert "<script" not in html.lower()
    assert " style=" not in html.partition("<code")[0] or " style=" in text
