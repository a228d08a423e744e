"""The speed of the kit, measured: a table on standard output and a JSON file.

    python -m benchmarks [--quick | --full] [--json FILE] [--peers DIR | --no-peers] [--no-compiled]
                         [--only SECTION]

Rates are ratios in one run: every candidate gets the same texts, new ones each time, in turns. Processor time
where one process is measured, so that the machine's other load plays little part; the clock where there are
several. ``--full`` adds the folders of 100 MB and 1 GB. The peers are installed once, in DIR; the kit is
compiled once, too, in a folder beside it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import commands, growth, rates, stages
from benchmarks.compiled import Compiled
from benchmarks.measures import Measure, machine, table, write
from benchmarks.peers import Peers

MB = 1_000_000
SECTIONS = ("rates", "stages", "growth", "import", "report")


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a minute: less text, fewer repeats")
    size.add_argument("--full", action="store_true", help="folders of 100 MB and 1 GB too")
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"), metavar="FILE")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="the peers' environment")
    parser.add_argument("--no-peers", action="store_true", help="leave the peers out")
    parser.add_argument("--no-compiled", action="store_true", help="leave the compiled kit out")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="more than once for several")
    return parser.parse_args()


def peers_of(given: argparse.Namespace) -> Peers | None:
    """The peers, unless they are not wanted or can't be installed."""
    if given.no_peers:
        return None
    try:
        return Peers(given.peers or Path(tempfile.gettempdir(), "tradekit-peers"))
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Without the peers: {error}", file=sys.stderr)
        return None


def compiled_of(given: argparse.Namespace) -> Compiled | None:
    """The compiled kit, unless it is not wanted or can't be made."""
    if given.no_compiled:
        return None
    try:
        return Compiled(Path(tempfile.gettempdir(), "tradekit-compiled"))
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Without the compiled kit: {error}", file=sys.stderr)
        return None


def measured(given: argparse.Namespace) -> Iterator[Measure]:
    """All measures that were asked for."""
    wanted = given.only or SECTIONS
    size, repeats = (100_000, 3) if given.quick else (400_000, 7)
    if "rates" in wanted:
        peers, fast = peers_of(given), compiled_of(given)
        yield from rates.measured(size, repeats, peers, fast)
        for one in (peers, fast):
            if one is not None:
                one.close()
    if "stages" in wanted:
        yield from stages.measured(size, repeats)
    if "growth" in wanted:
        yield from growth.one_report()
        sizes = (MB,) if given.quick else (MB, 10 * MB, *((100 * MB, 1000 * MB) if given.full else ()))
        yield from growth.folders(sizes, 2)
    if "import" in wanted:
        yield from commands.importing(5 if given.quick else 15)
    if "report" in wanted:
        yield from commands.report(1 if given.quick else 5)


def main() -> None:
    """Measure, print, write."""
    given = options()
    started = machine()
    found = list(measured(given))
    print(", ".join(f"{name} {value}" for name, value in started.items()))
    print(table(found))
    write(given.json, found, started)
    print(f"\nAll values in {given.json}")


if __name__ == "__main__":
    main()
