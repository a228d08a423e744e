"""Options: what several commands take, and what they say on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

SOME_SKIPPED = 3
INTERRUPTED = 130


def address(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | str | None:
    """A click callback: a path, or an address such as ``s3://bucket/folder``, which stays a string."""
    return Path(value) if value is not None and "://" not in value else value


def dated(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A click callback: a date that there is, before anything is read or written."""
    from tradekit.language.zh.datelines import checked

    return checked(value) if value else None


def suffixed(*known: str) -> Callable[[click.Context, click.Parameter, Path | None], Path | None]:
    """A click callback: a file with one of the ``known`` suffixes, or with none."""

    def checked(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
        if value is not None and value.suffix and value.suffix.lower() not in known:
            raise click.UsageError(
                f"{value}: {value.suffix} is no format of this command; use {', '.join(known)}"
            )
        return value

    return checked


paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
published = click.option(
    "--published", callback=dated, metavar="DATE",
    help="The reports' publication date, where they do not say it.",
)  # fmt: skip
reporter = click.option(
    "--reporter", metavar="NAME", help="Whose trade it is, where the reports do not say it."
)
language = click.option(
    "--language", type=click.Choice(("zh", "en")), help="The reports' language; else found per article."
)
lexicon = click.option(
    "--lexicon", type=click.Path(path_type=Path), metavar="DIR", help="Tables of words of your own."
)



def reading(command: Callable[..., None]) -> Callable[..., None]:
    """What a reader tells of reports: the command gets the four options together, as ``told``."""

    @wraps(command)
    def called(
        published: str | None, reporter: str | None, language: str | None, lexicon: Path | None, **more: Any
    ) -> None:
        from tradekit.batch.catalogued import Told

        command(told=Told(published, reporter, language, str(lexicon.resolve()) if lexicon else None), **more)

    for option in (lexicon, language, reporter, published):
        called = option(called)
    return called



archive = click.option(
    "--archive", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
    help="The archive's folder.",
)  # fmt: skip
known = click.option(
    "--archive", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
    help="What is known: an archive or a folder of reports; else the kit's own reports.",
)  # fmt: skip
official = click.option(
    "--official/--no-official", default=True, help="Beside the official series too.  [default: yes]"
)
lang = click.option(
    "--lang", type=click.Choice(("en", "zh")), default="en", show_default=True, help="Language of the text."
)
out = click.option("--out", callback=address, metavar="FILE", help="Write here, whole or not at all.")


def printable(text: str) -> str:
    """``text`` without the control characters that a file's name could carry to a terminal.

    >>> printable("a\\x1b[31m.txt")
    'a?[31m.txt'
    """
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in text)
