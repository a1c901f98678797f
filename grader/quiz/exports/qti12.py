"""QTI 1.2 in the dialect of Canvas: a quiz for each concept, with groups from which one variant is drawn."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from grader.quiz.exports import marks
from grader.quiz.exports.formats import Export
from grader.quiz.exports.fragments import bullets
from grader.quiz.exports.losses import Ledger
from grader.quiz.exports.notes import stable_hash
from grader.quiz.exports.qti12_items import add_item, add_text_only
from grader.quiz.exports.xml_tree import add, document
from grader.zips import packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.exports.bank import Bank, ConceptBank, Figure, Question

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


def write(bank: Bank, now: int) -> Export:
    """Return a bank as a zip file that Canvas imports as “QTI .zip file”."""
    ledger = Ledger(bank)
    ledger.add("tags", marks.TAGS)
    ledger.add("shuffle", marks.SHUFFLE)
    files: dict[str, bytes | str] = {}
    quizzes: list[tuple[str, str]] = []
    for concept in bank.concepts:
        title = f"{concept.number:02} {concept.title}"
        figures = "".join(f"images/{figure.file}\n" for figure in concept.figures).split()
        files |= dict(zip(figures, (figure.svg for figure in concept.figures), strict=True))
        asked = [pool for pool in concept.pools() if pool[0].kind != "interview"]
        if asked or concept.figures:
            quizzes.append((concept.id, title))
            files |= _quiz(bank, concept, concept.id, title, asked, concept.figures, ledger)
        if concept.interview:
            name = f"{concept.id}.interview"
            title = f"{title}: {bank.words['concept.interview']}"
            quizzes.append((name, title))
            files |= _quiz(bank, concept, name, title, [[one] for one in concept.interview], (), ledger)
        if concept.cards:
            ledger.add("cards", "Cards are no questions that Canvas could mark.", concept.id, left_out=True)
    images = sorted(name for name in files if name.startswith("images/"))
    files["imsmanifest.xml"] = document(_manifest(bank, quizzes, images))
    return Export(packed(files), ledger.losses)


def identifier(bank: Bank, *names: str) -> str:
    """Return an identifier that XML allows, the same for the same thing in every export."""
    return f"g{stable_hash(bank.course, *names)[:31]}"


def _quiz(
    bank: Bank,
    concept: ConceptBank,
    name: str,
    title: str,
    pools: Sequence[Sequence[Question]],
    figures: Sequence[Figure],
    ledger: Ledger,
) -> dict[str, bytes | str]:
    root = Element("questestinterop", {"xmlns": _QTI, "xmlns:xsi": _XSI})
    root.set("xsi:schemaLocation", f"{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd")
    assessment = add(root, "assessment", ident=identifier(bank, "quiz", name), title=title)
    field = add(add(assessment, "qtimetadata"), "qtimetadatafield")
    add(field, "fieldlabel", "cc_maxattempts")
    add(field, "fieldentry", "unlimited")
    section = add(assessment, "section", ident="root_section")
    for figure in figures:
        source = f"%24IMS-CC-FILEBASE%24/images/{figure.file}"
        picture = f'<p><img src="{source}" alt="{escape(figure.alt)}" /></p>'
        legend = bullets(figure.labels) if len(figure.labels) > 1 else ""
        html = f"{picture}{legend}<p>{figure.caption}</p>"
        add_text_only(section, identifier(bank, "figure", figure.id), figure.id, html)
    total = 0
    for pool in pools:
        place = section
        if len(pool) > 1:
            place = add(section, "section", ident=identifier(bank, "group", pool[0].item), title=pool[0].item)
            _draw_one(place, pool[0].points)
        for question in pool:
            add_item(place, identifier(bank, "question", question.id), question, bank.words, ledger)
        total += pool[0].points
    return {
        f"{name}/{name}.xml": document(root),
        f"{name}/assessment_meta.xml": document(_meta(bank, concept, name, title, total)),
    }


def _draw_one(section: Element, points: int) -> None:
    """Say that one question of a section is drawn."""
    selection = add(add(section, "selection_ordering"), "selection")
    add(selection, "selection_number", "1")
    add(add(selection, "selection_extension"), "points_per_item", str(points))


def _meta(bank: Bank, concept: ConceptBank, name: str, title: str, points: int) -> Element:
    """Return the settings of a quiz: for practice, so that importing changes nobody's marks."""
    space = "http://canvas.instructure.com/xsd/cccv1p0"
    quiz = Element("quiz", {"xmlns": space, "xmlns:xsi": _XSI, "identifier": identifier(bank, "quiz", name)})
    quiz.set("xsi:schemaLocation", f"{space} https://canvas.instructure.com/xsd/cccv1p0.xsd")
    add(quiz, "title", title)
    add(quiz, "description", concept.summary)
    add(quiz, "shuffle_answers", "false")
    add(quiz, "scoring_policy", "keep_highest")
    add(quiz, "quiz_type", "practice_quiz")
    add(quiz, "points_possible", str(points))
    add(quiz, "allowed_attempts", "-1")
    return quiz


def _manifest(bank: Bank, quizzes: Sequence[tuple[str, str]], images: Sequence[str]) -> Element:
    root = Element("manifest", {"xmlns": _PACKAGE, "identifier": identifier(bank, "manifest")})
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    for name, _ in quizzes:
        quiz, meta = identifier(bank, "quiz", name), identifier(bank, "meta", name)
        resource = add(resources, "resource", identifier=quiz, type="imsqti_xmlv1p2")
        add(resource, "file", href=f"{name}/{name}.xml")
        add(resource, "dependency", identifierref=meta)
        settings = f"{name}/assessment_meta.xml"
        resource = add(resources, "resource", identifier=meta, type=_META, href=settings)
        add(resource, "file", href=settings)
    for image in images:
        resource = add(
            resources, "resource", identifier=identifier(bank, image), type="webcontent", href=image
        )
        add(resource, "file", href=image)
    return root
