"""Each format's files, as readers that know nothing of us see them: marks, feedback, ids, escaping."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import sqlite3
import zipfile
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import jsonschema
import pytest

from grader.kit import find_kit
from grader.quiz.course import read_course
from grader.quiz.exports import as_json
from grader.quiz.exports.bank import (
    Bank,
    Blanks,
    Choice,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Output,
    Question,
)
from grader.quiz.exports.formats import FORMATS
from grader.quiz.exports.gathering import Choosing, gather
from tests.quiz_kit import CONCEPT, kit_with
from tests.quiz_readers import Qti12Item, Qti21Item, children, cloze_gaps, every, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from grader.quiz.markup import Notation

#: Together they have every kind of item, in every shape.
CONCEPTS = ("simultaneous-update", "gradient-descent", "why-subtract", "learning-rate")
TIME = 1_700_000_000
#: Ends what it stands in, in one format or another.
HOSTILE = (
    r"""]]> </text> <script>alert(1)</script> & &amp; "quoted" 'single' {1:SHORTANSWER:=x} ~ # } \} %0% * """
    "[sound:a.mp3] [latex]x[/latex]"
)


def bank(name: str) -> Bank:
    """Return the concepts, in the notation of a format."""
    return written_as(FORMATS[name].notation)


@cache
def written_as(notation: Notation) -> Bank:
    """Return the concepts in a notation."""
    return gather(read_course(find_kit()), Choosing(CONCEPTS, notation=notation))


@cache
def content(name: str) -> bytes:
    """Return the concepts in a format."""
    return FORMATS[name].write(bank(name), TIME).content


@cache
def packed(name: str) -> dict[str, bytes]:
    """Return the files of a format that is a zip file."""
    with zipfile.ZipFile(io.BytesIO(content(name))) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """A concept whose author writes texts that end something, in every kind of text."""
    code = f"`{HOSTILE}`"
    text = CONCEPT.replace("'Yes.'", f"'''{code}'''").replace("'No.'", f"'''{code}'''")
    text = text.replace("'What is $w$ now?'", f"'''{code}'''").replace("'Which way?'", f"'''{code}'''")
    text += f"""
[[items]]
id = 'gap'
kind = 'blank'
stem = '''{code} [[word]]'''

[[items.blanks]]
id = 'word'
accept = ['''{HOSTILE}''']
right = '''{code}'''
other = '''{code}'''
"""
    kit = kit_with(tmp_path_factory.mktemp("hostile"), a_step=text)
    return gather(read_course(kit), Choosing(notation="latex"))


def questions(name: str) -> dict[str, Question]:
    """Return what is asked, by id."""
    return {question.id: question for question in bank(name).questions()}


# --- JSON ------------------------------------------------------------------------------------------------


def test_json_is_as_its_schema_says() -> None:
    """The JSON export fits its schema, which allows no other key."""
    path = Path(as_json.__file__).with_name("quiz.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    data = json.loads(content("json"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(data, schema)
    assert list(CONCEPTS) == [concept["id"] for concept in data["concepts"]]


# --- Anki ------------------------------------------------------------------------------------------------


def notes_in(package: bytes, folder: Path) -> dict[str, list[str]]:
    """Return the fields of a package's notes by GUID."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as database:
        rows = database.execute("select guid, flds from notes").fetchall()
    database.close()
    return {guid: fields.split("\x1f") for guid, fields in rows}


def test_anki_has_every_card_and_question_once(tmp_path: Path) -> None:
    """Each card, question and figure is one note of three fields, and each figure a file that notes show."""
    pytest.importorskip("genanki")
    notes = notes_in(content("anki"), tmp_path)
    keys = [fields[2] for fields in notes.values()]
    concepts = bank("anki").concepts
    wanted = [f"question/{question.id}" for question in bank("anki").questions()]
    wanted += [f"card/{card.id}" for concept in concepts for card in concept.cards]
    wanted += [f"figure/{figure.id}" for concept in concepts for figure in concept.figures]
    media = json.loads(packed("anki")["media"])
    shown = {name for fields in notes.values() for name in re.findall(r'<img src="([^"]+)"', fields[0])}

    assert sorted(wanted) == sorted(keys)
    assert {3} == {len(fields) for fields in notes.values()}
    assert shown == set(media.values())
    assert all(packed("anki")[number].startswith(b"<svg xmlns=") for number in media)


def test_text_file_has_the_same_guids(tmp_path: Path) -> None:
    """The text file names its columns, and its notes are those of the package, without figures."""
    pytest.importorskip("genanki")
    lines = content("anki-tsv").decode().split("\n", 6)
    rows = list(csv.reader(io.StringIO(lines[6]), delimiter="\t"))
    notes = notes_in(content("anki"), tmp_path)
    without_figures = {guid: fields for guid, fields in notes.items() if not fields[2].startswith("figure/")}

    assert ["#separator:tab", "#html:true", "#guid column:1", "#notetype:Basic"] == lines[:4]
    assert {5} == {len(row) for row in rows}
    assert {row[0]: row[2:4] for row in rows} == {guid: f[:2] for guid, f in without_figures.items()}


def test_anki_itself_updates_and_never_duplicates(tmp_path: Path) -> None:
    """Imported twice nothing is new; an edited wording updates its note and adds none."""
    pytest.importorskip("genanki")
    library = pytest.importorskip("anki.collection")
    edited = CONCEPT.replace("Which way?", "Which way now?")
    collection = library.Collection(str(tmp_path / "collection.anki2"))
    counts = []
    for turn, text in enumerate((CONCEPT, CONCEPT, edited)):
        made = gather(read_course(kit_with(tmp_path, a_step=text)), Choosing(notation="latex"))
        package = tmp_path / f"{turn}.apkg"
        package.write_bytes(FORMATS["anki"].write(made, TIME + turn // 2).content)
        request = library.ImportAnkiPackageRequest(package_path=str(package))
        log = collection.import_anki_package(request).log
        counts.append((len(log.new), len(log.duplicate), collection.note_count()))
    fronts = [collection.get_note(one).fields[0] for one in collection.find_notes("tag:kind::card")]
    collection.close()

    assert [(5, 0, 5), (0, 5, 5), (0, 0, 5)] == counts
    assert ["<p>Which way now?</p>"] == fronts


def test_anki_is_given_no_commands(hostile: Bank, tmp_path: Path) -> None:
    """No text plays a sound, runs LaTeX, ends a field or is markup that its author did not mean."""
    pytest.importorskip("genanki")
    made = FORMATS["anki"].write(hostile, TIME).content
    fields = [field for row in notes_in(made, tmp_path).values() for field in row]
    rows = list(
        csv.reader(io.StringIO(FORMATS["anki-tsv"].write(hostile, TIME).content.decode()), delimiter="\t")
    )

    assert [] == [one for one in fields if re.search(r"\[sound:|\[latex\]|<script|</text>", one)]
    assert any(HOSTILE in unescape(field) for field in fields)
    assert {5} == {len(row) for row in rows[6:]}


# --- Moodle ----------------------------------------------------------------------------------------------


@cache
def moodle() -> dict[str, Element]:
    """Return Moodle's questions by idnumber."""
    root = ElementTree.fromstring(content("moodle"))
    return {one.findtext("idnumber") or "": one for one in root if one.get("type") != "category"}


def answers(question: Element) -> list[tuple[float, str, str]]:
    """Return the answers of one of Moodle's questions: share, text, feedback."""
    return [
        (float(one.get("fraction") or 0), one.findtext("text") or "", one.findtext("feedback/text") or "")
        for one in question.findall("answer")
    ]


def test_moodle_numbers_have_tolerance_and_expected_wrong_answers() -> None:
    """The key has 100 % within the tolerance, wrong numbers 0 % with their own feedback; then the rest."""
    for question in bank("moodle").questions():
        if isinstance(question.body, Numeric):
            element, body = moodle()[question.id], question.body
            (right, *wrong, rest) = answers(element)

            assert "numerical" == element.get("type")
            assert (100.0, body.right) == (right[0], right[2])
            assert body.key.value == pytest.approx(float(right[1]), rel=1e-9)
            assert [0.0] * len(body.expected) == [row[0] for row in wrong]
            assert [one.feedback for one in body.expected] == [row[2] for row in wrong]
            assert (0.0, "*", body.other) == rest
            near = float(element.findtext("answer/tolerance") or 0)
            assert 0 < near <= max(body.tolerance, 5e-4 * max(1.0, abs(body.key.value)))


def test_moodle_choices_share_the_points() -> None:
    """The right option of a single choice has all; of several the right ones share, and wrong ones cost."""
    for question in bank("moodle").questions():
        if isinstance(question.body, Choice):
            rows = answers(moodle()[question.id])
            right = [option.is_right for option in question.body.options]

            assert [option.html for option in question.body.options] == [row[1] for row in rows]
            assert [option.feedback for option in question.body.options] == [row[2] for row in rows]
            assert 100 == pytest.approx(sum(row[0] for row in rows if row[0] > 0), abs=1e-4)
            assert right == [row[0] > 0 for row in rows]
            if question.kind == "multiple":
                assert -100 == pytest.approx(sum(row[0] for row in rows if row[0] < 0), abs=1e-4)


def test_moodle_gaps() -> None:
    """Each gap takes its key and tells each expected wrong answer and any other one what belongs to it."""
    for question in bank("moodle").questions():
        if not isinstance(question.body, Blanks):
            continue
        gaps = cloze_gaps(moodle()[question.id].findtext("questiontext/text") or "")
        assert len(question.body.gaps) == len(gaps)
        for gap, (kind, rows) in zip(question.body.gaps, gaps, strict=True):
            mark, answer, feedback = (
                rows[0] if not gap.choices else next(row for row in rows if row[0] == "=")
            )
            told = [row[2] for row in rows if row[0] == "%0%"]

            assert ("=", gap.right) == (mark, feedback)
            assert {one.feedback for one in gap.expected} <= set(told)
            if gap.number is not None:
                assert ("NUMERICAL", gap.number.value) == (
                    kind,
                    pytest.approx(float(answer.partition(":")[0])),
                )
                assert ("*", gap.other) == rows[-1][1:]
            else:
                assert answer in gap.accept


def test_moodle_orders() -> None:
    """One right order is an ordering; stages are a matching; other orders are left out with a loss."""
    element = moodle()["simultaneous-update/order-of-a-step"]
    pairs = {one.findtext("text"): one.findtext("answer/text") for one in element.findall("subquestion")}
    body = questions("moodle")["simultaneous-update/order-of-a-step"].body
    assert isinstance(body, Ordering)
    total = moodle()["learning-rate/order-of-the-search"]
    search = questions("moodle")["learning-rate/order-of-the-search"].body
    assert isinstance(search, Ordering)

    assert ["1", "2", "2", "3", "3"] == [pairs[html] for _, html in body.steps]
    assert ("ordering", "LONGEST_ORDERED_SUBSET") == (total.get("type"), total.findtext("gradingtype"))
    assert [html for _, html in search.steps] == [row[1] for row in answers(total)]
    assert "gradient-descent/order-of-the-loop" not in moodle()


def test_moodle_variants_have_a_category() -> None:
    """The variants of an item are together in a category of their own, below that of the concept."""
    place, found = "", {}
    for one in ElementTree.fromstring(content("moodle")):
        if one.get("type") == "category":
            place = one.findtext("category/text") or ""
        else:
            found[one.findtext("idnumber") or ""] = place
    drawn = [question for question in bank("moodle").questions() if question.draw]

    assert {"$course$/top/Gradient descent/09 Simultaneous update/type-b"} == {
        found[one.id] for one in drawn if one.item == "simultaneous-update/type-b"
    }
    assert len({found[one.id] for one in drawn}) == len({one.item for one in drawn})


def test_moodle_has_figures_and_model_answers() -> None:
    """A figure is a description with its file; an interview question tells the grader what is good."""
    figure = moodle()["figure/simultaneous-update/two-ways"]
    file = figure.find("questiontext/file")
    assert file is not None
    essay = next(one for one in bank("moodle").questions() if isinstance(one.body, Essay))
    assert isinstance(essay.body, Essay)

    assert f"@@PLUGINFILE@@/{file.get('name')}" in (figure.findtext("questiontext/text") or "")
    assert base64.b64decode(file.text or "").startswith(b"<svg xmlns=")
    assert essay.body.answer in (moodle()[essay.id].findtext("graderinfo/text") or "")


def test_moodle_texts_end_nothing(hostile: Bank) -> None:
    """Whatever an author writes comes back as that text, also out of a gap, and makes no gap of its own."""
    root = ElementTree.fromstring(FORMATS["moodle"].write(hostile, TIME).content)
    (gap,) = (one for one in root if one.get("type") == "cloze")
    ((kind, rows),) = cloze_gaps(gap.findtext("questiontext/text") or "")
    numeric = next(one for one in root if one.get("type") == "numerical")

    assert "SHORTANSWER" == kind
    assert HOSTILE.replace("*", r"\*") == rows[0][1]
    assert [f"<code>{HOSTILE}</code>"] * 2 == [unescape(row[2]) for row in rows]
    assert f"<p><code>{HOSTILE}</code></p>" == unescape(numeric.findtext("questiontext/text") or "")


# --- QTI 1.2 ---------------------------------------------------------------------------------------------


@cache
def canvas() -> dict[str, Qti12Item]:
    """Return the items of the package for Canvas by title."""
    found = {}
    for name, data in packed("qti12").items():
        if name.endswith(".xml") and not name.endswith(("assessment_meta.xml", "imsmanifest.xml")):
            for item in every(ElementTree.fromstring(data), "item"):
                found[item.get("title") or ""] = Qti12Item(item)
    return found


def test_canvas_manifest_names_every_file() -> None:
    """The manifest lists exactly the files of the package."""
    manifest = ElementTree.fromstring(packed("qti12")["imsmanifest.xml"])
    listed = {one.get("href") for one in every(manifest, "file")}

    assert set(packed("qti12")) - {"imsmanifest.xml"} == listed


def test_canvas_marks_choices() -> None:
    """Exactly the right options have all points, and every option shows its own feedback."""
    for question in bank("qti12").questions():
        if not isinstance(question.body, Choice):
            continue
        item, options = canvas()[question.id], question.body.options
        names = list(item.labels("response1"))
        right = [name for name, option in zip(names, options, strict=True) if option.is_right]
        taken: Any = right if question.body.is_multiple else right[0]
        wrong = next(name for name in names if name not in right)

        assert 100 == item.mark({"response1": taken})[0]
        assert 0 == item.mark({"response1": [wrong] if question.body.is_multiple else wrong})[0]
        assert f"{wrong}_fb" in item.mark({"response1": [wrong]})[1]


def test_canvas_marks_what_is_typed() -> None:
    """The key has all points, a wrong answer that is expected none; the feedback tells them apart."""
    for question in bank("qti12").questions():
        body = question.body
        if isinstance(body, Numeric):
            key, wrong = str(body.key.value), [str(one.number.value) for one in body.expected if one.number]
        elif isinstance(body, Output):
            key, wrong = body.key, [text for one in body.expected for text in one.texts]
            key, wrong = " ".join(key.split()), [" ".join(text.split()) for text in wrong]
        else:
            continue
        item = canvas()[question.id]

        assert 100 == item.mark({"response1": key})[0], question.id
        assert [0.0] * len(wrong) == [item.mark({"response1": text})[0] for text in wrong]
        assert "general_incorrect_fb" in item.mark({"response1": "-987654321"})[1]


def test_canvas_marks_pairs_and_gaps() -> None:
    """All right pairs, and all gaps filled right, have all points; a wrong pair says what belongs to it."""
    for question in bank("qti12").questions():
        item, body = canvas().get(question.id), question.body
        if item is None or not isinstance(body, Matching | Blanks):
            continue
        responses = [one.get("ident") or "" for one in every(item.root, "response_lid")]
        equal = {one.get("respident"): one.text for one in every(item.root, "varequal")}
        right = {name: equal[name] for name in responses}

        assert 100 == pytest.approx(item.mark(right)[0], abs=0.1), question.id
        assert len(body.lefts if isinstance(body, Matching) else body.gaps) == len(responses)
        if isinstance(body, Matching):
            spoilt = {**right, responses[0]: "nothing"}

            assert "1001_fb" in item.mark(spoilt)[1]


def test_canvas_draws_one_variant() -> None:
    """Variants of an item are a group from which one is drawn, for the item's points."""
    quiz = ElementTree.fromstring(packed("qti12")["simultaneous-update/simultaneous-update.xml"])
    group = next(one for one in every(quiz, "section") if one.get("title") == "simultaneous-update/type-b")

    assert ["1", "1"] == [text_of(every(group, name)[0]) for name in ("selection_number", "points_per_item")]
    assert 3 == len(children(group, "item"))


# --- QTI 2.1 ---------------------------------------------------------------------------------------------


@cache
def items21() -> dict[str, Qti21Item]:
    """Return the items of QTI 2.1 by title."""
    roots = [
        ElementTree.fromstring(data) for name, data in packed("qti21").items() if name.startswith("items/")
    ]
    return {root.get("title") or "": Qti21Item(root) for root in roots}


def test_qti21_right_answers_have_all_points() -> None:
    """Every item but essays gives all its points for the answer that it states to be right."""
    for question in bank("qti21").questions():
        item = items21()[question.id]
        if not isinstance(question.body, Essay):
            assert question.points == pytest.approx(item.mark(item.right())[0]), question.id
    assert len(items21()) == len(questions("qti21"))


def test_qti21_marks_several_options_as_pages_do() -> None:
    """Points of a multiple choice are the share of options that are rightly taken or left."""
    question = questions("qti21")["simultaneous-update/which-are-simultaneous"]
    item = items21()[question.id]
    scores = [item.mark({"RESPONSE": taken})[0] for taken in ([], ["o.tuple"], ["o.tuple", "o.only-one"])]

    assert [0.5, 0.75, 0.5] == scores


def test_qti21_tells_wrong_answers_apart() -> None:
    """A wrong number or output that is expected has no points and its own feedback; others have theirs."""
    for question in bank("qti21").questions():
        item, body = items21()[question.id], question.body
        if isinstance(body, Numeric | Output):
            for wrong in body.expected:
                typed = str(wrong.number.value) if wrong.number else " ".join(wrong.texts[0].split())
                score, told = item.mark({"RESPONSE": typed})
                always = {text for (name, _), text in item.told.items() if name == "FEEDBACK.explanation"}

                assert (0, 1) == (score, len(told - always))
                assert item.told["FEEDBACK.RESPONSE", "other"] not in told
            other = item.told["FEEDBACK.RESPONSE", "other"]

            assert other in item.mark({"RESPONSE": "-987654321"})[1]


def test_qti21_takes_every_right_order() -> None:
    """All orders that are right have all points; a wrong one has none."""
    item = items21()["gradient-descent/order-of-the-loop"]
    right = item.right()["RESPONSE"]
    swapped = [right[0], right[2], right[1], *right[3:]]

    assert [1, 1, 0] == [item.mark({"RESPONSE": order})[0] for order in (right, swapped, right[::-1])]


def test_qti21_tests_draw_one_variant_and_name_real_files() -> None:
    """Tests refer to items of the package, and draw one of each item's variants; all files are listed."""
    files = packed("qti21")
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    for name in files:
        if name.startswith("tests/"):
            test = ElementTree.fromstring(files[name])
            targets = {one.get("href", "").removeprefix("../") for one in every(test, "assessmentItemRef")}
            pools = [one for one in every(test, "assessmentSection") if children(one, "selection")]

            assert targets <= set(files)
            assert all("1" == children(one, "selection")[0].get("select") for one in pools)
    assert set(files) - {"imsmanifest.xml"} == {one.get("href") for one in every(manifest, "file")}


@pytest.mark.parametrize("name", ["qti12", "qti21", "json"])
def test_texts_end_nothing(name: str, hostile: Bank) -> None:
    """Whatever an author writes comes back as that text."""
    made = FORMATS[name].write(hostile, TIME).content
    if name == "json":
        data = json.loads(made)["concepts"][0]["questions"]
        stem = next(one["stem"] for one in data if one["id"] == "a-step/type-w")
    else:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            file = {"qti12": "a-step/a-step.xml", "qti21": "items/q.a-step.type-w.xml"}[name]
            root = ElementTree.fromstring(archive.read(file))
        if name == "qti12":
            (item,) = (one for one in every(root, "item") if one.get("title") == "a-step/type-w")
            stem = text_of(every(item, "mattext")[0])
        else:
            stem = f"<p><code>{escape(text_of(every(root, 'code')[0]), quote=False)}</code></p>"

    assert f"<p><code>{HOSTILE}</code></p>" == unescape(stem)
