"""``python -m benchmarks``: the command ``bench`` with the words that were typed."""

import sys

from benchmarks import command
from site_build.cli.__main__ import main

if __name__ == "__main__":
    sys.exit(main([command.NAME, *sys.argv[1:]]))
