"""The sandbox as the judge uses it: one isolation process, and a worker for every submission."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.exercise import Limits
    from grader.sandbox.launching import Launcher
    from grader.sandbox.replies import Isolation
    from grader.sandbox.worker_handle import Worker

Mode = Literal["default", "strict", "none"]


class Sandbox:
    """Where submissions run. Making one starts the isolation process and does not wait for it.

    Not to be shared between threads.

    Parameters
    ----------
    mode : {"default", "strict", "none"}
        "strict" refuses to run anything below tier A; "default" takes what the machine has and says so;
        "none" confines nothing.
    extra_modules : sequence of str
        Modules that submissions may import besides NumPy and the standard library's common part.
    """

    def __init__(
        self, mode: Mode = "default", *, extra_modules: Sequence[str] = (), single_use: bool = False
    ) -> None:
        self._mode = mode
        self._isolation: Isolation | None = None
        self._launcher: Launcher
        if sys.platform == "linux" and not single_use:
            from grader.sandbox.zygote_handle import ZygoteHandle

            self._launcher = ZygoteHandle(mode, extra_modules)
        else:
            from grader.sandbox.single_use import SingleUseLauncher

            self._launcher = SingleUseLauncher(extra_modules)

    @property
    def isolation(self) -> Isolation:
        """How well this machine isolates; waits for the probe.

        Raises
        ------
        NotIsolatedError
            If the mode is "strict" and the tier is not A.
        """
        if self._isolation is None:
            self._isolation = self._launcher.isolation()
        if self._mode == "strict" and self._isolation.tier != "A":
            from grader.errors import NotIsolatedError

            raise NotIsolatedError(
                f"Strict isolation is not to be had here (tier {self._isolation.tier}): "
                f"{self._isolation.reason}. "
                "Run on Linux 5.13 or newer on x86_64 or aarch64, or choose `--isolation default`."
            )
        return self._isolation

    def open(self, source: str, *, limits: Limits, filename: str = "submission.py") -> Worker:
        """Start a worker with a submission; returns before the submission has been loaded.

        In strict mode the submission is loaded only when it is first asked for, and not below tier A.

        Parameters
        ----------
        source : str
            The submission's text.
        limits : Limits
            What it may use.
        filename : str
            The name that its tracebacks show.
        """
        from grader.sandbox.offered import wanted
        from grader.sandbox.worker_handle import Worker

        # In strict mode nothing of a learner's may run before the walls are known to be up.
        # Once they are, a file may be loaded as early as in the other modes.
        gate = self._wait_for_walls if self._mode == "strict" and self._isolation is None else None
        return Worker(self._launcher, source, limits, filename, wanted(source), gate=gate)

    def _wait_for_walls(self) -> None:
        assert self.isolation

    def close(self) -> None:
        """End the isolation process and every worker."""
        self._launcher.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()
