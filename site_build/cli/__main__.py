"""``python -m site_build.cli <command>``."""

import sys

from typer.exceptions import Abort, TyperException

from site_build.cli.common import app
from site_build.cli.usage import say_usage


def main(words: list[str]) -> int:
    """Run the command that the words name; the exit code."""
    try:
        # What a command returns is nothing; what it exits with is the exit code.
        return app(words, standalone_mode=False) or 0
    except TyperException as error:
        say_usage(error, words)
        return error.exit_code
    except Abort:
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
