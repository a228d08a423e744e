"""A folder of any size, in parts: on one core, on all of them, or on a cluster.

:func:`extract_folder` reads every report below a folder and writes their observations and ledgers as Parquet
parts. A part is a run of neighbouring files; it is written whole or not at all, kept when it is done, and
made anew when one of its files, the kit or the lexicon has changed. ``docs/scale.md`` says how to run it and
what it costs.
"""

from tradekit.batch.folder import Summary, extract_folder

__all__ = ["Summary", "extract_folder"]
