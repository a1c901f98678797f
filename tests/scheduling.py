"""How pytest-xdist shares the tests: what builds a site or starts a browser stays in one process."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

#: Folders and modules whose fixtures cost more than their tests; each goes to one process as a whole.
TOGETHER = ("tests/browser/", "tests/test_quiz_pages.py")


class Scheduling(LoadScopeScheduling):
    """Gives out the expensive groups first, and then the other tests as processes become free."""

    def _split_scope(self, nodeid: str) -> str:
        return next((group for group in TOGETHER if nodeid.startswith(group)), nodeid)
