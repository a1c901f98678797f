"""A browser for the pages' tests: Chromium as the system has it, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.kit import find_kit
from grader.quiz.labs import Lab, read_labs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "grader" / "quiz" / "static"
ARGUMENTS = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Return the path of Chromium; skips where there is none, unless GRADER_BROWSER demands one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        message = "needs Chromium; on Debian: apt-get install chromium"
        if os.environ.get("GRADER_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests of a process."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def script_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that returns an empty page in which files of static/ have run, in the order given."""
    pages: dict[tuple[str, ...], Any] = {}

    def page_with(*names: str) -> Page:
        if names not in pages:
            pages[names] = browser.new_page()
            for name in names:
                pages[names].add_script_tag(content=(STATIC / name).read_text(encoding="utf-8"))
        return pages[names]

    yield page_with
    for page in pages.values():
        page.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the shipped kit, built once for all tests of a process."""
    from grader.quiz.course import read_course
    from grader.quiz.site import Options, build_site

    folder = tmp_path_factory.mktemp("site")
    build_site(read_course(find_kit(ROOT)), folder, Options())
    return folder


@pytest.fixture(scope="session")
def labs() -> dict[str, Lab]:
    """The shipped kit's labs by id."""
    return {lab.id: lab for lab in read_labs(find_kit(ROOT))}
