"""QTI 2.1: an item for each question, and a test for each concept that draws one variant of each item."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from grader.quiz.exports import marks
from grader.quiz.exports.formats import Export
from grader.quiz.exports.fragments import bullets
from grader.quiz.exports.losses import Ledger
from grader.quiz.exports.qti21_items import Item
from grader.quiz.exports.xml_tree import add, document, put_html
from grader.zips import packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.exports.bank import Bank, ConceptBank, Figure, Question

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_SCHEMA = f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"


def write(bank: Bank, now: int) -> Export:
    """Return a bank as a zip file: a content package with items, tests and figures."""
    writer = _Writer(bank)
    for concept in bank.concepts:
        writer.concept(concept)
    writer.files["imsmanifest.xml"] = document(writer.manifest())
    return Export(packed(writer.files), writer.ledger.losses)


def identifier(*names: str) -> str:
    """Return names as one identifier that XML allows."""
    return ".".join(names).replace("/", ".").replace("~", ".")


class _Writer:
    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.ledger = Ledger(bank)
        self.files: dict[str, bytes | str] = {}
        #: Identifier, type, file, and the identifiers that it needs.
        self.resources: list[tuple[str, str, str, list[str]]] = []
        self.ledger.add("tags", marks.TAGS)

    def concept(self, concept: ConceptBank) -> None:
        """Write the items of a concept, and its tests."""
        title = f"{concept.number:02} {concept.title}"
        pools = [[one for one in pool if self._item(one)] for pool in concept.pools()]
        asked = [pool for pool in pools if pool and pool[0].kind != "interview"]
        interview = [pool for pool in pools if pool and pool[0].kind == "interview"]
        for figure in concept.figures:
            name = f"images/{figure.file}"
            self.files[name] = figure.svg
            self.resources.append((identifier("figure", figure.id), "webcontent", name, []))
        if asked:
            self._test(identifier("test", concept.id), title, asked, concept.figures)
        if interview:
            name = identifier("interview", concept.id)
            self._test(name, f"{title}: {self.bank.words['concept.interview']}", interview, ())
        if concept.cards:
            self.ledger.add("cards", "Cards are no items that could be marked.", concept.id, left_out=True)

    def _item(self, question: Question) -> bool:
        """Write an item; tell whether it can be asked."""
        name = identifier("q", question.id)
        root = Element(
            "assessmentItem",
            {"xmlns": _QTI, "xmlns:xsi": _XSI, "xsi:schemaLocation": _SCHEMA, "identifier": name},
        )
        root.attrib |= {"title": question.id, "label": question.item, "xml:lang": self.bank.language}
        root.attrib |= {"adaptive": "false", "timeDependent": "false", "toolName": "grader"}
        if question.hint:
            self.ledger.add("hints", marks.HINTS, question.item)
        if not Item(root, self.bank.words, self.ledger).write(question):
            return False
        file = f"items/{name}.xml"
        self.files[file] = document(root)
        self.resources.append((name, "imsqti_item_xmlv2p1", file, []))
        return True

    def _test(
        self, name: str, title: str, pools: Sequence[Sequence[Question]], figures: Sequence[Figure]
    ) -> None:
        root = Element("assessmentTest", {"xmlns": _QTI, "xmlns:xsi": _XSI, "xsi:schemaLocation": _SCHEMA})
        root.attrib |= {"identifier": name, "title": title}
        part = add(
            root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual"
        )
        section = add(part, "assessmentSection", identifier=f"{name}.all", title=title, visible="true")
        for figure in figures:
            block = add(section, "rubricBlock", view="candidate")
            picture = add(add(block, "p"), "img", src=f"../images/{figure.file}", alt=figure.alt)
            picture.tail = None
            put_html(block, bullets(figure.labels) if len(figure.labels) > 1 else "")
            put_html(block, f"<p>{figure.caption}</p>")
        needed = [identifier("figure", figure.id) for figure in figures]
        for pool in pools:
            place = section
            if len(pool) > 1:
                group = identifier("pool", pool[0].item)
                place = add(
                    section, "assessmentSection", identifier=group, title=pool[0].item, visible="false"
                )
                add(place, "selection", select="1")
            for question in pool:
                item = identifier("q", question.id)
                add(place, "assessmentItemRef", identifier=item, href=f"../items/{item}.xml")
                needed.append(item)
        file = f"tests/{name}.xml"
        self.files[file] = document(root)
        self.resources.append((name, "imsqti_test_xmlv2p1", file, needed))

    def manifest(self) -> Element:
        """Return the package's table of contents."""
        root = Element("manifest", {"xmlns": _PACKAGE, "identifier": f"grader.{self.bank.course}"})
        metadata = add(root, "metadata")
        add(metadata, "schema", "QTIv2.1 Package")
        add(metadata, "schemaversion", "1.0.0")
        add(root, "organizations")
        resources = add(root, "resources")
        for name, kind, file, needed in self.resources:
            resource = add(resources, "resource", identifier=name, type=kind, href=file)
            add(resource, "file", href=file)
            for other in needed:
                add(resource, "dependency", identifierref=other)
        return root
