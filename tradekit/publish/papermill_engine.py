"""How papermill runs the notebook of a page: in a kernel that is there already, saved once, at its end."""

from __future__ import annotations

from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.iorw import write_ipynb

from tradekit.publish.kernel import Kernel

NAME = "tradekit"


class _Engine(Engine):  # type: ignore[misc]
    """papermill's own, but that the notebook is not written before and after every cell."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, output_path: str | None = None, **more: Any) -> Any:
        try:
            return super().execute_notebook(nb, kernel_name, None, **more)
        except BaseException:
            write_ipynb(nb, output_path)
            raise

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, kernel: Kernel, **more: Any) -> None:
        limit = more.get("execution_timeout")
        client = PapermillNotebookClient(nb_man, km=kernel.manager, kernel_name=kernel_name, timeout=limit)
        client.kc = kernel.client
        client.execute()


papermill_engines.register(NAME, _Engine)
