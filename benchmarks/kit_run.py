"""Runs in a process of its own: for each line of named texts that comes in, the kit's processor seconds."""

import json
import sys
import time

from tradekit.documents.pages import read_text
from tradekit.extraction import observe as extraction
from tradekit.language.lexicon import load

WARM = "2023年，我国出口23.77万亿元，同比增长0.6%。"


def main() -> None:
    """Say where the engine comes from; then answer each line with a number."""
    words = load()
    extraction.observe(read_text(WARM, "2024-01-12.txt"), words)
    print(extraction.__file__, flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.process_time()
        for name, text in texts:
            extraction.observe(read_text(text, name), words)
        print(time.process_time() - start, flush=True)


main()
