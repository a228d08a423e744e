"""A notebook's parameters: what it declares, and a user's values checked against that.

papermill itself only logs an unknown parameter and guesses a value's type from its looks (``202401`` for
a period becomes a number). Here a name must be declared, and its declared type decides.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tradekit.model.errors import TradekitError

_TRUE = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def declared(notebook: Path) -> dict[str, str]:
    """The names of the parameters of ``notebook``, each with its type as written (``str``, ``int`` …)."""
    for cell in json.loads(notebook.read_text("utf-8")).get("cells", ()):
        if "parameters" in cell.get("metadata", {}).get("tags", ()):
            try:
                return _declared("".join(cell["source"]))
            except SyntaxError:
                return _inspected(notebook)
    return {}


def _inspected(notebook: Path) -> dict[str, str]:
    """What papermill makes of a cell that is not plain Python."""
    from papermill import inspect_notebook

    return {name: str(info["inferred_type_name"]) for name, info in inspect_notebook(notebook).items()}


def _declared(code: str) -> dict[str, str]:
    """What papermill's ``inspect_notebook`` says of the cell ``code``, without loading papermill.

    >>> _declared("lang: str = 'en'  # en or zh\\nrows = 3  # type: int\\nplace = ''")
    {'lang': 'str', 'rows': 'int', 'place': 'None'}
    """
    types = {}
    for line in ast.parse(code, type_comments=True).body:
        match line:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                types[name] = ast.unparse(annotation).strip("'")
            case ast.Assign(targets=[ast.Name(id=name)], type_comment=comment):
                types[name] = (comment or "None").split()[0]
    return types


def checked(notebook: Path, given: Sequence[tuple[str, str]], types: Mapping[str, str]) -> dict[str, Any]:
    """``given`` names and values as the parameters of ``notebook``, in the types it declares.

    Raises :class:`TradekitError` for a name that the notebook does not declare, or a value of another type.

    >>> types = {"lang": "str", "n": "int"}
    >>> checked(Path("a.ipynb"), [("lang", "zh"), ("n", "5")], types)
    {'lang': 'zh', 'n': 5}
    >>> checked(Path("a.ipynb"), [("lan", "zh")], types)
    Traceback (most recent call last):
        ...
    tradekit.model.errors.TradekitError: a.ipynb has no parameter 'lan'; did you mean 'lang'? It has: lang, n
    """
    values = {}
    for name, text in given:
        if name not in types:
            close = get_close_matches(name, types, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else "."
            raise TradekitError(f"{notebook.name} has no parameter {name!r}{hint} It has: {', '.join(types)}")
        values[name] = _typed(f"{notebook.name}: parameter {name}", text, types[name])
    return values


def _typed(place: str, text: str, type_name: str) -> Any:
    try:
        if type_name == "int":
            return int(text)
        if type_name == "float":
            return float(text)
        if type_name == "bool":
            return _TRUE[text.lower()]
    except (ValueError, KeyError):
        wanted = "true or false" if type_name == "bool" else f"a number ({type_name})"
        raise TradekitError(f"{place} must be {wanted}, not {text!r}") from None
    return text
