"""An Anki package, made with genanki: decks by concept, ids that stay the same, figures as files."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.installation import install_line
from grader.quiz.exports.formats import Export
from grader.quiz.exports.notes import deck_name, figure_file, notes_of, stable_hash
from grader.zips import packed

if TYPE_CHECKING:
    from grader.quiz.exports.bank import Bank

#: Of the note type; another number would make another type, and every note a new one.
MODEL_ID = 1_733_204_118
_FIELDS = ("Front", "Back", "Key")
_STYLE = (
    ".card{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:.5rem;text-align:left}"
    "pre{overflow-x:auto;padding:.6rem;background:rgba(127,127,127,.14);border-radius:.3rem}"
    "code{font-family:ui-monospace,monospace;font-size:.92em}img{max-width:100%;height:auto;background:#fff}"
    "li{margin:.35rem 0}"
    "table{border-collapse:collapse}th,td{padding:.2rem .6rem;border:1px solid rgba(127,127,127,.5)}"
)


def write(bank: Bank, now: int) -> Export:
    """Return a bank as an Anki package.

    Parameters
    ----------
    bank : Bank
        With mathematics as LaTeX, which Anki gives to MathJax.
    now : int
        Seconds; Anki takes a changed note only if it is newer than the one that is there.
    """
    genanki = _genanki()
    model = _model(genanki)
    decks = []
    media: dict[str, str] = {}
    for concept in bank.concepts:
        deck = genanki.Deck(_deck_id(bank.course, concept.id), deck_name(bank, concept))
        for note in notes_of(bank, concept, with_figures=True):
            fields = [_field(text) for text in (note.front, note.back, note.key)]
            deck.add_note(genanki.Note(model=model, fields=fields, guid=note.guid, tags=list(note.tags)))
        decks.append(deck)
        media |= {figure_file(bank, figure.file): figure.svg for figure in concept.figures}
    return Export(_package(genanki, decks, media, now), bank.losses)


def _genanki() -> Any:
    try:
        return import_module("genanki")
    except ImportError:
        raise UsageError(
            f"Anki packages are made by genanki, which is not installed: {install_line('anki')}. "
            "The format anki-tsv needs nothing."
        ) from None


def _model(genanki: Any) -> Any:
    template = {"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
    fields = [{"name": name} for name in _FIELDS]
    return genanki.Model(MODEL_ID, "grader", fields=fields, templates=[template], css=_STYLE)


def _deck_id(course: str, concept: str) -> int:
    return (1 << 30) + int(stable_hash("deck", course, concept)[:12], 16) % (1 << 30)


def _field(text: str) -> str:
    """Return a field's text without the character that separates fields."""
    return text.replace("\x1f", " ")


def _package(genanki: Any, decks: list[Any], media: dict[str, str], now: int) -> bytes:
    """Return the package; genanki writes it, and its zip file is written again with fixed dates and order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in sorted(media):
            path = Path(folder) / name
            path.write_text(media[name], encoding="utf-8")
            paths.append(str(path))
        raw = io.BytesIO()
        genanki.Package(decks, paths).write_to_file(raw, timestamp=float(now))
    with zipfile.ZipFile(raw) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    files["media"] = json.dumps(json.loads(files["media"]), sort_keys=True)
    return packed(files)
