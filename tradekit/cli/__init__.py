"""The ``tradekit`` command, one file a command."""
