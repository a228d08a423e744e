"""The ``tradekit`` command.

Exit codes: 0 all went well; 1 it failed, and says why; 2 it was called wrongly; 3 rows were written, but
some files could not be read, or not whole (each named on standard error); ``check`` exits 1 when an
identity fails, ``verify`` when a figure is contradicted.
"""

from __future__ import annotations

import signal
import sys
from typing import Any

import click

from tradekit.cli.add import add
from tradekit.cli.check import check
from tradekit.cli.extract import extract, numbers
from tradekit.cli.lab import lab
from tradekit.cli.news import news
from tradekit.cli.options import INTERRUPTED, printable
from tradekit.cli.render_report import report
from tradekit.cli.review import review
from tradekit.cli.score import score
from tradekit.cli.site import site
from tradekit.cli.verify import verify
from tradekit.model.errors import TradekitError


class _Group(click.Group):
    """A group whose commands report what a user or the system can mend in one line, without a traceback."""

    def __call__(self, *given: Any, **more: Any) -> Any:
        """Run as a program: asked to end, it clears away what is half-written."""
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
        return super().__call__(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except TradekitError as error:
            raise click.ClickException(printable(str(error))) from error
        except OSError as error:
            place = f"{error.filename}: {error.strerror}; mend that, or name another place"
            raise click.ClickException(printable(place if error.filename else str(error))) from error
        except KeyboardInterrupt:
            click.echo("\nstopped; what is done is kept: the same command goes on", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tradekit-figures")
def main() -> None:
    """Trade indicators from Chinese-language reports: tidy, traceable, checked."""


for command in (add, extract, numbers, report, news, site, check, verify, review, score, lab):
    main.add_command(command)
