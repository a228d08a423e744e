"""Chinese: its numbers, quantities, periods, and what the parts of its sentences say."""
