"""The names that each page's template is given, and the data of its script (docs/quiz-format.md)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from grader.maths.cache import cached_json
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.chrome import headed, printed, told
from grader.quiz.inputs import digest
from grader.quiz.mistake_pages import misconception_groups
from grader.quiz.passing import Each, Joined, Shelf
from grader.quiz.rendering import as_markup
from grader.quiz.sheets import on_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from grader.quiz.lessons import Bundle
    from grader.quiz.site import Site

Made = tuple[dict[str, Any], dict[str, Any]]
#: Kind, path, what it is made of besides the frame of all pages, and what makes names and data.
Entry = tuple[str, str, str, "Callable[[], Made]"]


class Contexts:
    """Makes names and data page by page.

    Of every concept a few numbers stay in memory; what else pages about several concepts say of it waits on
    a shelf.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.languages: set[str] = set()
        self.briefs = Shelf()
        self.sheets = Shelf()
        #: The concepts that ask about each misconception, and that have cards about it; how many cards.
        self.asked_about: dict[str, list[str]] = {}
        self.carded: dict[str, list[str]] = {}
        self.n_cards_about: Counter[str] = Counter()
        #: Of the pages about several concepts: a hash of all that each is made of so far.
        self.inputs: dict[str, str] = {}

    def add(self, bundle: Bundle) -> None:
        """Note what the pages of the whole course need of a concept."""
        name = self.site.course.files[bundle["id"]].id
        self.names.append(name)
        self.numbers[name] = len(self.names)
        self.languages.add(bundle["language"])
        brief = {
            "language": bundle["language"],
            "summary": bundle["summary"],
            "requires": bundle["requires"],
            "exercises": bundle["exercises"],
            "items": [
                {"id": item["id"], "meaning": item["meaning"], "points": item["points"]}
                for item in bundle["items"]
            ],
            "deck": [{"id": card["id"], "meaning": card["meaning"]} for card in bundle["cards"]],
            "about": [card.get("misconception") for card in bundle["cards"]],
        }
        self.briefs.put(name, brief)
        self._count_in("index", name, brief)
        self._count_in("cards", name, bundle["cards"])
        self._count_in("sheet", name, bundle["items"])
        for misconception in bundle["named"]:
            self.asked_about.setdefault(misconception, []).append(name)
            self._count_in(misconception, name, None)
        for card in bundle["cards"]:
            about = card.get("misconception")
            if about is None:
                continue
            if self.carded.setdefault(about, [])[-1:] != [name]:
                self.carded[about].append(name)
            self.n_cards_about[about] += 1
            self._count_in(about, card["id"], card["meaning"])

    def _count_in(self, page: str, name: str, data: Any) -> None:
        """Let a page depend on data of a concept."""
        self.inputs[page] = digest(self.inputs.get(page, ""), name, _digest(data))

    def close(self) -> None:
        """Clear the shelves."""
        self.briefs.close()
        self.sheets.close()

    # --- which pages there are -------------------------------------------------------------------------

    def of_concept(self, name: str) -> Iterator[Entry]:
        """Yield the pages of one concept."""
        key = self.site.bundles.key(name)
        yield "concept", f"concepts/{name}.html", key, partial(self._concept, name)
        yield "quiz", f"quiz/{name}.html", key, partial(self._quiz, name)
        yield "cards", f"cards/{name}.html", key, partial(self._cards, name)
        yield "sheet", f"print/{name}.html", key, partial(self._sheet, name)

    def of_course(self) -> Iterator[Entry]:
        """Yield the pages of the course as a whole."""
        inputs = self.inputs
        yield "index", "index.html", inputs.get("index", ""), self._index
        yield "cards", "cards/all.html", inputs.get("cards", ""), partial(self._cards, None)
        yield "sheet", "print/course.html", inputs.get("sheet", ""), partial(self._sheet, None)
        yield "misconceptions", "misconceptions/index.html", "", self._misconceptions
        for name in CATALOGUE:
            about = inputs.get(name, "")
            yield "misconception", f"misconceptions/{name}.html", about, partial(self._misconception, name)
        for lab in self.site.labs:
            yield "lab", f"labs/{lab.id}.html", "", partial(self._lab, lab)

    # --- what every page is given ----------------------------------------------------------------------

    def _exercise(self, name: str) -> dict[str, Any]:
        exercise = self.site.course.workshop.exercise(name)
        return {
            "id": exercise.short,
            "title": printed(exercise.title),
            "summary": printed(exercise.summary),
        }

    def _common(self, kind: str, path: str, title: str, about: str | None = None) -> dict[str, Any]:
        site = self.site
        languages = {self.briefs.get(about)["language"]} if about else set(self.languages)
        # Concepts in several languages on one page: which part is in which is not said.
        content = languages.pop() if len(languages) == 1 else site.options.language
        root = "../" * path.count("/")
        return {
            "page": {"kind": kind, "title": title, "path": path, "root": root},
            "course": {"id": course_id(site.title), "title": site.title},
            "concepts": self._links(self.names, root),
            "labs_of_course": [
                {
                    "id": lab.id,
                    "title": lab.title,
                    "summary": lab.summary,
                    "href": f"{root}labs/{lab.id}.html",
                }
                for lab in site.labs
            ],
            "language": site.options.language,
            "content_language": content,
            "lang": self._lang(content),
            "t": site.strings,
            "keys": site.options.keys,
        }

    def _lang(self, language: str) -> Any:
        """Return the attribute of a text in a language, where the page as a whole is in another one."""
        attribute = f' lang="{language}"' if language != self.site.options.language else ""
        return as_markup(attribute, is_html=True)

    def link(self, name: str, root: str) -> dict[str, Any]:
        """Return a concept's title and addresses, seen from a page."""
        return {
            "id": name,
            "title": self._title(name),
            "number": self.numbers[name],
            "href": f"{root}concepts/{name}.html",
            "quiz": f"{root}quiz/{name}.html",
            "cards": f"{root}cards/{name}.html",
            "sheet": f"{root}print/{name}.html",
        }

    def _title(self, name: str) -> str:
        return self.site.course.files[name].title

    def _links(self, names: Iterable[str], root: str) -> Sequence[dict[str, Any]]:
        return Each([name for name in names if name in self.numbers], partial(self.link, root=root))

    def _mistakes(self, names: Any, root: str) -> dict[str, dict[str, str]]:
        return {
            name: {"title": told(CATALOGUE[name].title), "href": f"{root}misconceptions/{name}.html"}
            for name in names
            if name in CATALOGUE
        }

    def _data(self, names: Mapping[str, Any], *more: str, **parts: Any) -> dict[str, Any]:
        kind = names["page"]["kind"]
        return {
            "format": 1,
            "page": kind,
            "language": names["language"],
            "course": names["course"],
            "strings": self.site.words(kind, *more),
            "keys": names["keys"],
            **parts,
        }

    # --- pages of a concept ----------------------------------------------------------------------------

    def _concept(self, name: str) -> Made:
        bundle = self.site.bundle(name)
        names = self._common("concept", f"concepts/{name}.html", bundle["title"], name)
        order, place = self.names, self.numbers[name] - 1
        names["concept"] = {
            **self.link(name, "../"),
            "summary": as_markup(bundle["summary"], is_html=True),
            "requires": self._links(bundle["requires"], "../"),
            "exercises": bundle["exercises"],
            "misconceptions": [
                {"id": key, **value} for key, value in self._mistakes(bundle["misconceptions"], "../").items()
            ],
            "previous": self.link(order[place - 1], "../") if place else None,
            "next": self.link(order[place + 1], "../") if place + 1 < len(order) else None,
        }
        names["legend"] = [
            {key: as_markup(value, is_html=True) for key, value in row.items()} for row in bundle["legend"]
        ]
        names["sections"] = as_markup(bundle["sections"])
        names["interview"] = as_markup(bundle["interview"])
        names["labs"] = as_markup(bundle["labs"])
        brief = self.briefs.get(name)
        data = self._data(names, concept=self._short(name), items=brief["items"], deck=brief["deck"])
        return names, data

    def _short(self, name: str) -> dict[str, str]:
        link = self.link(name, "../")
        return {key: link[key] for key in ("id", "title", "href")}

    def _quiz(self, name: str) -> Made:
        bundle = self.site.bundle(name)
        names = self._common("quiz", f"quiz/{name}.html", bundle["title"], name)
        names["concept"] = self.link(name, "../")
        names["concept"]["summary"] = as_markup(bundle["summary"], is_html=True)
        names["n_items"] = len(bundle["items"])
        names["points"] = sum(item["points"] for item in bundle["items"])
        data = self._data(
            names,
            concept=self._short(name),
            misconceptions=self._mistakes(bundle["named"], "../") if self.site.options.keys else {},
            items=bundle["items"],
        )
        return names, data

    def _cards(self, name: str | None) -> Made:
        chosen = [name] if name is not None else self.names
        path = f"cards/{name or 'all'}.html"
        title = self._title(name) if name is not None else self.site.strings["page.all-cards"]
        names = self._common("cards", path, title, name)
        cards = Joined(chosen, lambda one: self.site.bundle(one)["cards"])
        briefs = [self.briefs.get(name)] if name is not None else Each(self.names, self.briefs.get)
        names["concept"] = self.link(name, "../") if name is not None else None
        names["n_cards"] = sum(len(brief["deck"]) for brief in briefs)
        about = {about for brief in briefs for about in brief["about"] if about is not None}
        data = self._data(
            names,
            concept=self._short(name) if name is not None else None,
            decks=Each(chosen, self._short),
            misconceptions=self._mistakes(sorted(about), "../"),
            cards=cards,
        )
        return names, data

    def _sheet(self, name: str | None) -> Made:
        chosen = [name] if name is not None else self.names
        title = self._title(name) if name is not None else self.site.title
        names = self._common("sheet", f"print/{name or 'course'}.html", title, name)
        names["seed"] = self.site.options.seed
        names["concept"] = self.link(name, "../") if name is not None else None
        names["sheets"] = Each(chosen, self._printed)
        return names, self._data(names)

    def _printed(self, name: str) -> SimpleNamespace:
        """Return a concept's sheet, which is printed by itself, and twice among the course's."""
        if name not in self.sheets:
            seed, strings = self.site.options.seed, self.site.strings
            items = enumerate(self.site.bundle(name)["items"], start=1)
            self.sheets.put(name, [on_paper(item, seed, number, strings) for number, item in items])
        # Not a dictionary, whose items a template would take for its method.
        return SimpleNamespace(concept=self.link(name, "../"), items=as_markup(self.sheets.get(name)))

    # --- pages of the course ---------------------------------------------------------------------------

    def _index(self) -> Made:
        names = self._common("index", "index.html", self.site.title)
        practised: dict[str, list[str]] = {}
        for name in self.names:
            for exercise in self.briefs.get(name)["exercises"]:
                practised.setdefault(exercise["id"], []).append(name)
        names["entries"] = Each(self.names, self._entry)
        names["labs"] = names["labs_of_course"]
        names["exercises"] = [
            {**self._exercise(exercise), "concepts": Each(practised[exercise], self._listed)}
            for exercise in sorted(practised)
        ]
        return names, self._data(names, concepts=Each(self.names, self._progress_of))

    def _entry(self, name: str) -> dict[str, Any]:
        """Return what the index shows of a concept."""
        brief = self.briefs.get(name)
        return {
            **self.link(name, ""),
            "summary": as_markup(brief["summary"], is_html=True),
            "n_items": len(brief["items"]),
            "n_cards": len(brief["deck"]),
            "requires": self._links(brief["requires"], ""),
            "exercises": brief["exercises"],
        }

    def _listed(self, name: str) -> dict[str, str]:
        return {"title": self._title(name), "href": f"concepts/{name}.html"}

    def _progress_of(self, name: str) -> dict[str, Any]:
        """Return what the index needs to know how far someone is with a concept."""
        brief = self.briefs.get(name)
        return {
            **self.link(name, ""),
            "items": brief["items"],
            "deck": brief["deck"],
            "exercises": [exercise["id"] for exercise in brief["exercises"]],
        }

    def _misconceptions(self) -> Made:
        title = self.site.strings["page.mistakes"]
        names = self._common("misconceptions", "misconceptions/index.html", title)
        names["groups"] = [
            {
                "name": self.site.strings.get(f"misconceptions.group-{group.replace(' ', '-')}", told(group)),
                "misconceptions": [{"href": f"{name}.html", **_told(name)} for name in members],
            }
            for group, members in misconception_groups()
        ]
        return names, self._data(names)

    def _misconception(self, name: str) -> Made:
        entry = CATALOGUE[name]
        path = f"misconceptions/{name}.html"
        names = self._common("misconception", path, headed(told(entry.title)))
        concept = self._links([entry.concept], "../")
        names["misconception"] = {**_told(name), "concept": concept[0] if concept else None}
        pages = self.site.mistakes
        names["places"] = pages.shown_places(name)
        names["exercises"] = pages.exercises(name)
        names["code"] = pages.code(name)
        names["n_cards"] = self.n_cards_about[name]
        figure = cached_json(
            digest("mistake", self.site.surroundings, name), lambda: pages.figure(name, self.site.strings)
        )
        names["figure"] = None if figure is None else as_markup(figure, is_html=True)
        names["quizzes"] = self._links(self.asked_about.get(name, ()), "../")
        names["lab"] = next(
            (f"../labs/{lab.id}.html#mistake={name}" for lab in self.site.labs if _shows(lab, name)), None
        )
        data = self._data(
            names,
            misconception={"id": name, "title": told(entry.title)},
            cards=Joined(self.carded.get(name, ()), partial(self._cards_about, name)),
        )
        return names, data

    def _cards_about(self, misconception: str, name: str) -> list[dict[str, str]]:
        """Return a concept's cards about a misconception."""
        brief = self.briefs.get(name)
        cards = zip(brief["deck"], brief["about"], strict=True)
        return [card for card, about in cards if about == misconception]

    def _lab(self, lab: Any) -> Made:
        names = self._common("lab", f"labs/{lab.id}.html", lab.title)
        shown = {**asdict(lab), "concepts": self._links(lab.concepts, "../")}
        names["lab"] = shown
        kinds = [f"{prefix}." for prefix in ("lab", "figure", lab.kind)]
        data = self._data(names, *kinds, lab=lab.data, misconceptions=self._mistakes(CATALOGUE, "../"))
        return names, data


def _told(name: str) -> dict[str, str]:
    entry = CATALOGUE[name]
    texts = {"message": entry.message, "question": entry.question}
    return {"id": name, "title": headed(told(entry.title))} | {key: told(text) for key, text in texts.items()}


def _shows(lab: Any, name: str) -> bool:
    """Tell whether a lab can show a misconception."""
    return any(
        name == mistake.get("id")
        for problem in lab.data["problems"]
        for mistake in problem.get("mistakes", ())
    )


def _digest(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def course_id(title: str) -> str:
    """Return a short name for a course, for the browser's storage."""
    return hashlib.sha256(title.encode()).hexdigest()[:8]
