"""``python -m tradekit``: the command line where its script is not on the path."""

from tradekit.cli.main import main

if __name__ == "__main__":
    main()
